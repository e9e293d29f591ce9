"""F2: session, number, kind, salutation and title say the same of the proposal, wherever the draft names it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import Against, DraftFinding, FindingLevel
from kejiting.draft_checks.memory import DraftMemory
from kejiting.draft_checks.own_title import check_own_title
from kejiting.text.keys import number_key
from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import NUMERAL, to_chinese
from kejiting.text.reading_view import HAN
from kejiting.text.spans import Span
from proposals.models import Proposal
from proposals.parsing import ParsedSession, read_number, read_session
from proposals.parsing.citing import numbers_in
from proposals.parsing.titles import is_title

# 第157号委员提案, 代表建议; the title of the proposal itself may say either
_KIND = lazy_re(
    r"(?P<委员提案>委员提案|政协提案|委员的?提案|政协委员|(?<=号)提案)|(?P<代表建议>代表建议|人大建议|代表的?建议|人大代表|(?<=号)建议(?!案))"
)
# 十三届三次会议, 第十四届全国委员会第三次会议, 第十九届
_SESSION = lazy_re(
    rf"第?{NUMERAL}{{1,5}}\s*[届屆](?:[{HAN}]{{0,16}}?第?{NUMERAL}{{1,5}}\s*次(?:全体)?(?:会议|會議|全会)?)?"
)
_PERSON = lazy_re("委员(?!会)|代表(?!团|小组|大会)")
_BODY = lazy_re("政协|人民政协|人大(?!常委)|人民代表大会")
_OF_BODY = {"政协": "委员提案", "人大": "代表建议", "委员": "委员提案", "代表": "代表建议"}


@dataclass(frozen=True, slots=True)
class _Fact:
    """What one place says of one property: the words' span in the view, how they are compared, how people read them."""

    span: Span
    key: str
    label: str


def _same(one: str, other: str) -> bool:
    return one == other


def _same_session(one: str, other: str) -> bool:
    """A place that names only the term, 13-, agrees with each meeting of it."""
    return (
        one == other or (one.endswith("-") and other.startswith(one)) or (other.endswith("-") and one.startswith(other))
    )


def _same_region(one: str, other: str) -> bool:
    """省 is short for 吉林省."""
    return one.endswith(other) or other.endswith(one)


