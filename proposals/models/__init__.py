"""What the base holds of letters: who asked, what was asked, what was answered, and where each answer stands."""

from proposals.models.acts import ActContent, ActKind, LetterAct
from proposals.models.append_only import AppendOnlyModel
from proposals.models.deadlines import DeadlinePurpose, DeadlineRule, DeadlineUnit, Holiday
from proposals.models.delegates import Delegate, DelegateKind, PinyinKey
from proposals.models.deletable import DeletableModel
from proposals.models.drafts import LONGEST_SET_ASIDE_REASON, CheckedDraftFile, SetAsideAct
from proposals.models.entered import EnteredModel, Status
from proposals.models.former import LetterVersion
from proposals.models.house_acts import HOUSE_SUBJECTS, HouseAct, HouseContent, SettingsTable
from proposals.models.letters import HandlingClass, HandlingRole, LetterDocumentType, ReplyLetter
from proposals.models.likeness import Shingle
from proposals.models.outbox import EVERYTHING, CurrentTransaction, IndexOutbox, new_mark
from proposals.models.outlines import Outline, OutlineItem, ReplyTemplate
from proposals.models.passages import Origin, Part, Passage, Recommendation
from proposals.models.proposals import Answer, Proposal, ProposalKind, Signature, answered_in_use
from proposals.models.requests import Request, RequestAnswer, RequestAsk, RequestRole, RequestSheet
from proposals.models.sentences import JudgedSentence, SentenceKind
from proposals.models.sessions import CongressBody, CongressSession
from proposals.models.vocabulary import LongQuestion, Synonym, ZeroResultQuery
