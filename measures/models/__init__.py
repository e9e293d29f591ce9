"""Plans with their targets, and the ledgers of what letters say: figures, commitments, topics and citations."""

from measures.models.acts import KeptAct, KeptContent
from measures.models.checks import DOUBTS, Discrepancy, DiscrepancyFigure, DiscrepancyReview
from measures.models.citations import Citation, document_address
from measures.models.commitment_acts import LONGEST_REASON, CommitmentReview, CommitmentStep, ReviewAction
from measures.models.commitments import Commitment, CommitmentOrigin, CommitmentState, Verifiability
from measures.models.figures import ExtractionVersion, Figure
from measures.models.indicators import Indicator, IndicatorAlias
from measures.models.places import TextReference
from measures.models.plans import Comparator, Plan, PlanItem, PlanLedger, PlanLevel, Target
from measures.models.points import PendingRecheck, SeriesPoint
from measures.models.scoreboard import RefusedFigure, SupersededTarget, TargetEvidence, TargetSuggestion
from measures.models.topics import Mention, Topic, TopicName
