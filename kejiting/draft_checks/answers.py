"""C1: an ask without an answer or without a next step. C2: a co-handling unit without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import Against, DraftFinding
from kejiting.draft_checks.memory import DraftMemory
from kejiting.draft_checks.request import AskFacts
from kejiting.text.fold import fold
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from proposals.models import ReplyLetter
from proposals.parsing import ParsedRecommendation, Part, numbers_of_asks, pairs_of

# 下一步, 今后, 将继续, 拟开展, 力争, 适时; not 将其, 必将
_NEXT = lazy_re(
    r"下\s*+一?\s*步|下一阶段|今后|接下来|未来|后续|将(?!其|来|近|军|相|为|此|该|有关|相关|原|所|这|两|各|全)|拟(?:于|在|开|将|建|出|定|投|新|推|组|对)|力争|争取|适时|计划(?:于|在|到|用|年内|再|新|今年)|今年(?:内|拟|计划|将|还)|(?:年|[上下]半年|月|季度)底?之?前(?![^，。；]{0,8}已)|继续|"
    r"(?:进一步|持续|不断)(?:加|完|强|推|优|提|深|扩|做|健|落|拓|支)|待.{1,20}(?:后|时)[，,]|暂(?:不|无|缓)|不具备|纳入.{0,12}(?:计划|规划)|留作参考"
)
_NEXT_STEP = lazy_re(r"下\s*+一?\s*步|下一阶段|今后|接下来|未来")
_TOGETHER = lazy_re(
    r"一并(?:答复|回复|说明|办理|作答)|合并(?:答复|回复|办理)|并案|统一(?:答复|回复)|一起答复|(?:上述|以上)(?:各|两|三|几|\d)?[条点项]?(?:建议|意见|问题)"
)
# 吉林省|人社厅, 省委|组织部
_PLACE = lazy_re(r"^(?:[\u4e00-\u9fff]{2,3}(?=省|市|州|自治区))?(?:省|市|州|县|区|自治区)?(?:委(?=.{3}))?")
_UNIT = lazy_re(r"[\u4e00-\u9fff]{2,5}[厅局委办部]")
_ENOUGH = 0.5
# An answer of so many characters is not a short one
_FULL = 100
_SENTENCE = lazy_re(r"[。；\n]")
_AIMED = lazy_re(r"[到至]\s*(20\d{2})\s*年")


def check_answers(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    yield from empty_asks(draft)
    yield from _without_next_step(draft)
    yield from _unanswered(draft, memory)


def _headed(draft: ReplyDraft) -> list[ParsedRecommendation]:
    return [ask for ask in draft.parsed.recommendations if ask.heading and not _is_below_next_steps(draft, ask.heading)]


def _is_below_next_steps(draft: ReplyDraft, heading: Span) -> bool:
    """二、下一步打算 第一，补齐空白: its points are no asks."""
    return any(step.start <= heading.start < step.end for step in draft.next_steps)


def _answer_text(draft: ReplyDraft, ask: ParsedRecommendation) -> str:
    return "\n".join(passage.span.of(draft.text) for passage in ask.passages)


def _first_line(draft: ReplyDraft, heading: Span) -> Span:
    """The heading without the paragraph below it that repeats what was asked; in the view."""
    span = draft.view.from_source(heading)
    end = draft.read.find("\n", span.start, span.end)
    return Span(span.start, end) if end > 0 else span


def empty_asks(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """Yield asks whose heading has nothing below it."""
    for ask in _headed(draft):
        if ask.heading and not _answer_text(draft, ask).strip() and not _answered_elsewhere(draft, ask):
            yield draft.finding("C1", "ask", _first_line(draft, ask.heading), "这条建议下没有答复内容")


def _without_next_step(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """Yield asks that tell what was done and nothing of what will be, unless the whole letter ends with a next step.

    Where most asks have none, what was done is enough of a short answer.
    """
    asks = _headed(draft)
    if draft.parsed.letter_passages or len(asks) < 1:
        return
    # where the answers are parted, what is planned stands under its own heading
    parted = sum(_part_of(ask, "next_steps") for ask in asks) * 2 > len(asks)
    steps = [_has_next(draft, ask, parted=parted) for ask in asks]
    if steps[-1] and not any(steps[:-1]) and len(asks) > 2:
        return  # one next step behind the last answer serves the letter
    is_usual = sum(steps) * 2 >= len(steps)
    for ask, has in zip(asks, steps, strict=True):
        size = len("".join(_answer_text(draft, ask).split()))
        if ask.heading and not has and size >= (1 if is_usual else _FULL) and not _answered_elsewhere(draft, ask):
            message = "这条建议的答复没有说下一步怎么做"
            yield draft.finding("C1", "ask", _first_line(draft, ask.heading), message)


def _part_of(ask: ParsedRecommendation, part: Part) -> bool:
    return any(passage.part == part for passage in ask.passages)


def _has_next(draft: ReplyDraft, ask: ParsedRecommendation, *, parted: bool) -> bool:
    if _part_of(ask, "next_steps"):
        return True
    is_parted = parted and (_part_of(ask, "measures") or _part_of(ask, "outcomes"))
    pattern = _NEXT_STEP if is_parted else _NEXT
    return any(
        pattern.search(sentence) and not _is_of_the_past(sentence, draft.written_on.year)
        for sentence in _SENTENCE.split(_answer_text(draft, ask))
    )


def _is_of_the_past(sentence: str, year: int) -> bool:
    """2016年印发方案，提出力争到2020年达到50亿元: an aim of years ago is no next step."""
    aimed = [int(match) for match in _AIMED.findall(sentence)]
    return bool(aimed) and max(aimed) < year and _NEXT_STEP.search(sentence) is None


def _answered_elsewhere(draft: ReplyDraft, ask: ParsedRecommendation) -> bool:
    """Tell whether the answer says that it answers several asks together."""
    words = f"{ask.heading.of(draft.text) if ask.heading else ''}\n{_answer_text(draft, ask)}"
    return _TOGETHER.search(words) is not None


def _unanswered(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    """Yield the request's asks of whose words the answer has too few, where the answer does not name them by number."""
    asks = memory.request.asks if memory.request else ()
    answer = draft.read[draft.opening.said.end if draft.opening else draft.head_end : draft.foot_start]
    folded = fold("".join(answer.split()))
    named = numbers_of_asks(answer)
    headings = [fold(ask.title) for ask in draft.parsed.recommendations if ask.title]
    for number, ask in enumerate(asks, 1):
        if number in named or _is_answered(ask, headings, folded):
            continue
        at = draft.foot_start
        words = "".join((ask.title or ask.text).split())[:60]
        message = f"来件的第{number}条建议没有找到答复：{words}"
        yield draft.finding("C1", "ask", Span(at, at), message, Against(ask.text[:200], f"来件第{number}条"))


