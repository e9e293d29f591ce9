"""Save plans, keep the ledgers in step with the letters, and do what people ask: whole, in one transaction each."""

from measures.records.assignment import (
    ASSIGNMENTS,
    GONE,
    Assignment,
    assign,
    assign_figures,
    assign_together,
    choice_of,
    of_choices,
    release,
    take_back_assignment,
)
from measures.records.checks import catch_up_all_checks, catch_up_checks
from measures.records.citations import forget_citations, settle_citations
from measures.records.commitment_reviews import Named, add_commitment, dismiss_commitment, restore_commitment
from measures.records.commitment_steps import take_step
from measures.records.commitments import ANSWER_PARTS
from measures.records.fresh_reading import is_as_read, take_fresh_reading
from measures.records.indicators import lock_indicators
from measures.records.kept_assignments import assigned_in, bring_assignments_back
from measures.records.kept_states import indicator_state, plan_state, topic_state
from measures.records.ledgers import (
    refresh_ledger,
    refresh_plan_ledger,
    refresh_stale_ledgers,
    refresh_stale_mentions,
    stale_ledgers,
    stale_mentions,
    stale_plans,
)
from measures.records.maintenance import (
    Maintenance,
    bring_indicator_back,
    erase_indicator,
    maintain_indicator,
    put_indicator_away,
    what_became_of,
)
from measures.records.mentions import Names, names_of_today
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
from measures.records.plan_reread import reread_plan
from measures.records.plans import (
    PLAN_FIELDS,
    bring_plan_back,
    delete_plan,
    plan_of_file,
    put_plan_away,
    replace_plan,
    save_plan,
    set_plan_status,
)
from measures.records.restore import restore_indicator_act, restore_plan_act, restore_topic_act
from measures.records.reviews import review_discrepancy
from measures.records.scoreboard import TargetChange, change_target, undoing
from measures.records.seeded_indicators import forget_seeded_indicators, load_indicators
from measures.records.series_points import POINT_COLUMNS
from measures.records.statements import in_sentence, published_letters, queue_recheck, queue_recheck_of, sentence_around
from measures.records.topics import (
    TopicWords,
    bring_topic_back,
    erase_topic,
    forget_seed_topics,
    known_topics,
    load_seed_topics,
    put_topic_away,
    save_topic,
)
