"""All checks of a draft by their kinds. A new kind takes its module and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kejiting.draft_checks.answers import check_answers, check_co_units
from kejiting.draft_checks.citations import check_citations
from kejiting.draft_checks.dates import check_dates
from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import DraftFinding
from kejiting.draft_checks.headings import check_headings
from kejiting.draft_checks.identity import check_identity
from kejiting.draft_checks.known_names import check_known_names
from kejiting.draft_checks.layout import check_layout
from kejiting.draft_checks.leftovers import check_leftovers
from kejiting.draft_checks.memory import DraftMemory
from kejiting.draft_checks.names import check_names
from kejiting.draft_checks.number_wording import check_number_wording
from kejiting.draft_checks.numbers import check_numbers
from kejiting.draft_checks.other_letter import check_other_letter
from kejiting.draft_checks.own_figures import check_own_figures
from kejiting.draft_checks.parts import check_parts
from kejiting.draft_checks.personal import check_personal
from kejiting.draft_checks.plan_targets import check_plan_targets
from kejiting.draft_checks.promises import check_open_promises, check_repeated_promises
from kejiting.draft_checks.settled_line import check_scale, check_settled_line
from kejiting.draft_checks.taken_over import check_taken_over
from kejiting.draft_checks.vague_promises import check_vague_promises

Check = Callable[[ReplyDraft, DraftMemory], Iterable[DraftFinding]]

CHECKS: dict[str, Check] = {
    "F1": check_numbers,
    "F2": check_identity,
    "F3": check_names,
    "F4": check_dates,
    "F5": check_parts,
    "F6": check_headings,
    "C1": check_answers,
    "C2": check_co_units,
    "N1": check_settled_line,
    "N2": check_own_figures,
    "N3": check_scale,
    "N4": check_number_wording,
    "N5": check_plan_targets,
    "P1": check_open_promises,
    "P2": check_repeated_promises,
    "P3": check_vague_promises,
    "R1": check_taken_over,
    "R2": check_other_letter,
    "E1": check_citations,
    "E2": check_known_names,
    "X1": check_leftovers,
    "X2": check_personal,
    "L1": check_layout,
}
