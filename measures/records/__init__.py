"""Save plans, and keep the ledgers in step with the letters: whole, in one transaction each."""

from measures.records.commitments import StepError, take_step
from measures.records.ledgers import refresh_ledger, refresh_stale_ledgers, stale_ledgers
from measures.records.plans import SamePlanError, delete_plan, save_plan

__all__ = [
    "SamePlanError",
    "StepError",
    "delete_plan",
    "refresh_ledger",
    "refresh_stale_ledgers",
    "save_plan",
    "stale_ledgers",
    "take_step",
]
