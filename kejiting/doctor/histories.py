"""改动记录: what is kept with acts is still what its key says, and of the same thing as the act."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q

from kejiting.doctor.database import RESTORE
from kejiting.doctor.examination import Defect, Depth, Looked, listed
from measures.models import KeptAct, KeptContent
from measures.models.acts import SUBJECTS
from proposals.models import HOUSE_SUBJECTS, ActContent, HouseAct, HouseContent, LetterAct
from proposals.records import content_key

_AT_ONCE = 200
# Acts, what they share, what they are of, and the parts that each has
_KINDS: tuple[tuple[Any, Any, tuple[str, ...], tuple[str, ...]], ...] = (
    (LetterAct, ActContent, ("letter",), ("state", "text", "assigned")),
    (KeptAct, KeptContent, SUBJECTS, ("state", "text")),
    (HouseAct, HouseContent, HOUSE_SUBJECTS, ("state", "text")),
)


def look_at_histories(depth: Depth) -> Looked:
    """Nothing mends it: what was, nobody knows better."""
    changed, strange, acts = [], [], 0
    for model, contents, subjects, parts in _KINDS:
        acts += model._base_manager.count()
        changed += [f"{contents._meta.verbose_name} {pk}" for pk in _changed(contents)]
        strange += [f"{model._meta.verbose_name} {pk}" for pk in _strange(model, subjects, parts)]
    return Looked(
        f"{acts} 步改动记录的内容是否和当时一样",
        [*_said("改动记录的内容被绕过程序改动", changed), *_said("改动记录指向别处的内容", strange)],
    )


def _changed(contents: Any) -> Iterator[int]:
    rows = contents._base_manager.order_by("pk").values_list("pk", "key", "content")
    yield from (pk for pk, key, content in rows.iterator(_AT_ONCE) if content_key(content) != key)


def _strange(model: Any, subjects: tuple[str, ...], parts: tuple[str, ...]) -> Iterator[int]:
    wrong = Q()
    for part in parts:
        for name in subjects:
            wrong |= Q(**{f"{name}__isnull": False, f"{part}__isnull": False}) & ~Q(**{f"{part}__{name}": F(name)})
    yield from model._base_manager.filter(wrong).order_by("pk").values_list("pk", flat=True)


def _said(what: str, names: list[str]) -> Iterator[Defect]:
    if names:
        yield Defect(f"{what}：{listed(names)}。{RESTORE}，并查明是谁改动了数据库。")
