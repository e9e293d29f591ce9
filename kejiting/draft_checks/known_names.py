"""E2: names of programmes and bodies that are one slip off a name that the base knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import Against, DraftFinding
from kejiting.draft_checks.memory import DraftMemory
from kejiting.draft_checks.nearness import sound_alike
from kejiting.text.fold import fold
from kejiting.text.fold_places import Folded, fold_with_offsets
from kejiting.text.spans import Span
from kejiting.text.words import han_cutter
from measures.extraction.topics import find_names
from measures.models import Topic, TopicName
from proposals.records.agencies import agencies_of_letters

_SHORTEST = 5
# Of such names two characters may be missing
_LONG, _VERY_LONG = 8, 10
# 科技创新|等|专项资金: said of several
_BETWEEN = frozenset("等和与及的类各")
_MOST_NAMES = 3000
_MOST_PLACES = 200


@dataclass(frozen=True, slots=True)
class _Near:
    """A span of the folded text that is a slip of a name; `at` is where it begins to differ."""

    span: Span
    name: str
    at: int


def check_known_names(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    names = _names()
    folded = fold_with_offsets(draft.read)
    exact = [span for span, _ in find_names(draft.read, sorted(names, key=len, reverse=True))]
    taken: list[Span] = []
    for near in sorted(_slips(folded, names), key=_closest):
        span = folded.original(near.span)
        change = folded.original(Span(near.at, near.at + 1)).start
        if any(other.start <= change < other.end for other in exact) or any(map(span.overlaps, taken)):
            continue
        taken.append(span)
        against = _against(near.name, names[near.name])
        yield draft.finding("E2", "ask", span, f"与库中的名称“{against.text}”只差一两个字，请核对", against)
    yield from _signature(draft)


def _names() -> dict[str, int | str]:
    """Names of topics, folded, with the key of their topic, and of agencies, with the agency itself."""
    found: dict[str, int | str] = dict(TopicName.objects.values_list("folded", "topic")[:_MOST_NAMES])
    for agency in agencies_of_letters(_MOST_NAMES):
        found.setdefault(fold(agency), agency)
    return {name: whose for name, whose in found.items() if len(name) >= _SHORTEST}


def _against(name: str, whose: int | str) -> Against:
    if isinstance(whose, str):
        return Against(whose, "库中的发文机关")
    topic = Topic.objects.get(pk=whose)
    printed = next((other for other in (topic.name, *topic.aliases) if fold(other) == name), name)
    return Against(printed, f"库中的主题“{topic.name}”", topic.get_absolute_url())


def _slips(folded: Folded, names: Iterable[str]) -> Iterator[_Near]:
    """Yield where the beginning or the end of a name stands with the rest one slip off: of a slip one of them is whole."""
    text = folded.text
    for name in names:
        whole = max(len(name) // 2 - 1, 2)
        for at in _places(text, name[:whole]):
            for extra in (0, -1, 1, -2):
                yield from _slip(text, Span(at, min(at + len(name) + extra, len(text))), name)
        for at in _places(text, name[-whole:]):
            for extra in (0, 1, -1, 2):
                end = at + whole
                yield from _slip(text, Span(max(end - len(name) + extra, 0), end), name)


def _closest(near: _Near) -> tuple[int, int, Span]:
    """The longest name first, and of its slips the one that is as long."""
    span = near.span
    return -len(near.name), abs(span.end - span.start - len(near.name)), span


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    for _ in range(_MOST_PLACES):
        if at < 0:
            return
        yield at
        at = text.find(words, at + 1)


def _slip(text: str, span: Span, name: str) -> Iterator[_Near]:
    """What differs stands inside of the name: at its edges another word may begin; there only what sounds alike is a slip."""
    words = span.of(text)
    if (words[-1:] != name[-1] and words[:-1] != name[:-1]) or (words[:1] != name[0] and words[1:] != name[1:]):
        return
    if words == name or "\n" in words or len(words) < 2 or not all(map(str.isalnum, set(words) - set(name))):
        return
    start = next((at for at, (a, b) in enumerate(zip(words, name, strict=False)) if a != b), None)
    if start is None:
        return
    if len(words) == len(name):
        same_rest = words[start + 1 :] == name[start + 1 :]
        swapped = words[start : start + 2] == name[start : start + 2][::-1] and words[start + 2 :] == name[start + 2 :]
        inside = 0 < start < len(name) - 1 and not _ends_otherwise(words, start)
        # 中试转化中心 for 转化中试中心
        swapped |= (
            len(name) >= _LONG
            and words[start : start + 4] == name[start + 2 : start + 4] + name[start : start + 2]
            and words[start + 4 :] == name[start + 4 :]
        )
        if swapped or (same_rest and (inside or sound_alike(words[start], name[start]))):
            yield _Near(span, name, span.start + start)
        return
    if len(name) - len(words) == 2:
        rest = iter(name)
        whole = words[:2] == name[:2] and words[-2:] == name[-2:]
        in_one_place = words[start:] == name[start + 2 :]
        if len(name) >= (_VERY_LONG if in_one_place else _LONG) and whole and all(char in rest for char in words):
            yield _Near(span, name, span.start + start)
        return
    longer, shorter = (words, name) if len(words) > len(name) else (name, words)
    if longer[start] == "级" and longer[start - 1] in "省市县区家":
        return  # 省级临床医学研究中心 for 省临床医学研究中心
    inside = 0 < start < len(shorter) - 1 and (longer is name or words[start] not in _BETWEEN)
    if len(name) > _SHORTEST and inside and longer[start + 1 :] == shorter[start:]:
        yield _Near(span, name, span.start + start)


def _ends_otherwise(words: str, start: int) -> bool:
    """县域创新驱动|带动 for 县域创新驱动行动: what ends otherwise is another word, not a slip."""
    return start == len(words) - 2 and [*han_cutter()(words)][-1] == words[-2:]


def _signature(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """Yield a signature that is short for an agency of the base: 吉林省科技厅 for 吉林省科学技术厅."""
    agency = draft.parsed.agency
    if not agency:
        return
    agencies = agencies_of_letters(_MOST_NAMES)
    full = next((known for known in agencies if agency not in agencies and _is_short_for(agency, known)), None)
    if full is None:
        return
    for line in draft.foot:
        at = line.text.find(agency)
        if at >= 0:
            span = Span(line.start + at, line.start + at + len(agency))
            yield draft.finding("E2", "ask", span, f"落款要用全称“{full}”", Against(full, "库中的发文机关"))


def _is_short_for(short: str, full: str) -> bool:
    rest = iter(full)
    return (
        len(short) < len(full) and short[:1] == full[:1] and short[-1:] == full[-1:] and all(c in rest for c in short)
    )
