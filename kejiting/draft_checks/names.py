"""F3: the names of those who are answered, held against each other and against the delegates that the base knows."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import Against, DraftFinding, FindingLevel
from kejiting.draft_checks.look_alike import look_alike
from kejiting.draft_checks.memory import DraftMemory
from kejiting.draft_checks.nearness import is_swapped, one_edit_apart, sound_alike
from kejiting.text.keys import name_key
from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN
from kejiting.text.spans import Span
from proposals.models import Delegate

# 王洪福委员, 王洪福、李锐代表, 提案人：王洪福
_TITLED = lazy_re(rf"(?=(?P<name>[{HAN}·]{{2,12}}?)\s*(?:[省市县区州]?(?:政协|人大))?(?:委员|代表)(?![会团大小]))")
# 感谢|王洪福|、李锐委员
_LISTED = lazy_re(
    rf"(?P<name>[{HAN}·]{{2,12}})(?=、(?:[{HAN}·]{{2,4}}、){{0,8}}[{HAN}·]{{2,4}}(?:委员|代表)(?![会团大小]))"
)
_FIELD = lazy_re(
    rf"(?:提案人|建议人|领衔(?:代表|人)|提出人|提案者|联名人?|附议人?)\s*[:：]\s*(?P<names>[{HAN}·、，, ]{{2,60}})"
)
_COPIES = lazy_re(r"(?:抄送|抄报|主送)\s*[:：][^\n]{0,200}")
_NAME = lazy_re(rf"[{HAN}·]{{2,12}}")
_MOST_NAMES = 40
_MOST_KNOWN = 2000
_FEW = 20


def check_names(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    named = _addressed(draft)
    yield from _inside(draft, named)
    yield from _against_request(draft, memory, named)
    yield from _against_base(draft, memory, named)


def _addressed(draft: ReplyDraft) -> list[tuple[str, Span]]:
    """Whom the salutation names, or else the fields of the head, each with its span."""
    opening = draft.opening
    if opening and opening.salutation.delegates:
        if opening.salutation.organisation:
            return []
        return [(str(name), name.span) for name in opening.salutation.delegates][:_MOST_NAMES]
    named = [_part(draft.read, match.start("names"), match["names"]) for match in _FIELD.finditer(draft.read)]
    return [pair for pairs in named for pair in pairs][:_MOST_NAMES]


def _part(text: str, start: int, names: str) -> list[tuple[str, Span]]:
    found = _NAME.finditer(names)
    return [(match[0], Span(*match.span()).shifted(start)) for match in found]


def _inside(draft: ReplyDraft, named: list[tuple[str, Span]]) -> Iterator[DraftFinding]:
    """Yield both places where a name stands one character off another place of the draft."""
    keys = {name_key(name) for name, _ in named}
    for name, span in named:
        for other in _elsewhere(draft, name, keys):
            if not other.overlaps(span):
                written = other.of(draft.read)
                yield draft.finding("F3", "must", other, f"姓名前后不一致：此处是“{written}”，称谓是“{name}”", span)
                yield draft.finding("F3", "must", span, f"姓名前后不一致：此处是“{name}”，另一处是“{written}”", other)


def _elsewhere(draft: ReplyDraft, name: str, keys: set[str]) -> Iterator[Span]:
    """Yield where a name one character off stands before 委员 or 代表, in a field of names or among the copies."""
    text = draft.read
    for match in _TITLED.finditer(text):
        start = match.end("name") - len(name)
        if start >= 0 and _is_slip(name, text[start : match.end("name")], keys):
            yield Span(start, match.end("name"))
    for match in _LISTED.finditer(text):
        start = match.end("name") - len(name)
        if start >= match.start("name") and _is_slip(name, text[start : match.end("name")], keys):
            yield Span(start, match.end("name"))
    for match in _FIELD.finditer(text):
        for other, span in _part(text, match.start("names"), match["names"]):
            if _is_slip(name, other, keys):
                yield span
    for match in _COPIES.finditer(text):
        for start in range(match.start(), match.end() - len(name) + 1):
            span = Span(start, start + len(name))
            if len(name) > 2 and _is_slip(name, span.of(text), keys):
                yield span


def _is_slip(name: str, other: str, keys: set[str]) -> bool:
    """Tell another writing of the name from another person: of two characters only what sounds the same."""
    if name_key(other) not in keys and len(name) > 2 and is_swapped(name, other):
        return True
    if name_key(other) in keys or len(name) != len(other) or sum(a != b for a, b in zip(name, other, strict=True)) != 1:
        return False
    return len(name) > 2 or sound_alike(name, other)


def _against_request(draft: ReplyDraft, memory: DraftMemory, named: list[tuple[str, Span]]) -> Iterator[DraftFinding]:
    request = memory.request
    if request is None or not request.proposers:
        return
    known = {name_key(name): name for name in (*request.proposers, *request.co_proposers)}
    for name, span in named:
        if name_key(name) not in known:
            near = next((other for other in known.values() if one_edit_apart(name, other)), None)
            written = near or "、".join(request.proposers)
            message = f"称谓与来件不一致：此处是“{name}”，来件的提出人是“{written}”"
            yield draft.finding("F3", "must" if near else "ask", span, message, Against(written, "来件"))


def _against_base(draft: ReplyDraft, memory: DraftMemory, named: list[tuple[str, Span]]) -> Iterator[DraftFinding]:
    """Yield names that did not make this proposal or, if the base does not know it, that are nearly known ones."""
    makers = {delegate.name for proposal in memory.proposals for delegate in proposal.delegates.all()}
    for name, span in named:
        if name_key(name) in map(name_key, makers):
            continue
        if makers and len(named) == 1:
            known = "、".join(sorted(makers))
            message = f"库中这一件的提出人是“{known}”，此处是“{name}”，请核对"
            yield draft.finding("F3", "ask", span, message, Against(known, "库中的提案、建议"))
            continue
        near = _near(name)
        if any(name_key(other) == name_key(name) for other in near):
            continue
        slips = sorted(
            (other for other in near if _off_by_one(name, other)), key=lambda other: not _is_easily_taken(name, other)
        )
        # where many are known, some name is near to any new one
        if slips and (len(near) <= _FEW or _is_easily_taken(name, slips[0])):
            level: FindingLevel = "ask" if _is_easily_taken(name, slips[0]) else "hint"
            message = f"库中没有“{name}”，有只差一字的“{slips[0]}”，请核对姓名"
            yield draft.finding("F3", level, span, message, Against(slips[0], "库中的委员、代表"))


def _near(name: str) -> list[str]:
    """The names of the base that share the first character or all but the first."""
    wanted = Q(name__startswith=name[0]) | Q(name__endswith=name[1:]) if len(name) > 1 else Q(name=name)
    people = Delegate.objects.answered().exclude(kind="organisation").filter(wanted)
    return list(people.order_by().values_list("name", flat=True).distinct()[:_MOST_KNOWN])


def _off_by_one(name: str, other: str) -> bool:
    return _is_easily_taken(name, other) or (
        name[0] == other[0] and one_edit_apart(name, other) and min(len(name), len(other)) > 2
    )


def _is_easily_taken(name: str, other: str) -> bool:
    return sound_alike(name, other) or look_alike(name, other) or (is_swapped(name, other) and name[0] == other[0])