def check_identity(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    places = list(_places(draft))
    for name, read, agree in _PROPERTIES:
        facts = [fact for span in places for fact in read(draft, span)]
        facts += _persons(draft) if name == "种类" else []
        yield from _disagreements(draft, name, facts, _given(memory, name), agree)
    yield from _addressed_as(draft)
    yield from check_own_title(draft, memory)
    yield from _other_number(draft, memory)


# 您在…会议上提出; 你们, 贵委
_ONE, _BODY_OF = lazy_re("您(?![们委会单])"), lazy_re("[贵你您](?:单位|委|会|党|局|厅|处|校|院|中心|团|社|公司|部)")
_SEVERAL, _AND_OTHERS = lazy_re("你们"), lazy_re("[等、，和]|代表团|小组")
_OF_MEMBERS, _OF_ORGANISATION = lazy_re("委员的?提案"), lazy_re("集体提案|团体提案|党派提案")


def _addressed_as(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """Yield words for one person in a letter to an organisation, for an organisation in one to a person, and the like."""
    opening = draft.opening
    if opening is None or not opening.salutation.delegates:
        return
    names, said = opening.salutation.delegates, opening.said
    wrong: tuple[tuple[re.Pattern[str], tuple[Span, ...]], ...]
    addressed = Span(names[0].span.start, names[-1].span.end)
    words = "、".join(str(name) for name in names)
    if opening.salutation.organisation:
        wrong, where = ((_ONE, (said,)), (_OF_MEMBERS, (Span(0, draft.head_end),))), "单位"
    elif len(names) > 1:
        wrong, where = ((_ONE, (said,)), (_OF_ORGANISATION, (Span(0, draft.head_end),))), f"{len(names)}人"
    else:
        wrong = (_OF_ORGANISATION, (Span(0, draft.head_end),)), (_BODY_OF, (said,))
        if not _AND_OTHERS.search(addressed.of(draft.read) + draft.read[addressed.end : addressed.end + 6]):
            wrong = (*wrong, (_SEVERAL, (said,)))
        where = "一人"
    for pattern, spans in wrong:
        for span in spans:
            match = pattern.search(draft.read, span.start, span.end)
            if match:
                message = f"称谓“{words}”是{where}，此处写作“{match[0]}”，请核对"
                level: FindingLevel = "hint" if len(names) > 1 else "ask"
                yield draft.finding("F2", level, Span(*match.span()), message, addressed)


# 与您在三次会议上提出的第198号提案一脉相承: of another proposal
_ANOTHER = lazy_re(r"[与和同][您你贵]|此前|曾|[去上往]年|上次|前次|以往")


def _places(draft: ReplyDraft) -> Iterator[Span]:
    """Yield where the draft says what it answers: titles in its head, cells of its table, the opening sentence."""
    for line in draft.head:
        words = line.text.partition("：")[2] or line.text.partition(":")[2] or line.text
        if is_title(words) or is_title(line.text) or read_session(line.text):
            yield line.span
    if draft.opening:
        title = draft.parsed.proposal_title
        named = draft.view.from_source(title.span) if title and title.span else None
        said = draft.opening.said
        if named and said.start <= named.start and named.end <= said.end:
            other = _ANOTHER.search(draft.read, named.end, said.end)
            yield from (Span(said.start, named.start), Span(named.end, other.start() if other else said.end))
        elif said.end > said.start:
            yield said


def _session(draft: ReplyDraft, span: Span) -> Iterator[_Fact]:
    words = span.of(draft.read)
    session, match = read_session(words), _SESSION.search(words)
    if session and match:
        yield _Fact(Span(*match.span()).shifted(span.start), f"{session.term}-{session.meeting or ''}", _named(session))


def _region(draft: ReplyDraft, span: Span) -> Iterator[_Fact]:
    words = span.of(draft.read)
    session = read_session(words)
    at = words.find(session.region) if session and session.region else -1
    if session and at >= 0:
        yield _Fact(Span(at, at + len(session.region)).shifted(span.start), session.region, session.region)


def _named(session: ParsedSession) -> str:
    meeting = f"{to_chinese(session.meeting)}次会议" if session.meeting else ""
    return f"{to_chinese(session.term)}届{meeting}"


def _number(draft: ReplyDraft, span: Span) -> Iterator[_Fact]:
    words = span.of(draft.read)
    number = read_number(words)
    if number is not None and len(numbers_in(words)) < 2:
        yield _Fact(number.span.shifted(span.start), number_key(number), f"第{number}号")


def _kind(draft: ReplyDraft, span: Span) -> Iterator[_Fact]:
    words = span.of(draft.read)
    match, body = _KIND.search(words), _BODY.search(words)
    if match and match.lastgroup:
        yield _Fact(Span(*match.span()).shifted(span.start), match.lastgroup, match[0])
    if body and read_session(words):
        key = _OF_BODY["政协" if "政协" in body[0] else "人大"]
        yield _Fact(Span(*body.span()).shifted(span.start), key, body[0])


def _persons(draft: ReplyDraft) -> Iterator[_Fact]:
    """Yield what the salutation calls those whom it addresses, where it calls them one thing."""
    opening = draft.opening
    if opening is None or opening.salutation.organisation:
        return
    line = next((line for line in draft.lines if line.start == opening.head_end), None)
    found = list(_PERSON.finditer(line.text)) if line else []
    if line and len({match[0] for match in found}) == 1:
        match = found[-1]
        yield _Fact(Span(*match.span()).shifted(line.start), _OF_BODY[match[0]], f"称谓“{match[0]}”")


def _given(memory: DraftMemory, name: str) -> tuple[str, str] | None:
    """What who asks says of the property: its key, and how people read it."""
    session = memory.asked_session
    if name == "编号" and memory.asked_number:
        return number_key(memory.asked_number), f"第{memory.asked_number}号"
    if session and name == "届次":
        return f"{session.term}-{session.meeting or ''}", f"{session.body}{_named(session)}"
    if session and session.region and name == "地方":
        return session.region, session.region
    if session and name == "种类":
        return _OF_BODY[session.body], session.body
    return None


def _disagreements(
    draft: ReplyDraft, name: str, facts: list[_Fact], given: tuple[str, str] | None, agree: _Agree
) -> Iterator[DraftFinding]:
    """Yield the places that say otherwise than what is given or than most others; of two that differ, both."""
    if given:
        for fact in facts:
            if not agree(fact.key, given[0]):
                message = f"{name}与所核对的来件不一致：此处是{fact.label}，来件是{given[1]}"
                yield draft.finding("F2", "must", fact.span, message, Against(given[1], "来件"))
        return
    votes = {fact.key: sum(agree(fact.key, other.key) for other in facts) for fact in facts}
    for fact in facts:
        others = [other for other in facts if not agree(other.key, fact.key)]
        other = max(others, key=lambda other: votes[other.key], default=fact)
        if others and votes[fact.key] <= votes[other.key]:
            message = f"{name}前后不一致：此处是{fact.label}，另一处是{other.label}"
            yield draft.finding("F2", "must", fact.span, message, other.span)


_Agree = Callable[[str, str], bool]
_PROPERTIES: tuple[tuple[str, Callable[[ReplyDraft, Span], Iterator[_Fact]], _Agree], ...] = (
    ("届次", _session, _same_session),
    ("地方", _region, _same_region),
    ("编号", _number, _same),
    ("种类", _kind, _same),
)


def _other_number(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    """Yield the number of a draft whose proposal the base knows by its title, by another number."""
    parsed, session = draft.parsed, memory.session
    if not (session and parsed.number and parsed.proposal_title):
        return
    same = Proposal.objects.filter(
        title=parsed.proposal_title.value,
        number_key__isnull=False,
        session__body=session.body,
        session__term=session.term,
        session__meeting=session.meeting,
        delegates__name__in=parsed.delegates,
    )
    numbers = set(same.order_by().values_list("number", "number_key")[:20])
    if numbers and number_key(parsed.number) not in {key for _, key in numbers}:
        known = "、".join(f"第{number}号" for number, _ in sorted(numbers))
        for span in _places(draft):
            for fact in _number(draft, span):
                yield draft.finding(
                    "F2",
                    "ask",
                    fact.span,
                    f"库中同题的件是{known}，此处是{fact.label}",
                    Against(known, "库中同题的提案、建议"),
                )
