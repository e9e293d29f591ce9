"""发文前核对: a draft reply is sent to be checked; what was found beside its text; where its sentences come from."""
