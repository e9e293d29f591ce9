"""P1 to P3: promises that wait still, that are made once more, and that nobody can check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q

from kejiting.draft_checks.base import Base
from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import Against, DraftFinding
from kejiting.origins import SentenceOrigin
from kejiting.text.fold import fold
from kejiting.text.keys import name_key
from kejiting.text.lazy_re import lazy_re
from kejiting.text.spans import Span
from measures.extraction.evidence import telling_words
from measures.models import Commitment, CommitmentState
from measures.models.commitments import Verifiability
from measures.models.querysets import with_letters
from proposals.models import Part
from proposals.parsing.stops import sentence_spans

_WAITING = (CommitmentState.OPEN, CommitmentState.UNDER_WAY)
# Letters of one session are written side by side
_SAME_SESSION = timedelta(92)
_MOST = 60
_MOST_TOLD = 5
# Of the telling words of a promise so many in one sentence say that the draft speaks of it
_MENTIONED = 0.7
_OF_ANY_PROMISE = frozenset(
    [
        "年底",
        "年内",
        "上半年",
        "下半年",
        "建成",
        "新建",
        "建设",
        "出台",
        "制定",
        "印发",
        "完成",
        "实现",
        "立项",
        "支持",
        "举办",
        "开展",
        "组织",
        "上线",
        "运行",
        "启动",
        "推动",
        "推进",
        "力争",
        "项目",
        "活动",
        "管理",
        "服务",
        "平台",
        "工作",
        "继续",
        "指导",
        "依托",
        "联合",
        "加强",
        "完善",
        "进一步",
    ]
)
# Of time and of being done it may be more
_ANOTHER_WORD = 1
_HAN = lazy_re(r"[\u4e00-\u9fff]")
_OF_TIME = lazy_re(
    r"[将拟已经于在年月日底前末内初的了再又继续进步仍并力争计划全面完成落实下今明一二三四五六七八九十是建印发出台制定启动举办实施开展组织推]"
)
# A duty is never done with: it waits for no step, and is rightly promised again
_DUTY = lazy_re(r"每[年月周季]|每(?:个|半)[年月季]|逐年|常年|定期|经常性|常态化|长期(?!规划)")
# Where nothing says that it is a next step, 将 may mean 把
_PROMISED = Q(passage__part=Part.NEXT_STEPS) | Q(passage__part=Part.PROSE, verifiability=Verifiability.NUMBER_OR_DATE)
_DONE = lazy_re(r"已|完成|建成|落实了|实现了|印发了|出台了|启动了")
_AHEAD = lazy_re(r"将|拟|力争|计划|争取|下一步")
# What promises to look at something, when it suits: nobody can say whether it was done
_NOTHING = lazy_re(
    r"研究考虑|认真研究|积极研究|深入研究|统筹考虑|综合考虑|予以考虑|适时|择机|酌情|视情况?|尽量|力所能及|条件(?:成熟|具备|允许)|积极探索|逐步推进|继续关注|高度重视|"
    r"进一步(?:加强|加大|强化|推动|推进|做好|完善|提高|提升)[^，。；]{0,8}(?:工作|力度|水平|服务|研究|落实|建设)|尽快推动|大力推动|抓好落实|做好相关工作|推动相关工作"
)
# 下一步，, 二是
_OPENING = lazy_re(
    r"(?:[一二三四五六七八九十]是|下一?步|今后|接下来|下阶段|同时|此外|[（(]?[0-9一二三四五六七八九十]{1,2}[)）.、])[，,：:]?\s*"
)
# Words that name a thing: what is promised can be looked for
_NAMED = lazy_re(r"[0-9《“]|[一二三四五六七八九十两][个项家批次场期]")


def check_open_promises(draft: ReplyDraft, base: Base) -> Iterator[DraftFinding]:
    """P1: what was promised to the same delegates, is not done as far as the base knows, and the draft passes over."""
    names = [name_key(name) for name in draft.parsed.delegates]
    if not names:
        return
    to_them = Q(letter__answers__proposal__delegates__name_key__in=names)
    promises = Commitment.objects.published().filter(to_them, state__in=_WAITING, is_dismissed=False)
    promises = promises.exclude(letter__in=base.own).exclude(verifiability=Verifiability.VAGUE)
    promises = promises.filter(_PROMISED)
    if draft.parsed.written_on:
        promises = promises.filter(letter__written_on__lt=draft.parsed.written_on - _SAME_SESSION)
    rows = promises.select_related("passage__recommendation").order_by("-letter__written_on", "pk").distinct()
    told_here = _told_in(draft)
    at = draft.view.in_source(Span(draft.foot_start, draft.foot_start)).start
    told = 0
    for promise in with_letters(rows[:_MOST]):
        telling = {*telling_words(promise.wording)} - _OF_ANY_PROMISE
        if _DUTY.search(promise.wording):
            continue
        if (
            told < _MOST_TOLD
            and telling
            and not any(len(telling & words) >= _MENTIONED * len(telling) for words in told_here)
        ):
            told += 1
            message = f"{promise.citation}承诺“{_short(promise.wording)}”，尚未落实，这次答复没有提到"
            yield DraftFinding("P1", "ask", at, at, message, _against(promise))


def _told_in(draft: ReplyDraft) -> list[set[str]]:
    """The telling words of each sentence."""
    parsed = draft.parsed
    passages = {passage.span for ask in parsed.recommendations for passage in ask.passages}
    passages |= {passage.span for passage in parsed.letter_passages}
    return [
        {*telling_words(span.of(draft.text))} for passage in passages for span in sentence_spans(draft.text, passage)
    ]


def check_repeated_promises(draft: ReplyDraft, base: Base) -> Iterator[DraftFinding]:
    """P2: promises made before: without a step since, past their day, or told as done and nothing in the base says so."""
    origins = [origin for origin in base.origins if origin.passage.part == "next_steps"]
    rows = Commitment.objects.published().filter(passage__in={origin.passage.pk for origin in origins})
    rows = rows.filter(state__in=_WAITING, is_dismissed=False).select_related("passage__recommendation")
    known = with_letters(rows.order_by("pk"))
    written = draft.parsed.written_on
    for origin in origins:
        source = origin.passage.letter.written_on
        if written and source and source >= written:
            continue
        ours, theirs = fold(origin.span.of(draft.text)).rstrip("。;"), fold(origin.words)
        for promise in known:
            is_said = promise.folded in ours or ours in promise.folded
            is_said |= promise.folded in theirs and _is_same_thing(draft, origin)
            if promise.passage_id == origin.passage.pk and is_said and not _DUTY.search(promise.wording):
                yield DraftFinding(
                    "P2",
                    "ask",
                    origin.span.start,
                    origin.span.end,
                    _said(draft, origin, promise, written),
                    _against(promise),
                )
                break


def _is_same_thing(draft: ReplyDraft, origin: SentenceOrigin) -> bool:
    """Tell a promise with another day or number, or told as done, from one of another thing in the same words."""
    changed = "".join(
        "".join(_HAN.findall(words))
        for change in origin.changes
        for words in (change.here.of(draft.text), change.there.of(origin.words))
    )
    return len(_OF_TIME.sub("", changed)) <= _ANOTHER_WORD


def _said(draft: ReplyDraft, origin: SentenceOrigin, promise: Commitment, written: date | None) -> str:
    ours, theirs = origin.span.of(draft.text), origin.words
    made = f"{promise.citation}已作过这项承诺"
    if _DONE.search(ours) and not _AHEAD.search(ours) and _AHEAD.search(theirs):
        return f"{made}，这里写作已经做到，库中还没有佐证"
    if promise.due_on and written and promise.due_on < written:
        return f"{made}，时限（{promise.due}）已过，这里又作承诺"
    step = "没有记下进展" if promise.state == CommitmentState.OPEN else "尚未落实"
    return f"{made}，至今{step}，这里又作承诺"


def check_vague_promises(draft: ReplyDraft, base: Base) -> Iterator[DraftFinding]:
    """P3: promises that name nothing, no number, no day, and set their own conditions."""
    parsed = draft.parsed
    passages = [passage for ask in parsed.recommendations for passage in ask.passages]
    for passage in sorted({*passages, *parsed.letter_passages}, key=lambda one: one.span):
        if passage.part == "outcomes":
            continue
        for sentence in sentence_spans(parsed.text, passage.span):
            words = sentence.of(parsed.text)
            opening = _OPENING.match(words)
            start, end = opening.end() if opening else 0, len(words.rstrip("。；;！! "))
            if opening is None and passage.part != "next_steps" and not _AHEAD.search(words):
                continue
            if _NOTHING.search(words) and not _NAMED.search(words) and _is_empty(words[start:end]):
                span = Span(start, end).shifted(sentence.start)
                yield DraftFinding(
                    "P3", "hint", span.start, span.end, "没有写做什么、做到什么程度、什么时候做到，以后无从核对"
                )


def _is_empty(words: str) -> bool:
    return len({*telling_words(_NOTHING.sub("", words))} - _SAY_NOTHING) <= _FEW


_FEW = 2
_SAY_NOTHING = {
    "我厅",
    "我们",
    "我局",
    "省科技厅",
    "建议",
    "意见",
    "工作",
    "相关",
    "政策",
    "落实",
    "推动",
    "推进",
    "研究",
    "有关",
    "问题",
    "情况",
    "方面",
    "继续",
    "积极",
    "加大",
    "力度",
    "统筹",
    "协调",
    "出台",
}


def _short(words: str) -> str:
    line = "".join(words.split())
    return line if len(line) <= 40 else f"{line[:40]}…"


def _against(promise: Commitment) -> Against:
    return Against("".join(promise.wording.split()), promise.citation, promise.get_absolute_url())
