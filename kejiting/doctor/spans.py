"""Whatever stands in a text: inside of it, in what it is said to stand in, and with the words that it is said to have."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Model

from kejiting.doctor.examination import Defect, Depth, Looked, listed
from kejiting.doctor.ledgers import read_anew
from kejiting.text.fold import fold
from measures.models import Citation, Commitment, Figure, Mention, Plan, PlanItem, Target
from measures.records import Names, names_of_today
from proposals.models import JudgedSentence, Passage, ReplyLetter
from proposals.records import text_digest

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of an `owner` as it is shown, and the names of topics by which its mentions were read, None if those are of another day."""

    owner: int
    shown: str
    names: Mapping[str, int] | None


@dataclass(frozen=True, slots=True)
class _Placed:
    """Rows of a model that stand in a text.

    `owner` leads to the letter or plan; `fits` holds a row's `columns` against the text. A `ledger` is read anew.
    """

    model: type[Model]
    owner: str
    columns: tuple[str, ...]
    fits: Callable[..., bool]
    is_ledger: bool = False


def _inside(text: _Text, start: int, end: int) -> bool:
    return bool(text.shown[start:end].strip()) and end <= len(text.shown)


def _passage_fits(text: _Text, start: int, end: int, letter_of_ask: int | None) -> bool:
    return _inside(text, start, end) and letter_of_ask in {None, text.owner}


def _target_fits(text: _Text, start: int, end: int, item_start: int, item_end: int) -> bool:
    return _inside(text, start, end) and item_start <= start and end <= item_end


def _figure_fits(
    text: _Text, start: int, end: int, printed: str, letter: int | None, begin: int | None, stop: int | None
) -> bool:
    if begin is None or stop is None or letter != text.owner:
        return False
    return begin + end <= stop and text.shown[begin + start : begin + end][: len(printed)] == printed != ""


def _commitment_fits(text: _Text, start: int, end: int, wording: str, letter: int | None, begin: int | None) -> bool:
    """One without a passage keeps the words that it had; the letter does not say them any more."""
    return begin is None or (letter == text.owner and text.shown[begin + start : begin + end] == wording)


def _citation_fits(text: _Text, start: int, end: int, title: str | None, number: str | None) -> bool:
    words = "".join(text.shown[start:end].split())
    return _inside(text, start, end) and (title or "") in words and (number or "") in words


def _mention_fits(text: _Text, start: int, end: int, topic: int) -> bool:
    if text.names is None:
        return _inside(text, start, end)
    return text.names.get(fold(text.shown[start:end])) == topic


_OF_LETTERS = (
    _Placed(Passage, "letter", ("start", "end", "recommendation__letter_id"), _passage_fits),
    _Placed(JudgedSentence, "letter", ("start", "end"), _inside),
    _Placed(
        Figure,
        "letter",
        ("start", "end", "printed", "passage__letter_id", "passage__start", "passage__end"),
        _figure_fits,
        is_ledger=True,
    ),
    _Placed(
        Commitment,
        "letter",
        ("start", "end", "wording", "passage__letter_id", "passage__start"),
        _commitment_fits,
        is_ledger=True,
    ),
    _Placed(Citation, "letter", ("start", "end", "title", "number"), _citation_fits, is_ledger=True),
    _Placed(Mention, "letter", ("start", "end", "topic_id"), _mention_fits, is_ledger=True),
)
_OF_PLANS = (
    _Placed(PlanItem, "plan", ("start", "end"), _inside),
    _Placed(Target, "item__plan", ("start", "end", "item__start", "item__end"), _target_fits),
    _Placed(Citation, "plan", ("start", "end", "title", "number"), _citation_fits, is_ledger=True),
    _Placed(Mention, "plan", ("start", "end", "topic_id"), _mention_fits, is_ledger=True),
)


def look_at_letters(depth: Depth) -> Looked:
    return _look_at("答复函", ReplyLetter, _OF_LETTERS)


