"""What a passage of next steps promises: each commitment, who must act, by when, and how it can be checked."""

from measures.extraction.commitments.commitment import Checkable, Commitment, Due, Sign
from measures.extraction.commitments.find import find_commitments

__all__ = ["Checkable", "Commitment", "Due", "Sign", "find_commitments"]
