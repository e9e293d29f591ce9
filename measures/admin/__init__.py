"""The administration of plans, indicators and commitments: what people keep is correctable, the rest for reading."""

from measures.admin.commitments import CommitmentAdmin
from measures.admin.indicators import IndicatorAdmin
from measures.admin.plans import PlanAdmin, PlanItemAdmin
