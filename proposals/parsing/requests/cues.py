"""Know the lines that part a proposal: where asks begin, where reasons do, and what only closes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kejiting.text.dates import read_date
from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN
from proposals.parsing.headings import VERBS
from proposals.parsing.lines import LetterLine
from proposals.parsing.requests.outline import Mark, marks_of, read_mark

_OPEN, _CLOSE = r"[【\[〖『「〈《]", r"[】\]〗』」〉》]"
_CORE = "建议|建言|对策|办法|措施|方案|诉求|请求|希望|主张|举措|意见|之策|良策|良方"
# What stands beside these words in a heading: 群众的诉求, 近期建议, 对策与思考, 几点不成熟的建议
_WITH = (
    rf"{_CORE}|[一二两三四五六七八九十几\d]{{1,2}}[点条项个]|若干|具体|工作|政策|有关|相关|主要|我们?的|解决|下一步|改进|整改|保障|思路|思考|办理"
    r"|事项|内容|针对性|提出|对于|应对|以及|及其?|和|与|、|的|/|近期|中期|中长期|长期|短期|远期|长远|当前|今后|修改|修订|完善|初步|总体|可行性?|操作性|建设性|不成熟"
    r"|个人|群众|课题组|调研组|本人|破题|破解|破局|应对|治理|工作|发展|优化|提升|相应|对应|设想|考虑|打算|路径"
)
# 建议, 对策与建议, 几点建议, 具体措施, 意见建议, 解决办法; not 建议采取的措施不足, 治理路径
_ASK_WORDS = rf"(?=[^:：]{{0,14}}(?:{_CORE}))(?:{_WITH}){{1,8}}(?:如下)?"
_ASK_HEAD = lazy_re(rf"{_OPEN}?(?:{_ASK_WORDS}){_CLOSE}?[:：]?")
_ASK_LABEL = lazy_re(
    rf"(?:{_OPEN}(?:{_ASK_WORDS}){_CLOSE}[:：]?|(?:{_ASK_WORDS})[:：]|(?:{_ASK_WORDS})(?=1[.、．]|一、|（一）|（1）|①|一是))\s*(?=\S)"
)
# 建议一：…, 【建议1】, 措施一：
_ASK_FORMS = frozenset(("建议", "诉求", "请求", "意见", "对策", "措施", "办法"))
# （二）建议。…
_NUMBERED_LABEL = lazy_re(rf"(?:{_ASK_WORDS})。\s*(?=\S)")
# 三、推动智慧农业装备发展的对策, 关于加强管理的几点建议: a chapter that holds the asks, if there is one of its kind
_ASK_CHAPTER = lazy_re(
    rf"[^。；;：:！？]{{2,40}}?(?:对策|建议|思路|办法|路径|之策|怎么办|怎么做)(?:与?(?:思考|建议|措施|设想))?[?？:：]?"
    rf"|(?!(?:{VERBS}).{{5}})[^。；;：:！？]{{2,40}}?(?:措施|举措|诉求|事项|设想|请求|主张|出路|方向)[:：]?"
    r"|(?:怎么|如何|怎样)(?!看|了|回事|来的|会)[^。；;：:！？?]{1,12}[?？]?"
)
_REASON = "背景|现状|问题|原因|理由|案据|依据|情况|困难|挑战|必要性|意义|不足|短板|基础|形势|概况|分析|可行性|重要性|成效|做法|案由|由来|瓶颈|困境|难点|效益|效果|预期|说明|附件|附录|结语|结束语|小结|总结"
_REASONS = lazy_re("问题|困难|现状|原因|不足|短板|背景|困境|情况|难点|表现|隐患|瓶颈|症结")
_REASON_WITH = r"存在|主要|面临|目前|当前|我省|我市|我县|全省|全市|基本|总体|有关|突出|的|和|与|及|、|发展|工作|调研|形成|产生|因素|简要|政策|实施|预计|社会|经济"
_REASON_HEAD = lazy_re(rf"{_OPEN}?(?=[^:：]{{0,20}}(?:{_REASON}))(?:{_REASON}|{_REASON_WITH}){{1,8}}{_CLOSE}?[:：]?")
_REASON_LABEL = lazy_re(rf"{_OPEN}?(?:{_REASON}|{_REASON_WITH}){{1,6}}(?:{_CLOSE}|[:：])")
_PROBLEM = lazy_re(r"(?:问题|困难|不足|短板)[一二三四五六七八九十\d]{1,2}\s*[:：、.．]")
# up to a colon: 为此，建议：, 针对以上问题，提出如下建议：; and 提出以下几点建议。 at the end of a line
_PIECE = lazy_re(r"(?:[^。；;！!？?：:\n]|(?<=\d)[：:](?=\d)){0,80}(?:[：:]|。$|[，,](?=一[是要]))")
_ASKED = lazy_re(r"建议|诉求|请求|对策|希望")
_ASKED_TO_DO = lazy_re(
    r"(?:措施|办法|方面|工作|入手|着手|做起|意见|几点)(?:如下|是|做起|入手|着手|开展|推进|加以解决)?[：:。]$|如下[：:。]$"
)
# 恳请县政府：, 笔者呼吁：, 希望有关部门能够：, 我提三条：
_COUNT = "一二两三四五六七八九十几"
_APPEAL = lazy_re(
    r"(?:为此|因此|对此|据此|故|综上)?(?:我们?|大家|乡亲们?|村民们?|居民们?|笔者|本人|课题组|调研组|在此|特此?|再次|强烈|诚恳地?|郑重地?|谨|也|现|就此){0,4}"
    r"(?:恳请|敬请|提请|请求?|恳求|希望|期盼|盼[望着]?|呼吁|提议|倡议|主张|要求)[^。；：:，,]{0,30}[:：]"
    r"|(?:我们?|笔者|本人)(?:认为|觉得)[，,]?(?:应当?|要|需要?|必须|可以)[^。；：:，,]{0,16}[:：]"
    rf"|(?:就此|对此|为此)?(?:我们?|笔者|本人)(?:想|愿|再)?(?:提|谈|说)(?:出)?(?:以下|如下)?[{_COUNT}][点条项个][^。；：:，,]{{0,12}}[:：。]"
)
_THEREFORE = lazy_re(
    r"(?:为此|因此|鉴于|有鉴于|对此|据此|综上|针对|基于|围绕|结合|为了?|建议|我[们会委建]?(?:党|组)?(?:建议|提出)|(?:现|特)?提出|应当?|要|需要?|亟[待需])"
)
_COUNTED = lazy_re(
    r"如下|以下|几[点条]|下列|[二两三四五六七八九十\d几][点条个](?:方面)?的?(?:具体|工作)?(?:建议|意见|对策|措施|办法|诉求|请求)"
)
_OTHERS = lazy_re(
    r"曾|去年|上年|专家们?(?:建议|提出)|(?:群众|企业|职工|用户|家长|农户|基层)(?:反映|建议|提出|呼吁)|有人|多次提出|问题|原因|表现|困难|不足"
)
_CLOSING = lazy_re(
    r"(?:特此|谨此|专此|此致|敬礼|妥否|当否|是否妥当|以上(?:建议|提案|意见|议案|情况|问题|各[点条项]|[几是]|\S{0,3}[点条项]|请|妥|内容)|上述(?:建议|提案|意见)|(?:此|本)(?:建议|提案|案|议案)"
    r"|(?:恳请|敬请|请|望|盼|希望|恳望)(?:[^。，,：:；]{0,14}[，,]?)?(?:予以)?(?:考虑|研究|采纳|支持|重视|答复|审议|审查|批复|批评指正|办理|参考|研处|解决为盼|为盼)[^。，；]{0,10}[。！]?$"
    r"|附(?:件)?\d*[:：]|附件$|抄送|来源[:：]|（?以下无正文)"
)
_SIGNED = lazy_re(
    rf"(?:{{}}|[{HAN}（）()、·：: ]{{2,40}}|[\d年月日./ -]{{6,20}}|[〇○零一二三四五六七八九十年月日]{{6,14}})"
)
_CLOSING_INSIDE = lazy_re(
    r"(?<=[。！；])\s*(?:特此|以上(?:建议|提案|意见|各[点条])|上述建议|此(?:建议|提案)|妥否|当否|(?:恳请|敬请)[^。；：:]{0,20}(?:考虑|研究|采纳|支持|重视|答复)[^。；：:]{0,6}[。！]?$)"
)
# 为此，建议省科技厅牵头…, 为净化网络空间，建议…, 我们希望…; not 建议书, 希望工程
_SENTENCE_ASK = lazy_re(
    r"(?:(?<=[。；！？])|^)(?:(?:为此|因此|对此|据此|所以|另外|此外|同时)[，,]?|(?:为|针对|鉴于|基于|围绕|综上|结合)[^，。；：:]{0,30}[，,])?"
    r"(?:我们?|特|现|强烈|本人|笔者|还|另|也|再次|一并|并){0,2}(?P<ask>(?:对于?[^，。；：:]{2,30}[，,])?(?:建议|希望|请求|恳请|呼吁|恳求)(?!意见|者|人|书|的|、|工程|小学)[^。；：:]{4})"
)
_OPINION = lazy_re(
    rf"[【\[]?[{HAN}]{{0,6}}?(?:审查|拟办|交办|批办|办理|处理|审核|初审|审定|主席团|秘书处|提案委|委员会|办公[室厅])意见[】\]]?[:：]?"
)
# ———— between the text and its foot
RULE = lazy_re(r"[-—–_=＝*·…─━┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝═│║]{3,}")
_LONGEST_HEAD = 40


@dataclass(frozen=True, slots=True)
class AskStart:
    """Where asks begin: behind `end` of the line at `place`. The stronger of two starts counts: 4 a heading that speaks of
    建议 or 对策, 3 one of 措施 or 办法, 2 为此，提出以下建议：, 1 a colon behind 建议 in a sentence."""

    place: int
    end: int
    strength: int
    mark: Mark | None


def words_of(line: str) -> tuple[Mark | None, str, int]:
    """Return a line's number, its words behind it, and where they begin."""
    mark = read_mark(line)
    start = mark.end if mark else 0
    return mark, line[start:], start


