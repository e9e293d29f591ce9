"""R2: what was left over from the letter that a draft was made of: another's name, number, place or unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import Against, DraftFinding
from kejiting.draft_checks.memory import DraftMemory
from kejiting.draft_checks.other_house import check_other_house
from kejiting.text.keys import name_key, number_key
from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN
from kejiting.text.spans import Span
from proposals.models import Delegate, Proposal
from proposals.parsing.stops import sentences_at

_TITLED = lazy_re(rf"(?=(?P<name>[{HAN}·]{{2,4}}?)\s*(?:委员|代表)(?![会团大小性处人]))")
_NUMBER = lazy_re(r"第\s*(?P<number>[A-Za-z]{0,4}\d{1,6})\s*号\s*(?:[^，。；\n]{0,6}?)(?:提案|建议|议案)")
# What the letter answers: 您提出的第157号提案收悉; not 下一篇：关于第57号提案的答复
_OF_THIS = lazy_re(r"您|你们?|贵|收悉|办理")
_PAGE = lazy_re(r"\s*[上下]一(?:篇|条|页|个)")
# 与第166号提案一并答复: another proposal is meant
_TOGETHER = lazy_re(
    r"一并|合并|并案|同时|分别|以及|(?<!支持)(?<!关心)(?<!关注)[和与](?!(?:支持|关心|关注|理解|帮助|监督))|另|还有|类似|相关|结合|此前|曾|去年|往年|多年|此次|以往"
)
_MOST_PEOPLE = 4000


def check_other_letter(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    yield from _names(draft)
    yield from _numbers(draft, memory)
    thanked = list(_thanks(draft))
    yield from thanked
    if not thanked:
        yield from _of_another_matter(draft)
    yield from _copies(draft)
    yield from check_other_house(draft)


def _names(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """Delegates of other letters, addressed in the answer or the thanks, and whole names of three and more characters."""
    own = {name_key(name) for name in draft.parsed.delegates}
    if not own:
        return
    text, body = draft.read, Span(draft.head_end, len(draft.read))
    addressed = [name.span for name in draft.opening.salutation.delegates] if draft.opening else []
    titled = {
        Span(match.start("name"), match.start("name") + len(name)): name
        for match in _TITLED.finditer(text, body.start)
        for name in (match["name"],)
    }
    wanted = {name_key(name) for name in titled.values()} - own
    people = Delegate.objects.answered().exclude(kind="organisation").filter(name_key__in=wanted)
    known = {name_key(name) for name in people.order_by().values_list("name", flat=True)[:_MOST_PEOPLE]}
    for span, name in titled.items():
        if _TOGETHER.search(sentences_at(text, span).of(text)):
            continue
        if name_key(name) in known and not any(map(span.overlaps, addressed)):
            message = f"“{name}”不是这件的提出人，像是从别的答复留下来的"
            yield draft.finding("R2", "must", span, message, Against("、".join(draft.parsed.delegates), "称谓"))


def _numbers(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    if not memory.number:
        return
    for match in _NUMBER.finditer(draft.read, draft.head_end):
        sentence = sentences_at(draft.read, Span(*match.span())).of(draft.read)
        if _PAGE.match(sentence) or _TOGETHER.search(sentence) or not _OF_THIS.search(sentence):
            continue
        if number_key(match["number"]) != number_key(memory.number):
            span = Span(*match.span("number"))
            message = f"这件是第{memory.number}号，这里写作第{match['number']}号，像是从别的答复留下来的"
            yield draft.finding("R2", "must", span, message, Against(memory.number, "本件编号"))


# 感谢您对|教育|工作的关心
_THANKED = lazy_re(
    rf"感谢[您你贵][{HAN}]{{0,6}}?(?:一直以来|长期以来)?对(?:我[省市县]|全[省市县])?(?P<matter>[{HAN}、，]{{2,40}}?)(?P<end>工作|事业|给予|的关[心注]|的支持)"
)
_FIELDS = "教育|交通|水利|住房|城乡建设|卫生|医疗|健康|民政|财政|农业|林业|文化|旅游|环保|生态环境|司法|公安|体育|民族|宗教|粮食|能源|应急|消防|残疾人|养老|就业|社保|医保"


def _thanks(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """Yield what is thanked for where it is another house's work, or another proposal of the base."""
    agency, text = draft.parsed.agency or "", draft.read
    title = draft.parsed.proposal_title.value if draft.parsed.proposal_title else ""
    for match in _THANKED.finditer(text, draft.head_end):
        span = Span(*match.span("matter"))
        matter = match["matter"]
        if matter in title or matter in text[: draft.foot_start].replace(match[0], ""):
            continue
        if match["end"] in ("工作", "事业") and re.fullmatch(_FIELDS, matter) and matter[:2] not in agency + title:
            yield _left(
                draft, Span(span.start, match.end("end")), f"致谢说的是“{matter}”，这件的题目是“{title}”", title
            )
        elif len(matter) >= _LONG_MATTER:
            titles = [f"关于{matter}的{kind}" for kind in ("建议", "提案", "议案")]
            if Proposal.objects.filter(title__in=titles).exists():
                yield _left(draft, span, f"致谢说的是另一件的题目“{matter}”", title)


