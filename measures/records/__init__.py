"""Save plans, and keep the ledgers in step with the letters: whole, in one transaction each."""

from measures.records.citations import forget_citations
from measures.records.commitments import StepError, take_step
from measures.records.ledgers import (
    refresh_ledger,
    refresh_plan_ledger,
    refresh_stale_ledgers,
    refresh_stale_mentions,
    stale_ledgers,
    stale_mentions,
    stale_plans,
)
from measures.records.plans import SamePlanError, delete_plan, save_plan
from measures.records.topics import TopicError, TopicWords, delete_topic, known_topics, load_seed_topics, save_topic

__all__ = [
    "SamePlanError",
    "StepError",
    "TopicError",
    "TopicWords",
    "delete_plan",
    "delete_topic",
    "forget_citations",
    "known_topics",
    "load_seed_topics",
    "refresh_ledger",
    "refresh_plan_ledger",
    "refresh_stale_ledgers",
    "refresh_stale_mentions",
    "save_plan",
    "save_topic",
    "stale_ledgers",
    "stale_mentions",
    "stale_plans",
    "take_step",
]