def ask_start(place: int, line: LetterLine) -> AskStart | None:
    """Return where asks begin in a line, None if it says no such thing."""
    mark, words, start = words_of(line.text)
    if len(words) <= _LONGEST_HEAD and _ASK_HEAD.fullmatch(words):
        return AskStart(place, len(line.text), _rank(words), mark)
    marks = marks_of([line])
    numbered = next((inside for inside in marks if inside.form in _ASK_FORMS), None)
    if numbered:
        return AskStart(place, numbered.start - line.start, 4, None)
    # behind the line's own number, or inside of it: （一）现状。…（二）建议。…
    for end in sorted({start, *(inside.end - line.start for inside in marks)}):
        words = line.text[end:]
        label = _ASK_LABEL.match(words) or (_NUMBERED_LABEL.match(words) if end else None)
        if label:
            return AskStart(place, end + label.end(), _rank(label[0]), mark)
    return _lead(place, line, mark)


def _rank(words: str) -> int:
    return 4 if _ASKED.search(words) else 3


def _lead(place: int, line: LetterLine, mark: Mark | None) -> AskStart | None:
    best: AskStart | None = None
    for match in _PIECE.finditer(line.text):
        piece = match[0].lstrip("，, ")
        strength = _strength(piece)
        if strength and (best is None or strength > best.strength):
            best = AskStart(place, match.end(), strength, mark)
    return best


