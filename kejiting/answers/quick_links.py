"""Numbers, document numbers, dates and names, answered from the base: shown above the hits, never a redirect."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.db.models.functions import Length
from django.urls import reverse

from kejiting.indexing.sync import respelled
from kejiting.runtime.sql import rows
from kejiting.search import SearchTerms
from kejiting.text.dates import read_date
from kejiting.text.fold import fold
from kejiting.text.keys import asked_name_keys, name_key, number_key
from kejiting.text.lazy_re import lazy_re
from kejiting.text.pinyin import pinyin_keys
from kejiting.text.reading_view import HAN
from proposals.models import Delegate, PinyinKey, ReplyLetter

MOST = 8
DID_YOU_MEAN = "您是不是要找"
# of a question that are spelled otherwise
_MOST_TERMS = 4

# 157, 157号, 第157号提案, 第53号代表建议, 第dh0271号, 第三〇一号; not 1928个
NUMBER = lazy_re(
    r"第?(?P<number>[a-z]{0,4}\d{1,10}|[一二三四五六七八九十百〇零]{1,7}(?=号))号?(?:委员|代表|集体)?(?:提案|建议|议案)?"
)
# (2025)84号, 吉科发成(2025)84号, 吉科(提)字(2024)5号, (2017)第39号 after folding of brackets; not 2025年84号
DOC_NUMBER = lazy_re(r"(?P<code>[^\d]{0,20}?)\((?P<year>(?:19|20)\d\d)\)第?(?P<serial>\d{1,6})号?")
# 84号, not 84
SERIAL = lazy_re(r"第?(?P<serial>\d{1,6})号")
# 11220000013544429k/2025-01259
INDEX_NUMBER = lazy_re(r"[0-9a-z]{5,24}/\d{4}-\d{1,8}")
# 王洪福, 王洪福委员, 阿依努尔·买买提代表; not 王 alone
NAME = lazy_re(r"(?P<name>[^\W\d_][\w·]{1,19}?)(?:委员|代表)?")
# With invisible characters between
_LONGEST_NAME = 60
# wanghongfu, wang hongfu, whf, lǚ; not 3d, w
PINYIN = lazy_re(r"[a-zü][a-zü'’ ]{1,40}")
# a name of Chinese characters, which alone have a sound: 王洪福; not 阿依努尔·买买提
_SOUNDING = lazy_re(rf"[{HAN}]{{2,4}}")
# 2025年5月27日, 2025-05-27
DATE = lazy_re(r"\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?")

_NAMED = "SELECT 1 FROM proposals_delegate WHERE name_key IN (%s, %s) LIMIT 1"


@dataclass(frozen=True, slots=True)
class QuickLink:
    url: str
    title: str
    why: str


def find_quick_links(asked: str) -> list[QuickLink]:
    """Where the whole question is a number, a date or a name: the letters and people it names, at most eight."""
    folded = fold(asked)
    found = [*(jump for find in FINDERS for jump in find(folded)), *_by_name(asked), *_by_pinyin(folded)]
    return list(dict.fromkeys(found))[:MOST]


def _by_number(folded: str) -> Iterator[QuickLink]:
    if match := NUMBER.fullmatch(folded):
        number = number_key(match["number"])
        yield from _letters(Q(answers__proposal__number_key=number), f"第{number.upper()}号提案、建议的答复")


def _by_doc_number(folded: str) -> Iterator[QuickLink]:
    if match := DOC_NUMBER.fullmatch(folded):
        wanted = Q(doc_year=int(match["year"]), doc_serial=int(match["serial"]))
        yield from _letters(wanted & Q(doc_code=match["code"]) if match["code"] else wanted, "发文字号")


def _by_serial(folded: str) -> Iterator[QuickLink]:
    if match := SERIAL.fullmatch(folded):
        yield from _letters(Q(doc_serial=int(match["serial"])), f"发文字号为{match['serial']}号")


def _by_index_number(folded: str) -> Iterator[QuickLink]:
    if INDEX_NUMBER.fullmatch(folded):
        yield from _letters(Q(index_key=folded), "索引号")


def _by_date(folded: str) -> Iterator[QuickLink]:
    day = read_date(folded) if DATE.fullmatch(folded) else None
    if day:
        yield from _letters(Q(written_on=day), "成文日期")
        yield from _letters(Q(published_on=day), "发布日期")


def _by_name(asked: str) -> Iterator[QuickLink]:
    name = _name_asked(asked)
    keys = asked_name_keys(name)
    # most words are nobody's name
    if name and rows(_NAMED, (min(keys), max(keys))):
        yield from _named(Delegate.objects.named(name), "提出人，看给他的全部答复")


def _name_asked(asked: str) -> str:
    """The key of the name that the whole question may be; "" if it is none."""
    key = name_key(asked) if len(asked) <= _LONGEST_NAME else ""
    return key if NAME.fullmatch(key) else ""


def _by_pinyin(folded: str) -> Iterator[QuickLink]:
    # most words are nobody's name here, too
    if PINYIN.fullmatch(folded) and (people := Delegate.objects.named(folded)).exists():
        yield from _named(people, "提出人，按拼音找到")


def find_namesakes(asked: str) -> list[QuickLink]:
    """Whom a name that nobody has may mean: those whose name sounds the same, or differs by one character."""
    name = min(asked_name_keys(_name_asked(asked)), key=len)
    if not _SOUNDING.fullmatch(name):
        return []
    near = Q(pk__in=PinyinKey.objects.filter(letters__in=pinyin_keys(name)).values("delegate"))
    for at in range(len(name)):
        near |= Q(name_key__startswith=name[:at], name_key__endswith=name[at + 1 :])
    of_length = Delegate.objects.annotate(length=Length("name_key")).filter(near, length=len(name))
    return list(dict.fromkeys(_named(of_length, DID_YOU_MEAN)))[:MOST]


def find_respelled(asked: str, words: SearchTerms) -> list[QuickLink]:
    """The question with other words in place of one that stands nowhere: 技术经济人 → 技术经纪人."""
    for term in words.terms[:_MOST_TERMS]:
        if term in asked and (others := respelled(term)):
            questions = [asked.replace(term, other) for other in others]
            return [QuickLink(f"{reverse('search')}?{urlencode({'q': one})}", one, DID_YOU_MEAN) for one in questions]
    return []


FINDERS: tuple[Callable[[str], Iterator[QuickLink]], ...] = (
    _by_doc_number,
    _by_index_number,
    _by_date,
    _by_number,
    _by_serial,
)


def _named(people: QuerySet[Delegate], why: str) -> Iterator[QuickLink]:
    """Those of them whom a letter answers."""
    answered = Delegate.objects.published().filter(pk__in=people.values("pk")).distinct()
    for delegate in answered.order_by("name", "pk")[:MOST]:
        yield QuickLink(delegate.get_absolute_url(), str(delegate), why)


def _letters(wanted: Q, why: str) -> Iterator[QuickLink]:
    # the numbers first, which an index holds: whether a letter is published stands behind its long text
    fitting = ReplyLetter.objects.filter(wanted).order_by().values("pk")
    letters = ReplyLetter.objects.published().filter(pk__in=fitting).heads()
    for letter in letters.order_by("-written_on", "-pk")[:MOST]:
        number = letter.doc_number if letter.title or letter.answering else None
        yield QuickLink(letter.get_absolute_url(), " ".join(filter(None, [str(letter), number])), why)
