"""A draft reply held against the base before it is issued: what contradicts, what is missing, what was left over."""

from kejiting.draft_checks.commented import LEVEL_NAMES, commented, with_comments
from kejiting.draft_checks.draft import ReplyDraft, read_draft
from kejiting.draft_checks.finding import Against, DraftFinding, FindingLevel, SetAside, finding_of, finding_shape
from kejiting.draft_checks.memory import DraftMemory, answer_spans, session_of_key
from kejiting.draft_checks.request import (
    AskFacts,
    RequestFacts,
    facts_of_request,
    read_request_facts,
    request_facts,
    stored_request,
)
from kejiting.draft_checks.run import CheckedDraft, check_draft
from kejiting.draft_checks.set_aside import without_set_aside, wording_key
from kejiting.draft_checks.taken_over import time_words
