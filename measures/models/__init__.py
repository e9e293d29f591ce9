"""Plans with their targets, and the ledgers of what letters say: figures, what they count, and commitments."""

from measures.models.commitments import Checkable, Commitment, CommitmentStep, State
from measures.models.figures import Figure, LetterLedger
from measures.models.indicators import ClosedCheck, Indicator, Wording
from measures.models.plans import Comparator, Level, Plan, PlanItem, Target
from measures.models.scoreboard import SupersededTarget, TargetFigure

__all__ = [
    "Checkable",
    "ClosedCheck",
    "Commitment",
    "CommitmentStep",
    "Comparator",
    "Figure",
    "Indicator",
    "LetterLedger",
    "Level",
    "Plan",
    "PlanItem",
    "State",
    "SupersededTarget",
    "Target",
    "TargetFigure",
    "Wording",
]
