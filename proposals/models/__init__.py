"""What the base holds of letters: who asked, what was asked, what was answered, and where each answer stands."""

from proposals.models.delegates import Delegate, DelegateKind, Spelling
from proposals.models.former import FormerVersion
from proposals.models.letters import HandlingClass, HandlingRole, ReplyLetter, Status
from proposals.models.likeness import Shingle
from proposals.models.outbox import EVERYTHING, CurrentTransaction, IndexOutbox, new_mark
from proposals.models.passages import Origin, Part, Passage, Recommendation
from proposals.models.proposals import Answer, Proposal, ProposalKind, Signature
from proposals.models.sentences import JudgedSentence, SentenceKind
from proposals.models.sessions import Body, Session
from proposals.models.vocabulary import MissedQuestion, Synonym

__all__ = [
    "EVERYTHING",
    "Answer",
    "Body",
    "CurrentTransaction",
    "Delegate",
    "DelegateKind",
    "FormerVersion",
    "HandlingClass",
    "HandlingRole",
    "IndexOutbox",
    "JudgedSentence",
    "MissedQuestion",
    "Origin",
    "Part",
    "Passage",
    "Proposal",
    "ProposalKind",
    "Recommendation",
    "ReplyLetter",
    "SentenceKind",
    "Session",
    "Shingle",
    "Signature",
    "Spelling",
    "Status",
    "Synonym",
    "new_mark",
]
