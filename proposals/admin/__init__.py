"""The administration of letters: every field correctable, nothing overwritten unseen, the index kept in step."""

from proposals.admin.delegates import DelegateAdmin
from proposals.admin.letters import ReplyLetterAdmin
from proposals.admin.proposals import ProposalAdmin
from proposals.admin.requests import DeadlineRuleAdmin, HolidayAdmin, RequestAdmin
from proposals.admin.sessions import SessionAdmin
from proposals.admin.vocabulary import MissedQuestionAdmin, SynonymAdmin