def _strength(piece: str) -> int:
    if _APPEAL.fullmatch(re.split("[，,]", piece)[-1]):
        return 2
    if _OTHERS.search(
        _ASKED.sub(
            "", re.sub("(?:以上|上述|这些|存在的?)[^，,]{0,6}(?:问题|困难|不足|情况)|针对[^，,]{0,20}", "", piece)
        )
    ):
        return 0
    therefore = _THEREFORE.match(piece) is not None
    counted = _COUNTED.search(piece) is not None
    if piece.endswith("。") and not counted:
        return 0
    if _ASKED.search(piece):
        return 2 if therefore or counted else 1
    return 2 if therefore and _ASKED_TO_DO.search(piece) else 0


def heads_asks(words: str) -> bool:
    """三、推动…的对策 and 关于…的几点建议 may head the chapter of the asks."""
    return len(words) <= _LONGEST_HEAD and _ASK_CHAPTER.fullmatch(words) is not None


def heads_reasons(words: str) -> bool:
    """二、存在的问题及对策建议 heads reasons as well as asks."""
    return _REASONS.search(words) is not None


def is_reason(line: str) -> bool:
    """Tell a line that heads reasons or begins with their label: 案据：, 二、存在的问题, 问题一：."""
    _, words, _ = words_of(line)
    if _PROBLEM.match(line) or _REASON_LABEL.match(words):
        return True
    return len(words) <= _LONGEST_HEAD and _REASON_HEAD.fullmatch(words) is not None


def is_opinion(line: str, above: str) -> bool:
    """审查意见：立案，由市工信局主办, in a line or below its label: what the office says of a proposal."""
    return _OPINION.match(line) is not None or _OPINION.fullmatch(above) is not None


def is_closing(line: str) -> bool:
    return len(line) <= 80 and _CLOSING.match(line) is not None


def is_signature(line: str) -> bool:
    """A name, an organisation or a day alone on a line, as below a text."""
    return len(line) <= 40 and (read_date(line) is not None or _SIGNED.fullmatch(line) is not None)


def closing_inside(text: str) -> int:
    """Return where in a paragraph words begin that only close, its length if there are none."""
    match = _CLOSING_INSIDE.search(text)
    return match.start() if match else len(text)


def next_sentence_ask(line: str, start: int) -> int:
    """Return where behind `start` the next sentence begins that asks: 建议甲。|建议乙。; the line's length if none does."""
    match = _SENTENCE_ASK.search(line, start + 1)
    return match.start() if match else len(line)


def sentence_ask(line: str) -> int | None:
    """Return where in a paragraph a sentence begins that asks: …。为此，|建议由省科技厅牵头。"""
    _, words, start = words_of(line)
    match = _SENTENCE_ASK.match(words) or _SENTENCE_ASK.search(words)
    if match is None:
        return None
    # the number of a paragraph that begins so belongs to it
    return start + match.start("ask") if match.start() else 0 if start else match.start("ask")
