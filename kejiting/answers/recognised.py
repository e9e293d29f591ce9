"""What a question names by the way: a person, a number, a year, a session, a kind, a topic. Letters can be filtered by each.

`去年我们给王松伟的答复` → delegate 王松伟, year 2025, and no words left.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.utils import timezone

from kejiting.answers.question import LONG
from kejiting.runtime.sql import rows
from kejiting.text.fold import fold
from kejiting.text.keys import name_key, number_key
from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import to_int
from measures.extraction.topics import find_names
from measures.models import Mention
from proposals.models import Answer, CongressSession, Delegate, ProposalKind, ReplyLetter

# “"-|()”: what the words are to do has been said
_OPERATORS = lazy_re(r'["“”「」|]|\bOR\b|(?:^|\s)-\S')
_HAN = "\u4e00-\u9fff"
_COUNT = "[一二三四五六七八九十0-9]{1,3}"
# 吉科发成(2025)84号, 吉科发成84号, (2025)84号; not 157号, 第84号
_DOC_NUMBER = lazy_re(
    rf"(?!(?<=\s)\s)(?P<code>[{_HAN}()]{{0,20}}?)\s*+(?:[〔\[【(]\s*(?P<year>(?:19|20)\d\d)\s*[〕\]】)])?\s*+(?P<serial>\d{{1,6}})\s*号"
)
# 第157号提案, 157号, 157 alone; not 84号 of 吉科发成84号
_NUMBER = lazy_re(
    rf"\A\s*(?P<alone>\d{{1,6}})\s*\Z|(?:第\s*|(?<![{_HAN}\w)〕\]]))(?P<number>[a-zA-Z]{{0,4}}\d{{1,6}})\s*号(?:委员|代表|集体)?(?:提案|建议|议案)?"
)
# 省政协十三届三次会议, 十四届人大四次, 十三届三次
_SESSION = lazy_re(
    rf"(?P<region>全国|[{_HAN}]{{0,6}}?[省市县区州])?(?P<before>政协|人大)?第?(?P<term>{_COUNT})届"
    rf"(?P<after>政协|人大)?(?:全国委员会|委员会)?第?(?P<meeting>{_COUNT})次(?:会议|全会)?"
)
# 省人大, 政协的提案; not 人大常委会, 人大附中
_OF_BODY = rf"(?:全国|[省市县区州])?(?P<body>人大|政协)(?=代表|委员(?!会)|[的提建议答复对]|[^{_HAN}]|\Z)"
# 2020, 2020年, 2020省人大; not 2020年5月, 12020, 2020个
_YEAR = lazy_re(rf"(?<![\d.,])(?P<year>(?:19|20)\d\d)(?:年度?(?!\d)|(?=\s|$|{_OF_BODY}))|(?P<said>去年|今年|前年)")
_YEARS_AGO = {"今年": 0, "去年": 1, "前年": 2}
_BODY = lazy_re(_OF_BODY)
_KIND_OF = {"人大": ProposalKind.DEPUTY, "政协": ProposalKind.MEMBER}
_SHORTEST_TOPIC = 3
# Written out: see `kejiting.runtime.sql`
_NAMED = """
SELECT DISTINCT delegate.name FROM proposals_delegate AS delegate
JOIN proposals_signature AS signature ON signature.delegate_id = delegate.id
JOIN proposals_answer AS answer ON answer.proposal_id = signature.proposal_id
JOIN proposals_replyletter AS letter ON letter.id = answer.letter_id
WHERE letter.status = 'published' AND delegate.name_key IN ({}) ORDER BY delegate.name
"""
# What stands in the words is what a replacement changes, in both bases
_STANDING_TOPICS = """
SELECT folded, topic_id FROM measures_topicname WHERE REPLACE(%s, folded, '') <> %s ORDER BY topic_id, folded
"""
_LATIN = lazy_re(r"(?<!\S)[A-Za-zü]{2,40}(?!\S)")
# A name of two characters is one where it stands for itself: 李锐委员, 给李锐的答复; not 高峰 of 高峰期
_BEFORE_SHORT, _AFTER_SHORT = r"(?:(?<=[\s给对为和与、，])|^)", r"(?=委员|代表|的|提|[\s、，]|$)"
# What is only said around the names: 我们给…的答复
_FILLER = (
    "请问|查一?下|看一?下|我们|我[厅省局市]|咱们|给|对|关于|有关|提出|所提|提|的|答复函?|回复|办理|建议|提案|议案|委员|代表"
    "|情况|什么|哪些|怎么[说样办]?|怎样|如何|了|过|那份|所有|全部|函|[，。？?、,]"
)
_FILLERS = lazy_re(rf"^(?:{_FILLER}|\s)+|(?:{_FILLER}|\s)+$")


@dataclass(slots=True)
class Recognised:
    """`filters` by the names of their properties; `rest` is what is left of the question's words.

    The words that name a topic are among them, since they find its passages; without them it is `bare`.
    """

    rest: str
    filters: dict[str, str] = field(default_factory=dict)
    bare: str = ""

    def take(self, start: int, end: int, name: str, value: str) -> None:
        self.filters[name] = value
        self.rest = f"{self.rest[:start]} {self.rest[end:]}"

    def readings(self) -> Iterator[tuple[dict[str, str], str]]:
        """Filters and words, in the order in which they are to be tried until something answers."""
        yield self.filters, self.rest
        if "topic" in self.filters:
            yield self.filters, self.bare
            others = {name: value for name, value in self.filters.items() if name != "topic"}
            if others:
                yield others, self.rest


def recognise(asked: str) -> Recognised | None:
    """None if the question names nothing that a published letter has, is long, or uses operators."""
    if len(asked) > LONG or _OPERATORS.search(asked):
        return None
    found = Recognised(unicodedata.normalize("NFKC", asked))
    for find in _FINDERS:
        find(found)
    if not found.filters:
        return None
    found.rest, found.bare = _telling(found.rest), _telling(found.bare)
    return found


def _telling(words: str) -> str:
    return " ".join(filter(None, (_FILLERS.sub("", piece) for piece in words.split())))


def _doc_number(found: Recognised) -> None:
    for match in _DOC_NUMBER.finditer(found.rest):
        if not (match["code"] or match["year"]):
            continue
        letters = ReplyLetter.objects.published().filter(doc_serial=int(match["serial"]))
        if match["year"]:
            letters = letters.filter(doc_year=int(match["year"]))
        known = [
            (code or "", number or "")
            for code, number in letters.values_list("doc_code", "doc_number")
            if not match["code"] or (code and match["code"].endswith(code))
        ]
        if len(known) == 1:
            code, number = known[0]
            start = match.end("code") - len(code) if match["code"] else match.start()
            found.take(start, match.end(), "doc_number", number)
            return


def _number(found: Recognised) -> None:
    for match in _NUMBER.finditer(found.rest):
        number = number_key(match["alone"] or match["number"])
        if Answer.objects.published().filter(proposal__number_key=number).exists():
            found.take(match.start(), match.end(), "number", number)
            return


def _session(found: Recognised) -> None:
    if match := _SESSION.search(found.rest):
        term, meeting = to_int(match["term"]) or 0, to_int(match["meeting"]) or 0
        said = CongressSession.objects.filter(term=term, meeting=meeting)
        if body := match["before"] or match["after"]:
            said = said.filter(body=body)
        answered = said.filter(proposals__letters__status="published").distinct()
        sessions = [one for one in answered if (match["region"] or one.region).endswith(one.region)]
        if len(sessions) == 1:
            found.take(match.start(), match.end(), "session", sessions[0].key)


def _year(found: Recognised) -> None:
    for match in _YEAR.finditer(found.rest):
        year = int(match["year"] or timezone.localdate().year - _YEARS_AGO[match["said"]])
        if ReplyLetter.objects.published().filter(written_on__year=year).exists():
            found.take(match.start(), match.end(), "year", str(year))
            return


def _kind(found: Recognised) -> None:
    """Of a year: what deputies or members asked in it. By itself the word is in every letter."""
    match = _BODY.search(found.rest) if "year" in found.filters and "session" not in found.filters else None
    if match and Answer.objects.published().filter(proposal__kind=_KIND_OF[match["body"]]).exists():
        found.take(match.start(), match.end(), "kind", _KIND_OF[match["body"]].value)


def _delegate(found: Recognised) -> None:
    key = name_key(found.rest)[:LONG]
    # each stretch of the question, which an index of the names knows or not
    stretches = {key[start:end] for start in range(len(key)) for end in range(start + 1, len(key) + 1)}
    names = (
        {name for (name,) in rows(_NAMED.format(", ".join("%s" for _ in stretches)), sorted(stretches))} if key else ()
    )
    for name in sorted(names, key=len, reverse=True):
        letters = r"\s*".join(map(re.escape, unicodedata.normalize("NFKC", name)))
        form = f"{_BEFORE_SHORT}{letters}{_AFTER_SHORT}" if len(name) < 3 else letters
        if match := re.search(f"{form}(?:委员|代表)?", found.rest):
            found.take(match.start(), match.end(), "delegate", name)
            return


def _by_pinyin(found: Recognised) -> None:
    for match in _LATIN.finditer(found.rest if "delegate" not in found.filters else ""):
        names = set(Delegate.objects.published().named(match[0]).values_list("name", flat=True))
        if len(names) == 1:
            found.take(match.start(), match.end(), "delegate", names.pop())
            return


def _topic(found: Recognised) -> None:
    """The longest name of a topic that a published letter mentions."""
    words = fold(found.rest)
    named = dict(rows(_STANDING_TOPICS, [words, words])) if words else {}
    names = sorted(named, key=len, reverse=True)
    for span, name in sorted(find_names(found.rest, names), key=lambda pair: names.index(pair[1])):
        mentioned = Mention.objects.published().filter(topic=named[name], letter__isnull=False).order_by()
        topic = next(iter(mentioned.values_list("topic__name", flat=True)[:1]), None)
        if topic and len(name) >= _SHORTEST_TOPIC:
            found.filters["topic"] = topic
            found.bare = f"{found.rest[: span.start]} {found.rest[span.end :]}"
            return


_FINDERS: tuple[Callable[[Recognised], None], ...] = (
    _doc_number,
    _number,
    _session,
    _year,
    _kind,
    _delegate,
    _by_pinyin,
    _topic,
)
