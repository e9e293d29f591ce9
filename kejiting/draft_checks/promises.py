"""P1 and P2: promises that wait still, and that are made once more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import Q

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import Against, DraftFinding
from kejiting.draft_checks.memory import DraftMemory, answer_spans
from kejiting.origins import SentenceOrigin, origins_of
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
# Of the telling words of a promise so many in one sentence say that the draft speaks of it; of a long one so many do
_MENTIONED, _ENOUGH = 0.7, 5
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
_DUTY = lazy_re(
    r"每[年月周季]|每(?:个|半)[年月季]|逐年|常年|定期|经常性|常态化(?!(?:工作|管理|联系|运行|长效)?机制|、?制度)|长期(?!规划)"
)
# Where nothing says that it is a next step, 将 may mean 把
_PROMISED = Q(passage__part=Part.NEXT_STEPS) | Q(passage__part=Part.PROSE, verifiability=Verifiability.NUMBER_OR_DATE)
_DONE = lazy_re(r"已|完成|建成|落实了|实现了|印发了|出台了|启动了")
AHEAD = lazy_re(r"将|拟|力争|计划|争取|下一步")
# 下一步，, 二是
OPENING = lazy_re(
    r"(?:[一二三四五六七八九十]是|第[一二三四五六七八九十]{1,2}(?=，)|下一?步|今后|接下来|下阶段|同时|此外|[（(]?[0-9一二三四五六七八九十]{1,2}[)）.、])[，,：:]?\s*"
)


def check_open_promises(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    """P1: what was promised to the same delegates, is not done as far as the base knows, and the draft passes over."""
    names = [name_key(name) for name in draft.parsed.delegates]
    if not names:
        return
    to_them = Q(letter__answers__proposal__delegates__name_key__in=names)
    promises = Commitment.objects.published().filter(to_them, state__in=_WAITING, is_dismissed=False)
    promises = promises.exclude(letter__in=memory.own).exclude(verifiability=Verifiability.VAGUE)
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
            and not any(len(telling & words) >= min(_MENTIONED * len(telling), _ENOUGH) for words in told_here)
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


def check_repeated_promises(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    """P2: promises made before: without a step since, past their day, or told as done and nothing in the base says so."""
    found = (*memory.origins, *_origins_of_clauses(draft, memory))
    origins = [origin for origin in found if origin.passage.part == Part.NEXT_STEPS]
    rows = Commitment.objects.published().filter(passage__in={origin.passage.pk for origin in origins})
    rows = rows.filter(state__in=_WAITING, is_dismissed=False).select_related("passage__recommendation")
    known = with_letters(rows.order_by("pk"))
    written = draft.parsed.written_on
    for origin in origins:
        source = origin.passage.letter.written_on
        if written and source and source >= written:
            continue
        words = origin.span.of(draft.text)
        ours, theirs = fold(OPENING.sub("", words, count=1)).rstrip("。;"), fold(origin.words)
        clauses = [ours, *(_IS_DONE.sub("", clause) for clause in ours.split(",") if len(clause) >= _LONG_CLAUSE)]
        for promise in known:
            is_said = promise.folded in ours or any(clause in promise.folded for clause in clauses)
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


# …备案工作|已经完成: what was done, without that it was
_IS_DONE = lazy_re(r"(?:均|都)?(?:已经?|业已)(?:圆满|全部|如期|基本|全面)?(?:完成|落实|结束|到位)[^，。；]{0,2}$")
_CLAUSE = lazy_re(r"[^，,。；;]+")
_NUMBER = lazy_re(r"[0-9](?![0-9]?[.、)）])")
_LONG_CLAUSE, _MOST_CLAUSES = 18, 40


def _origins_of_clauses(draft: ReplyDraft, memory: DraftMemory) -> list[SentenceOrigin]:
    """Where clauses come from that stand whole in a letter's next steps, of sentences that come from none as a whole."""
    text, taken = draft.text, {origin.span for origin in memory.origins}
    clauses = list[Span]()
    sentences = list[Span]()
    for passage in answer_spans(draft):
        is_step = any(passage.overlaps(step) for step in draft.next_steps)
        for sentence in sentence_spans(text, passage):
            if sentence in taken:
                continue
            for match in _CLAUSE.finditer(sentence.of(text)):
                done = _IS_DONE.search(match[0])
                end = done.start() if done else len(match[0])
                # with a number or a day of its own it is a step further
                is_most = 5 * end > 2 * (sentence.end - sentence.start)
                others = sentence.of(text)[: match.start()] + sentence.of(text)[match.end() :]
                if (is_step or done) and is_most and end >= _LONG_CLAUSE and not _NUMBER.search(others):
                    clauses.append(Span(match.start(), match.start() + end).shifted(sentence.start))
                    sentences.append(sentence)
    found = origins_of(text, clauses[:_MOST_CLAUSES], but=memory.own, written_on=draft.parsed.written_on)
    whole = {
        sentence: replace(origin, span=sentence)
        for origin in found
        for clause, sentence in zip(clauses, sentences, strict=True)
        if origin.kind == "taken" and origin.span == clause
    }
    return list(whole.values())


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
    if _DONE.search(ours) and not AHEAD.search(ours) and AHEAD.search(theirs):
        return f"{made}，这里写作已经做到，库中还没有佐证"
    if promise.due_on and written and promise.due_on < written:
        return f"{made}，时限（{promise.due}）已过，这里又作承诺"
    step = "没有记下进展" if promise.state == CommitmentState.OPEN else "尚未落实"
    return f"{made}，至今{step}，这里又作承诺"


def _short(words: str) -> str:
    line = "".join(words.split())
    return line if len(line) <= 40 else f"{line[:40]}…"


def _against(promise: Commitment) -> Against:
    return Against("".join(promise.wording.split()), promise.citation, promise.get_absolute_url())
