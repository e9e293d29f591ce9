"""Find where a letter's answer ends: thanks, signature, date, contacts, copies and what the web page adds below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kejiting.text.dates import read_date
from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN
from kejiting.text.rows import CELL_END
from kejiting.text.spans import PlacedText
from proposals.parsing.lines import LetterLine

_OFFICES = "厅|局|委|委员会|部|政府|人民政府|办公室|办公厅|中心|院|署|总局|办事处|公司|大学|集团|银行|协会|管委会|联合会|总工会|妇联|科协|残联|合作社|分行|段|站|所|处|队|街道办|党组|党委|工委|台|林场|农场|供销社|学校|小学|中学|学院|支行|商会|工会|馆"
AGENCY_NAME = rf"[{HAN}（）()、]{{2,30}}(?:{_OFFICES})"
# 吉林省科学技术厅, 神山镇人民政府; not 感谢您对我局
_AGENCY = lazy_re(
    rf"(?:(?:答复|承办|主办|办理|回复)?单位(?:[（(].{{1,4}}[）)])?\s*[:：]|[（(])?(?!.*[，。；：:,])(?P<agency>{AGENCY_NAME})[）)]?(?:[（(](?:盖章|公章|印章|代章)[）)])?"
)
_SPELLED = "[一二三四五六七八九十廿卅]{1,3}"
_DAY = (
    r"(?:(?:\d\s?){4}年\s?(?:(?:\d\s?){1,2}|[元正])月\s?(?:\d\s?){1,2}[日号]"
    rf"|[〇○零OОΟＯ一二三四五六七八九]{{4}}年(?:{_SPELLED}|[元正])月{_SPELLED}[日号])"
)
# 2025年6月18日, （2025年6月18日）, 2025年6月 (the day left empty), 2025-06-18, 日期：2025年6月18日, 答复日期|2025-06-18|; not 2025年6月18日召开会议
_DATE = lazy_re(
    rf"(?:(?:成文|答复|回复|办理)?(?:日期|时间)\s*[:：|｜])?[（(]?(?:{_DAY}|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}|\d{{4}}年\d{{1,2}}月日?)[）)]?(?:印发)?\s*[|｜]?"
)
_SIGNED = lazy_re(rf"(?P<agency>{AGENCY_NAME})\s?(?:{_DAY})")
# 感谢您对…, 再次感谢你们…, 最后，衷心感谢, 对您的关心表示感谢; not 在此基础上感谢信
_THANKS = lazy_re(
    r"(?:最后|再次|再一次|在此|衷心|诚挚|非常|十分|特别|首先|同时|真诚|由衷|也|谨|特|此|[，,])*"
    r"(?:(?:表示)?感[谢謝](?:您|你|贵|各位|代表|委员|对|有|一直|长期|关心|支持)|(?:对|向)[^，。]{1,40}(?:表示|致以)(?:衷心|诚挚|由衷|崇高)?的?(?:感[谢謝]|谢意|敬意))"
)
# 特此答复。, 此复, 专此函复, 此致, 敬礼, 以上答复如有不妥, 希望以后多提宝贵意见, 何以安代表，如果您对我们答复的意见
_FAREWELL = lazy_re(
    rf"(?:(?:[{HAN}·、]{{2,20}}(?:代表|委员)[，,])?如果?[您你]们?对.{{0,12}}(?:不妥|意见|疑问|问题|答复))|"
    r"(?:特此|专此|此致|此复|敬礼|祝您|祝工作|顺祝|谢谢|以上(?:答复|意见|回复|是)|如(?:您)?(?:有|对).{0,12}(?:不妥|意见|疑问|问题)"
    r"|对(?:以上|本|上述)[^。]{0,4}(?:答复|办理|意见)|欢迎(?:您|你|继续|再次|一如既往)|(?:希望|恳请|真诚希望|诚恳希望|敬请).{0,20}(?:关心|支持|宝贵|监督|批评)|此(?:答复|复)函已"
    # 请贵厅在答复代表时统筹考虑
    r"|(?:请|供)(?:贵|你)(?:厅|局|委|部|办|单位)[^。]{0,30}(?:答复|办理|统筹|参考|汇总|采纳))"
)
_WISHES = lazy_re(r"(?!.*(?:下一步|下步)).{0,60}(?:宝贵意见|批评指正)")
# 附件：1.名单, 抄送：县政府办公室，县委办, 联系人：陆言；电话：…: fields whatever stands behind them
_NOTES = lazy_re(
    r"[（(]?(?:附件?\s*+\d?\s*+(?:[:：]|$)|附件\d|抄送|抄报|主送|报送|主题词|来源|签发|此件|打印|\[打印|[上下]一[篇条]"
    r"|\S{0,4}(?:提案人|建议人|附议人|附署人)[:：]|\S{0,8}(?:联系人|联系电话|联系方式|电话|承办人|经办人)\S{0,6}[:：])"
)
# 您的支持是我们…, 我们将一如既往, 希望您继续…: said beside thanks, and as little as they
_COURTESY = lazy_re(
    r"(?:同时|最后|也|并|真诚|诚挚|再次|[，,])*(?:希望|恳请|恳切|欢迎|祝|顺祝|敬请|如[有您对]|若|请您?|您?对(?:以上|本|此|我局|上述)[^。]{0,4}(?:答复|办理)|期待|让我们|愿|有了?您"
    r"|您的(?:关心|支持|意见|建议|关注|理解|监督)[^。]{0,20}(?:是我|对我|将|必将)"
    r"|(?:我们|我[局厅委办部县市镇乡区])?(?:一定|也)?[将会]?(?:一如既往|以此为|虚心|认真听取|竭诚|再接再厉|不负|努力做好|继续努力|更加努力|进一步[做改]))"
)
# 感谢您的关心，我局已…; 3.5米, 260万元; not 第35号提案, 十三届3次会议
_TOLD = lazy_re(
    r"[，,；;]我[^，。]{0,3}(?:已|于|会同|组织|高度重视|立即)|(?<!第)(?<![\d.])\d[\d.]*(?![\d.]|号|届|次会|年)"
)
_SENTENCE = lazy_re(r"[^。！!]+")
# 承办科室：绿化科, 经办：陆言 审核：林清禾, 代表签名：, （公开属性：主动公开）, 【打印】; not 目标：新增就业1200人, 问题一：…
_FIELD = lazy_re(
    rf"[（(]?(?!下一?步|今后|问题|建议|措施|目标)[{HAN}]{{1,10}}(?:[（(].{{1,6}}[）)])?[:：].{{0,60}}|【[^【】]{{1,8}}】.{{0,40}}"
)
_AMOUNT = lazy_re(r"\d\s*(?:万|亿|个(?!月|工作)|家|人|名|元|平方|公里|米|处|%|％|所|件|台|辆|亩|吨|座|条|项|户)")
# Below the letter the page of a site goes on: who keeps it, what may be done with it
_SITE = lazy_re(
    rf".{{0,40}}(?:版权所有|ICP备|公网安备)|copyright|©|网站(?:标识码|地图|声明)|技术(?:支持|维护)|[{HAN}]{{4,30}}(?:主办|承办)$"
    r"|(?:网站)?(?:主办|承办|协办|运维|维护|开发|建设)(?:单位)?\s*[:：]|扫一扫|扫描二维码|微信扫|分享|打印|关闭|[上下]一[篇条页]"
    r"|(?:网站|返回|设为)首页|加入收藏|关于(?:我们|本站)|网站(?:主管|声明)|运行维护|您是第|返回(?:顶部|首页|列表)|相关(?:链接|文章|阅读|信息)|友情链接|联系我们|我要纠错",
    re.IGNORECASE,
)
_ANSWERS = lazy_re(r"[。；]|.{41}|.*[:：]$")
# 附件：1.名单 with 2.目录 on the next line; not 附件材料齐全
_ATTACHED = lazy_re(r"附件?\s*+\d?\s*+[:：]")
_MOST_ATTACHED = 8
_NUMBERED = lazy_re(r"[一二三四五六七八九十]{1,3}(?:、|是)|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、．]")


@dataclass(frozen=True, slots=True)
class Closing:
    """`start`: the number of the first line that is no answer any more."""

    start: int
    agency: PlacedText | None
    written_on: date | None


def find_closing(lines: Sequence[LetterLine]) -> Closing:
    """Return where the answer ends among the lines after the opening, and who signed it when."""
    lines = lines[: _site_foot(lines)]
    dated = [place for place, line in enumerate(lines) if _DATE.fullmatch(line.text)]
    if dated:
        # Below the letter a page may print another text with its own date: the first that is signed is the letter's.
        place = next((at for at in dated if _agency_above(lines, at) is not None), dated[-1])
        agency_at = _agency_above(lines, place)
        first = place if agency_at is None else _first_agency(lines, agency_at)
        below = lines[place + 1] if agency_at is None and place + 1 < len(lines) else None
        agency = _agency(below or lines[first])
        return Closing(_back(lines, first), agency, read_date(lines[place].text))
    signed = next((at for at in range(len(lines) - 1, -1, -1) if _SIGNED.fullmatch(lines[at].text)), None)
    if signed is not None:
        match = _SIGNED.fullmatch(lines[signed].text)
        named = lines[signed].placed(*match.span("agency")) if match else None
        return Closing(_back(lines, signed), named, read_date(lines[signed].text))
    return _unsigned(lines)


def _site_foot(lines: Sequence[LetterLine]) -> int:
    """Return the number of the first line of the site's own foot: below it is no sentence, and no day of the letter.

    主办单位：县教育局 as the last line is the letter's own.
    """
    first = len(lines)
    for at in range(len(lines) - 1, 0, -1):
        if (_is_answer(lines[at].text) and not _SITE.match(lines[at].text)) or _DATE.fullmatch(lines[at].text):
            break
        if _SITE.match(lines[at].text) and not (at == len(lines) - 1 and _agency(lines[at])):
            first = at
    return first


def date_below_title(head: Sequence[LetterLine]) -> date | None:
    """Return the date that stands in brackets below the title, where a letter has none at its end."""
    return next((read_date(line.text) for line in head if re.fullmatch(rf"[（(]{_DAY}[）)]", line.text)), None)


def _agency_above(lines: Sequence[LetterLine], place: int) -> int | None:
    return next((at for at in (place - 1, place - 2) if at >= 0 and _AGENCY.fullmatch(lines[at].text)), None)


def _unsigned(lines: Sequence[LetterLine]) -> Closing:
    """Take for the end of a letter without a date its thanks, where no sentence of the answer follows them."""
    half = len(lines) // 2
    last = next((at for at in range(len(lines) - 1, -1, -1) if _is_answer(lines[at].text)), 0)
    agency_at = next((at for at in range(len(lines) - 1, last, -1) if _AGENCY.fullmatch(lines[at].text)), None)
    thanks = last if last >= half and lines and _is_farewell(lines[last].text) else None
    ends = [at for at in (agency_at, thanks) if at is not None]
    start = _back(lines, min(ends) if ends else len(lines))
    return Closing(start, None if agency_at is None else _agency(lines[agency_at]), None)


def _first_agency(lines: Sequence[LetterLine], at: int) -> int:
    while at and _AGENCY.fullmatch(lines[at - 1].text):
        at -= 1
    return at


def _agency(line: LetterLine) -> PlacedText | None:
    match = _AGENCY.fullmatch(line.text)
    return line.placed(*match.span("agency")) if match else None


def _back(lines: Sequence[LetterLine], end: int) -> int:
    """Go back over thanks, farewells, notes and a list of attachments; other numbered lines are none of them.

    Where nothing else is said, thanks are the answer.
    """
    end = next((at for at in range(max(end - _MOST_ATTACHED, 0), end) if _ATTACHED.match(lines[at].text)), end)
    start = _foot(lines, end)
    return start or next((at for at in range(end) if at and _NOTES.match(lines[at].text)), end)


def _foot(lines: Sequence[LetterLine], end: int) -> int:
    """Return the number of the first line of a foot: thanks, farewells and fields, with words without a full stop below."""
    first = at = end
    while at and (_is_farewell(lines[at - 1].text) or _is_quiet(lines[at - 1].text)):
        at -= 1
        if _is_farewell(lines[at].text):
            first = at
    return first


def _is_quiet(line: str) -> bool:
    """Tell words that are no sentence, no item and no table: 存档（2）, 友情链接."""
    return not (
        CELL_END in line
        or _ANSWERS.search(line)
        or re.search("[，！？]", line)
        or _NUMBERED.match(line)
        or _AMOUNT.search(line)
    )


def _is_farewell(line: str) -> bool:
    if _NUMBERED.match(line):
        return False
    if _NOTES.match(line) or _DATE.fullmatch(line) or _is_field(line):
        return True
    taken = any(pattern.match(line) for pattern in (_THANKS, _FAREWELL, _WISHES))
    return taken and not any(map(_tells, _SENTENCE.findall(line)))


def _is_field(line: str) -> bool:
    return _FIELD.fullmatch(line) is not None and not re.search("[。！？]", line) and not _AMOUNT.search(line)


def _tells(sentence: str) -> bool:
    """Tell a sentence of the answer on a line that begins with thanks: 首先感谢您的关心。您反映的路段宽仅3.5米。"""
    if _TOLD.search(sentence):
        return True
    return not any(pattern.match(sentence.lstrip()) for pattern in (_THANKS, _FAREWELL, _WISHES, _COURTESY))


def _is_answer(line: str) -> bool:
    """Tell a table, a line of sentences, or one that leads to some, from the words of a foot."""
    return (CELL_END in line or _ANSWERS.search(line) is not None) and not (_NOTES.match(line) or _is_field(line))