def _is_answered(ask: AskFacts, headings: list[str], answer: str) -> bool:
    """Tell whether a heading, or the answer as a whole, has most of the pairs of characters of the ask's own heading."""
    title = fold("".join((ask.title or ask.text[:60]).split()))
    pairs = pairs_of(title)
    if not pairs or title in answer:
        return True
    heads = max(
        (len(pairs & pairs_of(heading)) / min(len(pairs), len(pairs_of(heading)) or 1) for heading in headings),
        default=0,
    )
    return heads >= _ENOUGH or len(pairs & pairs_of(answer)) / len(pairs) >= (0.85 if headings else 0.7)


def check_co_units(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    """C2: a unit that was to answer with us, or that sent its opinion, and that the draft does not name, not even in short."""
    opinions = {opinion.agency: opinion for opinion in memory.opinions if opinion.agency}
    units = memory.request.co_units if memory.request else ()
    for unit in units:
        if not _names_unit(draft.read, unit):
            sent = next((one for agency, one in opinions.items() if _names_unit(agency, unit)), None)
            message = f"会办单位“{unit}”在稿中没有提到" + ("，它的会办意见在库中" if sent else "")
            yield _unnamed(draft, message, _opinion_of(sent) if sent else Against(unit, "来件的会办单位"))
    for agency, opinion in opinions.items():
        if not _names_unit(draft.read, agency) and not any(_names_unit(agency, unit) for unit in units):
            message = f"库中有“{agency}”的会办意见，稿中没有提到这个单位"
            yield _unnamed(draft, message, _opinion_of(opinion))


def _unnamed(draft: ReplyDraft, message: str, against: Against) -> DraftFinding:
    return draft.finding("C2", "ask", Span(draft.foot_start, draft.foot_start), message, against)


def _opinion_of(letter: ReplyLetter) -> Against:
    return Against(str(letter), letter.doc_number or letter.opinion_label, letter.get_absolute_url())


def _names_unit(text: str, unit: str) -> bool:
    """省人社厅 is named by 省人力资源和社会保障厅, and the other way round; whether 省 stands before it makes no matter."""
    core = _PLACE.sub("", unit)
    core = core if len(core) >= 2 else unit
    stem, end = core[:-1], core[-1]
    if core in text or (end in "厅局委办部院" and len(stem) >= 2 and stem in text):
        return True
    spelled = re.compile(r"[\u4e00-\u9fff]{0,4}?".join(map(re.escape, stem)) + r"[\u4e00-\u9fff]{0,4}?[厅局委办部院会]")
    if len(stem) <= 4 and spelled.search(text):
        return True
    short = (match[0] for match in _UNIT.finditer(text))
    return any(_is_short_for(word[at:], core) for word in short for at in range(len(word) - 2))


def _is_short_for(short: str, full: str) -> bool:
    """科技厅 for 科学技术厅: its characters in their order, from the first to the last."""
    if len(short) < 3 or len(short) >= len(full) or short[0] != full[0] or short[-1] != full[-1]:
        return False
    rest = iter(full)
    return all(char in rest for char in short)