_LONG_MATTER = 6
# 感谢您对|生物医药|科技工作的关心: what is left of it names a matter
_GENERAL = lazy_re(
    r"^[\u4e00-\u9fff]{2,4}?[省市县区州]|"
    r"科学技术|科技|科教|科研|创新|事业|发展|工作|领域|产业|建设|我[省市县厅局区]|全[省市县]|吉林|进步|振兴|经济|社会|民生|高质量|改革|各项|促进|推动|推进|加快|加强|关于|问题|建议|提案|[的和与及、，等]"
)
_PARTY = lazy_re("民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|工商联|知联会|总工会|妇联|团省?委")
_THANKED_PERSON = lazy_re(r"感谢(?P<name>[\u4e00-\u9fff]{2,3}?)(?:委员|代表)(?:[您对的一长]|$)")
_ANYONE = lazy_re("[各两几三四位贵]|全体|广大|人大|政协|[您你]")
_THANKED_PARTY = lazy_re(r"感谢(?P<party>[\u4e00-\u9fff]{2,16}?)(?:对|一直|长期|的关心|的支持)")


def _of_another_matter(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """Yield thanks for a matter of which nothing else in the letter speaks, and to a party that it is not addressed to."""
    text = draft.read
    rest = text[: draft.foot_start]
    for match in _THANKED.finditer(text, draft.head_end):
        named = _GENERAL.sub(" ", match["matter"]).split()
        said = rest.replace(match[0], "")
        pairs = [word[at : at + 2] for word in named for at in range(len(word) - 1)]
        if pairs and not any(pair in said for pair in pairs):
            yield _left(draft, Span(*match.span("matter")), f"致谢说的“{match['matter']}”正文没有谈到", "")
    for match in _THANKED_PERSON.finditer(text, draft.head_end):
        if (
            match["name"] not in text.replace(match[0], "")
            and draft.parsed.delegates
            and not _ANYONE.search(match["name"])
        ):
            yield _left(draft, Span(*match.span("name")), f"致谢的“{match['name']}”不是这件的提出者", "")
    for match in _THANKED_PARTY.finditer(text, draft.head_end):
        party = _PARTY.search(match["party"])
        if party and party[0] not in text[: draft.head_end] and party[0] not in rest.replace(match[0], ""):
            yield _left(draft, Span(*match.span("party")), f"致谢的“{match['party']}”不是这件的提出者", "")


def _left(draft: ReplyDraft, span: Span, said: str, against: str) -> DraftFinding:
    return draft.finding(
        "R2", "ask", span, f"{said}，像是从别的答复留下来的", Against(against, "本件题目") if against else None
    )


_COPIED = lazy_re(r"抄\s*送\s*[:：](?P<units>[^\n]{1,200})")
_UNIT_OF_BODY = {
    "政协": lazy_re(rf"[{HAN}]{{0,8}}人大(?:常委会)?[{HAN}]{{0,16}}"),
    "人大": lazy_re(rf"[{HAN}]{{0,8}}政协[{HAN}]{{0,16}}"),
}


def _copies(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """Yield a copy to the other body, where none goes to the one that the proposal is of."""
    session = draft.parsed.session
    if session is None:
        return
    for match in _COPIED.finditer(draft.read, draft.foot_start):
        other = _UNIT_OF_BODY[session.body].search(match["units"])
        if other and session.body not in match["units"]:
            span = Span(*other.span()).shifted(match.start("units"))
            message = f"这件是{session.body}的，抄送的是“{other[0]}”，像是从别的答复留下来的"
            yield draft.finding("R2", "ask", span, message, Against(session.body, "届次"))
