"""P1 to P3: promises that wait still, that are made once more, and that nobody can check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

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
from proposals.parsing.stops import sentence_spans

_WAITING = (CommitmentState.OPEN, CommitmentState.UNDER_WAY)
_MOST = 60
_MOST_TOLD = 5
# Of the telling words of a promise so many say that the draft speaks of it
_MENTIONED = 0.5
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
    if draft.parsed.written_on:
        promises = promises.filter(letter__written_on__lt=draft.parsed.written_on)
    rows = promises.select_related("passage__recommendation").order_by("-letter__written_on", "pk").distinct()
    words = {*telling_words(draft.text)}
    at = draft.view.in_source(Span(draft.foot_start, draft.foot_start)).start
    told = 0
    for promise in with_letters(rows[:_MOST]):
        telling = {*telling_words(promise.wording)}
        if told < _MOST_TOLD and telling and len(telling & words) / len(telling) < _MENTIONED:
            told += 1
            message = f"{promise.citation}承诺“{_short(promise.wording)}”，尚未落实，这次答复没有提到"
            yield DraftFinding("P1", "ask", at, at, message, _against(promise))


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
            is_said = promise.folded in ours or ours in promise.folded or (origin.changes and promise.folded in theirs)
            if promise.passage_id == origin.passage.pk and is_said:
                yield DraftFinding(
                    "P2",
                    "ask",
                    origin.span.start,
                    origin.span.end,
                    _said(draft, origin, promise, written),
                    _against(promise),
                )
                break


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
