"""Save plans, keep the ledgers in step with the letters, and do what people ask: whole, in one transaction each."""

from measures.records.assignment import (
    ASSIGNMENTS,
    GONE,
    Assignment,
    assign,
    assign_figures,
    choice_of,
    is_number,
    of_choices,
    release,
)
from measures.records.checks import catch_up_all_checks, catch_up_checks
from measures.records.citations import forget_citations
from measures.records.commitment_reviews import Named, acts_of, add_commitment, dismiss_commitment, restore_commitment
from measures.records.commitment_steps import take_step
from measures.records.commitments import ANSWER_PARTS
from measures.records.indicators import lock_indicators
from measures.records.ledgers import (
    refresh_ledger,
    refresh_plan_ledger,
    refresh_stale_ledgers,
    refresh_stale_mentions,
    stale_ledgers,
    stale_mentions,
    stale_plans,
)
from measures.records.maintenance import MAINTENANCE, Maintenance, maintain_indicator, version_of, what_became_of
from measures.records.plan_contents import ITEMS, TARGETS
from measures.records.plan_corrections import (
    TargetFields,
    change_item,
    correct_plan_head,
    join_plan_item,
    remove_target,
    save_target,
    split_plan_item,
)
from measures.records.plan_errors import PlanChangedError, SamePlanError, expect_plan_version
from measures.records.plan_reread import reread_plan
from measures.records.plans import PLAN_FIELDS, delete_plan, plan_of_file, replace_plan, save_plan, set_plan_status
from measures.records.reviews import review_discrepancy
from measures.records.scoreboard import TargetChange, change_target
from measures.records.seeded_indicators import load_indicators
from measures.records.series_points import POINT_COLUMNS, read_point
from measures.records.statements import (
    in_sentence,
    published_letters,
    queue_recheck,
    queue_recheck_of,
    sentence_around,
)
from measures.records.suggestions import suggest_for_plan
from measures.records.topics import TopicWords, delete_topic, known_topics, load_seed_topics, save_topic

__all__ = [
    "ANSWER_PARTS",
    "ASSIGNMENTS",
    "GONE",
    "ITEMS",
    "MAINTENANCE",
    "PLAN_FIELDS",
    "POINT_COLUMNS",
    "TARGETS",
    "Assignment",
    "Maintenance",
    "Named",
    "PlanChangedError",
    "SamePlanError",
    "TargetChange",
    "TargetFields",
    "TopicWords",
    "acts_of",
    "add_commitment",
    "assign",
    "assign_figures",
    "catch_up_all_checks",
    "catch_up_checks",
    "change_item",
    "change_target",
    "choice_of",
    "correct_plan_head",
    "delete_plan",
    "delete_topic",
    "dismiss_commitment",
    "expect_plan_version",
    "forget_citations",
    "in_sentence",
    "is_number",
    "join_plan_item",
    "known_topics",
    "load_indicators",
    "load_seed_topics",
    "lock_indicators",
    "maintain_indicator",
    "of_choices",
    "plan_of_file",
    "published_letters",
    "queue_recheck",
    "queue_recheck_of",
    "read_point",
    "refresh_ledger",
    "refresh_plan_ledger",
    "refresh_stale_ledgers",
    "refresh_stale_mentions",
    "release",
    "remove_target",
    "replace_plan",
    "reread_plan",
    "restore_commitment",
    "review_discrepancy",
    "save_plan",
    "save_target",
    "save_topic",
    "sentence_around",
    "set_plan_status",
    "split_plan_item",
    "stale_ledgers",
    "stale_mentions",
    "stale_plans",
    "suggest_for_plan",
    "take_step",
    "version_of",
    "what_became_of",
]
