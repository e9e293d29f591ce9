"""A draft reply held against the base before it is issued: what contradicts, what is missing, what was left over."""

from kejiting.draft_checks.base import Base, session_of_key
from kejiting.draft_checks.commented import LEVEL_NAMES, with_comments
from kejiting.draft_checks.draft import ReplyDraft, read_draft
from kejiting.draft_checks.finding import Against, DraftFinding, FindingLevel, finding_shape
from kejiting.draft_checks.request import AskFacts, RequestFacts, read_request_facts, request_facts, stored_request
from kejiting.draft_checks.run import CheckedDraft, check_draft
