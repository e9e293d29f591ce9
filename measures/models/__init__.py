"""Plans with their targets, and the ledgers of what letters say: figures, commitments, topics and citations."""

from measures.models.checks import DOUBTS, Check, CheckMember, CheckStep
from measures.models.citations import Citation
from measures.models.commitment_acts import LONGEST_REASON, CommitmentStep, CommitmentVerdict, Deed
from measures.models.commitments import Checkable, Commitment, CommitmentOrigin, State
from measures.models.figures import Figure, LetterLedger
from measures.models.indicators import Indicator, Wording
from measures.models.places import Place
from measures.models.plans import Comparator, Level, Plan, PlanItem, PlanLedger, Target
from measures.models.points import DueLetter, LinePoint
from measures.models.scoreboard import RefusedFigure, SupersededTarget, TargetFigure, TargetOffer
from measures.models.topics import Mention, Topic, TopicName

__all__ = [
    "DOUBTS",
    "LONGEST_REASON",
    "Check",
    "CheckMember",
    "CheckStep",
    "Checkable",
    "Citation",
    "Commitment",
    "CommitmentOrigin",
    "CommitmentStep",
    "CommitmentVerdict",
    "Comparator",
    "Deed",
    "DueLetter",
    "Figure",
    "Indicator",
    "LetterLedger",
    "Level",
    "LinePoint",
    "Mention",
    "Place",
    "Plan",
    "PlanItem",
    "PlanLedger",
    "RefusedFigure",
    "State",
    "SupersededTarget",
    "Target",
    "TargetFigure",
    "TargetOffer",
    "Topic",
    "TopicName",
    "Wording",
]