def look_at_plans(depth: Depth) -> Looked:
    return _look_at("方案", Plan, _OF_PLANS)


def _look_at(kind: str, model: type[ReplyLetter] | type[Plan], tables: Sequence[_Placed]) -> Looked:
    texts, rows = 0, 0
    changed: list[str] = []
    misplaced: dict[str, list[tuple[int, str]]] = {"person": [], "ledger": []}
    names = names_of_today()
    for owners in _lots(model):
        shown = {owner.pk: _Text(owner.pk, _shown(owner), _names_of(owner, names)) for owner in owners}
        texts += len(shown)
        changed += [f"{kind} {owner.pk}" for owner in owners if _is_changed(owner)]
        for placed in tables:
            for owner_pk, pk, *values in _rows(placed, shown):
                rows += 1
                if not placed.fits(shown[owner_pk], *values):
                    name = f"{kind} {owner_pk} 的{placed.model._meta.verbose_name} {pk}"
                    misplaced["ledger" if placed.is_ledger else "person"].append((owner_pk, name))
    defects = [*_said_changed(changed), *_said_person(misplaced["person"]), *_said_ledger(model, misplaced["ledger"])]
    return Looked(f"{texts} 份{kind}的正文，和其中 {rows} 处段落、数据、承诺、引用、主题是否与原文相符", defects)


def _lots(model: type[ReplyLetter] | type[Plan]) -> Iterator[list[Any]]:
    owners = model.everything.select_related("ledger").order_by("pk")
    last = 0
    while lot := list(owners.filter(pk__gt=last)[:_AT_ONCE]):
        yield lot
        last = lot[-1].pk


def _rows(placed: _Placed, owners: Collection[int]) -> Iterator[tuple[Any, ...]]:
    rows = placed.model._base_manager.filter(**{f"{placed.owner}__in": list(owners)}).order_by()
    return rows.values_list(placed.owner, "pk", *placed.columns).iterator()


def _shown(owner: ReplyLetter | Plan) -> str:
    """With what is hidden as it is hidden; spans that lead outside of the text hide nothing."""
    return owner.public_text if _masks_inside(owner) else owner.text


def _names_of(owner: ReplyLetter | Plan, names: Names) -> Mapping[str, int] | None:
    ledger = getattr(owner, "ledger", None)
    return names.topics if ledger and ledger.names == names.version else None


def _is_changed(owner: ReplyLetter | Plan) -> bool:
    """Reading moves white space only; what a person edited has its own words."""
    if (owner.text_sha256 and owner.text_sha256 != text_digest(owner.text)) or not _masks_inside(owner):
        return True
    return "text" not in owner.set_by_person and text_digest(owner.as_read_text) != text_digest(owner.text)


def _masks_inside(owner: ReplyLetter | Plan) -> bool:
    masked = [] if isinstance(owner, Plan) else owner.masked
    return all(0 <= start < end <= len(owner.text) for start, end in masked)


def _said_changed(names: list[str]) -> Iterator[Defect]:
    if names:
        yield Defect(
            f"正文与读入时的校验值不符，像是被绕过程序改动：{listed(names)}。请对照原件核对，确有损坏的用最近的备份恢复。"
        )


def _said_person(misplaced: list[tuple[int, str]]) -> Iterator[Defect]:
    if misplaced:
        names = listed(name for _, name in misplaced)
        yield Defect(f"标注的位置不在正文里：{names}。请打开核对页重新标注这一处。")


def _said_ledger(model: type[ReplyLetter] | type[Plan], misplaced: list[tuple[int, str]]) -> Iterator[Defect]:
    if misplaced:
        names = listed(name for _, name in misplaced)
        pks = sorted({pk for pk, _ in misplaced})
        yield Defect(
            f"台账与原文不符：{names}。请运行 manage.py doctor --repair 重新识别。", mend=partial(read_anew, model, pks)
        )
