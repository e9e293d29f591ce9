"""Save plans, and keep the ledgers in step with the letters: whole, in one transaction each."""

from measures.records.checks import catch_up_all_checks, catch_up_checks
from measures.records.citations import forget_citations
from measures.records.commitment_steps import StepError, take_step
from measures.records.commitment_verdicts import Named, VerdictError, acts_of, add_commitment, restore, set_aside
from measures.records.commitments import ANSWER_PARTS
from measures.records.due import queue_recheck, queue_recheck_of
from measures.records.ledgers import (
    refresh_ledger,
    refresh_plan_ledger,
    refresh_stale_ledgers,
    refresh_stale_mentions,
    stale_ledgers,
    stale_mentions,
    stale_plans,
)
from measures.records.line_points import POINT_COLUMNS, read_point
from measures.records.offers import offer_to_plan
from measures.records.plans import SamePlanError, delete_plan, save_plan
from measures.records.seeded_indicators import load_indicators
from measures.records.sentences import sentence_around
from measures.records.statements import published_letters
from measures.records.topics import TopicError, TopicWords, delete_topic, known_topics, load_seed_topics, save_topic

__all__ = [
    "ANSWER_PARTS",
    "POINT_COLUMNS",
    "Named",
    "SamePlanError",
    "StepError",
    "TopicError",
    "TopicWords",
    "VerdictError",
    "acts_of",
    "add_commitment",
    "catch_up_all_checks",
    "catch_up_checks",
    "delete_plan",
    "delete_topic",
    "forget_citations",
    "known_topics",
    "load_indicators",
    "load_seed_topics",
    "offer_to_plan",
    "published_letters",
    "queue_recheck",
    "queue_recheck_of",
    "read_point",
    "refresh_ledger",
    "refresh_plan_ledger",
    "refresh_stale_ledgers",
    "refresh_stale_mentions",
    "restore",
    "save_plan",
    "save_topic",
    "sentence_around",
    "set_aside",
    "stale_ledgers",
    "stale_mentions",
    "stale_plans",
    "take_step",
]
