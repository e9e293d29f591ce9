"""How much waits for whoever looks at a page: the number beside 工作台, asked at every page and so written out.

Each number stops at MOST: nobody needs to know whether a hundred things wait or a thousand.
"""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from kejiting.runtime.sql import rows
from kejiting.text.lazy_re import lazy_re
from measures.queues.kinds import REQUEST_SOON, SOON, queues_of

MOST = 100

# What is not shown is little, and asked for it costs least
_WITH = "WITH hidden AS (SELECT id FROM proposals_replyletter WHERE NOT (status = 'published'))"
_UNANSWERED = """FROM proposals_request q WHERE q.deleted_at IS NULL AND q.role <> 'informed' AND NOT EXISTS (
        SELECT 1 FROM proposals_requestanswer a JOIN proposals_replyletter l ON l.id = a.letter_id AND l.status = 'published'
        WHERE a.request_id = q.id AND (q.role = 'support' OR l.document_type <> '会办意见'))"""
_LATER = f"{_UNANSWERED} AND (q.due_on IS NULL OR q.due_on > %(request_soon)s)"
_BEGUN = "EXISTS (SELECT 1 FROM proposals_outline o WHERE o.request_id = q.id)"
# Of each queue its rows, as `kinds` has them; %(by)s is who looks, %(soon)s and %(request_soon)s the last day of what is
# due soon, %(other)s who looks where what one entered is published by another, else 0
_WAITING = {
    "requests_due": f"{_UNANSWERED} AND q.due_on <= %(request_soon)s",
    "requests_new": f"{_LATER} AND NOT {_BEGUN}",
    "requests_begun": f"{_LATER} AND {_BEGUN}",
    "review": """FROM proposals_replyletter WHERE NOT (status = 'published') AND status = 'arrived'
        AND (assigned_to_id IS NULL OR assigned_to_id = %(by)s)""",
    "figures": """FROM measures_indicatoralias a JOIN measures_indicator i ON i.id = a.indicator_id WHERE EXISTS (
        SELECT 1 FROM measures_figure f WHERE f.assigned_at IS NULL AND f.unit = i.unit AND f.counted_folded = a.folded
        AND f.passage_id IS NOT NULL AND f.letter_id NOT IN (SELECT id FROM hidden))""",
    "checks": "FROM measures_discrepancy WHERE found AND NOT closed AND is_doubt",
    "promises": """FROM measures_commitment WHERE due_on IS NOT NULL AND NOT is_dismissed AND due_on <= %(soon)s
        AND state = 'open' AND letter_id NOT IN (SELECT id FROM hidden)""",
    "evidence": """FROM measures_target t JOIN measures_planitem n ON n.id = t.item_id
        JOIN measures_plan p ON p.id = n.plan_id AND p.status = 'published' WHERE EXISTS (
        SELECT 1 FROM measures_targetsuggestion s JOIN measures_figure f ON f.id = s.figure_id WHERE s.target_id = t.id
        AND f.letter_id NOT IN (SELECT id FROM hidden)
        AND NOT EXISTS (SELECT 1 FROM measures_targetevidence e WHERE e.target_id = t.id AND e.figure_id = f.id)
        AND NOT EXISTS (SELECT 1 FROM measures_refusedfigure r WHERE r.target_id = t.id AND r.figure_id = f.id))
        AND NOT EXISTS (SELECT 1 FROM measures_supersededtarget u WHERE u.target_id = t.id)""",
    "doubts": "FROM proposals_replyletter WHERE has_suggestions AND status = 'published'",
    "drafts": "FROM proposals_replyletter WHERE NOT (status = 'published') AND status = 'draft'",
    "plans": "FROM measures_plan WHERE status = 'arrived'",
    "plan_drafts": "FROM measures_plan WHERE status = 'draft'",
    "checked": """FROM proposals_replyletter WHERE NOT (status = 'published') AND status = 'checked'
        AND (entered_by_id IS NULL OR NOT entered_by_id = %(other)s)""",
}

_VALUE = lazy_re(r"%\((\w{1,20})\)s")


def work_waiting(request: HttpRequest) -> dict[str, object]:
    """Give every page its `work_waiting`, which asks only where it is shown."""
    return {"work_waiting": SimpleLazyObject(lambda: said(sum(count_waiting(request.user).values())))}


def count_waiting(user: User | AnonymousUser) -> dict[str, int]:
    """How many of each kind wait for the person, MOST at the most; one query."""
    names = tuple(queue.name for queue in queues_of(user))
    if not names:
        return {}
    today = timezone.localdate()
    asked = {
        "by": user.pk,
        "other": user.pk if settings.TWO_PERSONS else 0,
        "soon": today + SOON,
        "request_soon": today + REQUEST_SOON,
    }
    question, values = _question(names)
    return dict(zip(names, rows(question, [asked[name] for name in values])[0], strict=True))


def said(count: int) -> str:
    """Empty for nothing; 99+ for more than people count."""
    return f"{MOST - 1}+" if count >= MOST else str(count or "")


@lru_cache(maxsize=16)
def _question(names: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The question, and the names of the values for its `%s`."""
    counts = (f"(SELECT count(*) FROM (SELECT 1 AS one {_WAITING[name]} LIMIT {MOST}) AS waiting)" for name in names)  # noqa: S608
    question = f"{_WITH} SELECT {', '.join(counts)}"
    return _VALUE.sub("%s", question), tuple(_VALUE.findall(question))
