"""Tell whether two printed lines are one paragraph: by what the first ends with and the second begins with."""

from __future__ import annotations

import re

from kejiting.text.breaks import BULLET, LABELS, SURE_LABELS
from kejiting.text.lazy_re import lazy_re
from kejiting.text.printed_lines import FINAL, MARKER_ENDS, SHORT_LINE, Layout, RawLine
from kejiting.text.reading_view import HAN

_NUMERAL = "[一二三四五六七八九十]"
_STARTS = lazy_re(
    "|".join(
        (
            # 一、关于…, 二．, 第一，, 第三部分; not 一是 of another sentence
            rf"{_NUMERAL}{{1,3}}\s*[、．.]|第{_NUMERAL}{{1,3}}(?:[章节条编篇，,：:、]|部分)",
            # （一）主要措施, ( 一 ), （1）, 1．, 2、, ①; not 1.11亿元, 2.5615
            rf"[（(]\s*(?:{_NUMERAL}{{1,3}}|\d{{1,2}})\s*[）)]|\d{{1,2}}\s*(?:[．、]|\.(?!\d))|[①-⑳]",
            # 1）, 二）, 其一，; 1,推行 and 二,建议 of who types no Chinese marks; not 1,200家
            rf"(?:\d{{1,2}}|{_NUMERAL})\s*[）)]|其{_NUMERAL}[，,、：:]|(?:\d|{_NUMERAL}),(?=[{HAN}])",
            # 一是推动…, 三 是在人才…, 二要; not 一是非, 一要求
            rf"{_NUMERAL}\s*(?:是(?!非)|要(?!求))",
            # ---坚持以市场为导向, ——到2025年, • 长辈版
            r"-{2,}|—{2,}|[•●◆■□▪·◇○★☆►▶➢➤√✔❖◎※]",
            # 下一步，, 感谢您; words that open a paragraph of such letters
            r"下一步[,，]|下步[,，]|近年来[,，]|今后[,，]|(?:再次)?感谢(?:您|你|贵|各位)|此复|特此|此致|敬礼|专此|答复?[:：]",
            # 附件：…, 抄送：…, 联系人：…, (联系人：…
            r"附件?\s*[:：\d]|[（(]?(?:附件|抄送|抄报|主送|联系人|联系电话|联系方式|承办人|经办人|签发人|分管领导)[^。]{0,8}[:：]",
            rf"【?(?:{'|'.join(LABELS)})\s*[:：|｜】]",
        )
    )
)
_SPELLED = "[一二三四五六七八九十]{1,3}"
_DATE = rf"(?:\d{{4}}年\d{{1,2}}月\d{{1,2}}日|[〇○零一二三四五六七八九]{{4}}年{_SPELLED}月{_SPELLED}日)"
_ADDRESSEE = "委员|代表|代表团|委员会|市委|省委|工商联|同志"
# Where paragraphs are indented, the lines of the table above the text may stand flush: 主办单位：…
_LABELLED = lazy_re(rf"【?(?:{'|'.join(sorted(SURE_LABELS, key=len, reverse=True))})\s*[:：】]")
# Lines that are whole by themselves.
_WHOLE = lazy_re(
    "|".join(
        (
            # 2025年6月18日; not 2025年6月18日召开会议
            rf"[（(]?{_DATE}[）)]?",
            # 吉科发成〔2025〕84号, 教建议〔2017〕第39号; not 依据吉科发〔2025〕84号文件
            rf"[{HAN}A-Za-z（）()]{{0,14}}\s*[〔﹝\[［【（(]\s*\d{{4}}\s*[〕﹞\]］】）)]\s*第?\s*\d{{1,5}}\s*号(?:\s*[A-D]\s*类?)?",
            # 王洪福委员：, 尊敬的林清禾、陆言代表:, 李**委员：
            rf"(?:尊敬的?)?[{HAN}·、，,*＊×○ ]{{2,40}}(?:{_ADDRESSEE})(?:等\d*[名位]?\S{{0,6}})?\s*[:：]",
            # 李锐代表，您好
            rf"(?:尊敬的?)?[{HAN}·、]{{2,40}}(?:委员|代表)[，,]?[您你]们?好",
            # 王洪福、李锐委员 without the colon that should follow; not 各位代表, 人大代表
            rf"(?:尊敬的)?(?!各位|有关|全体|政协|人大)(?:[{HAN}]{{2,6}}|[{HAN}]{{1,6}}·[{HAN}]{{1,6}})"
            rf"(?:[、，,](?!政协|人大)(?:[{HAN}]{{2,6}}|[{HAN}]{{1,6}}·[{HAN}]{{1,6}})){{1,7}}(?:委员|代表)",
            # (一)落实举措, ( 三 )下步打算：, 二、工作成效
            rf"(?:[（(]\s*{_NUMERAL}{{1,3}}\s*[）)]|{_NUMERAL}{{1,3}}\s*、)\s*[{HAN}、 ]{{2,14}}[:：。]?",
            # 一、关于“…”的建议, 关于…有关建议。; not 关于“…”的建议，我厅
            rf"(?:{_NUMERAL}{{1,3}}\s*、|[（(]{_NUMERAL}{{1,3}}[）)]|第{_NUMERAL}{{1,3}}[:：、，,])\s*(?:关于|针对|您|你们).*(?:建议|意见|问题|提案|情况|方面)\s*[。：:]?",
            # 对提案第一点建议：科学规划街区布局; not 第一批建议
            rf"(?:针对|关于|对|就)?[{HAN}]{{0,6}}第(?:{_NUMERAL}{{1,3}}|\d{{1,2}})[条点个项](?:建议|意见|问题)[：:][^，。；：:！？]{{2,40}}",
            # 对省政协十三届三次会议第157号委员提案的答复, …建议的答复函, …办理情况的复函
            r"(?!.*[。！？；]).*(?:的答复|的答覆|答复函|的回复|的复函|的函|答复摘要|答复意见|会办意见|协办意见|办理答复|情况答复|办理情况的报告|的通知|实施方案|实施意见)(?:[-_|].{1,12})?",
            # 民建吉林市委：关于…的提案
            rf"[{HAN}]{{3,20}}[:：]《?关于[^。；：:]{{4,80}}(?:提案|建议|议案)》?",
            # 联系人及电话:陆言,13800000000
            r"[（(]?\S{0,6}(?:联系人|电话|联系方式|承办人|经办人)[^。]*\d{4,}[^。]*",
            # 吉林省科学技术厅, 马关县交通运输局, 神山镇人民政府
            rf"[{HAN}]{{2,24}}(?:厅|局|委|委员会|部|人民政府|办公室|办公厅)",
        )
    )
)
# 清河市交通运输局关于 | 市七届人大三次会议第41号建议的答复, 对唐山市丰润区第五届人民代表大会 | 第四次会议第23号建议的答复
_TITLE_BEGINS = lazy_re(
    r"(?!.*[，。；：:])(?:.{4,20}(?:厅|局|委|会|府|办|部)关于对?|.{0,20}?(?:关于|对).*(?:届|次|大会|会议|委员会|大会代表|全国人大|政协)\S{0,24})"
)
# 第二次会议第20230118号提案 between the first line of a title and its last; not a whole title
_TITLE_GOES_ON = lazy_re(r"(?!.*[，。；：:])(?!.*(?:答复|复函)).{0,40}(?:次会议|第.{1,14}号).{0,12}")
_TITLE_ENDS = lazy_re(
    r"(?!.*[，。；：:]).{0,60}(?:的答复|的答覆|答复函|的回复|的复函|的函|答复摘要|答复意见)(?:[（(].{1,8}[）)])?|的?(?:答复|答覆|答复函|复函|回复|函)(?:[（(].{1,8}[）)])?"
)
# 易志刚、文芳、 | 周敏代表：, 科学技术委员会、 | 中关村管理委员会
_LISTED = lazy_re(rf"[{HAN}·、]{{2,30}}(?:(?:{_ADDRESSEE})\s*[:：]|厅|局|委员会|部)")
_COMMA = "，,、—"
_BRACKETS = (("（(", "）)"), ("《", "》"), ("“", "”"), ("〔[【", "〕]】"), ("「", "」"))
_PUNCTUATION = lazy_re(r"[，。、；：,;《》]")
# 索引号:, • 文号：无, 标题：对…的答复: a row of the table above the letter
_LABEL = lazy_re(rf"(?:{BULLET}\s*)?【?(?:{'|'.join(LABELS)})(?:\s*[:：|｜】]|$)")
# 采纳情况：采纳, 建议2：…, 第一条建议：…; not 具体包括：…
_POINT = lazy_re(
    rf"(?!以下|如下|具体包括|包括|其中|分别|即)[{HAN}]{{2,8}}(?:\d{{1,2}}|[（(]{_NUMERAL}{{1,2}}[）)])?[:：](?!//)"
)
# A heading, a title or a signature is never longer; what a paragraph waits for shows in its tail.
_LONGEST_WHOLE = 160
_TAIL = 120


# 一、强化工程治理，提升水质; not 1. or a sentence
_NUMBERED = lazy_re(rf"(?:{_NUMERAL}{{1,3}}\s*[、．.]|[（(]\s*{_NUMERAL}{{1,3}}\s*[）)])")


def parts(paragraph: str, last: RawLine, line: RawLine, layout: Layout) -> bool:
    """Tell whether the white space before a line shows that a paragraph begins.

    A blank line does unless it stands behind every line; then only what is as short as a heading ends there. An
    indentation does where it is that of other paragraphs. A full line, or one that ends in a comma, may go on.
    """
    indented = bool(layout.indent) and line.indent == layout.indent
    if not indented and not (line.apart and len(paragraph) <= layout.ended):
        return False
    full = layout.limit and len(last.text) * 10 >= layout.limit * 9
    waits = paragraph[-1] in _COMMA and len(paragraph) > SHORT_LINE
    return not full and not waits and not _goes_on_surely(paragraph, line)


def is_list_number(text: str) -> bool:
    """`1.` at the beginning of a line, as against the figure in `增长1.`"""
    return re.fullmatch(r"\d{1,2}\.", text) is not None


def joins(paragraph: str, last: RawLine, line: RawLine, layout: Layout) -> bool:
    """Tell whether the line goes on with the paragraph, whose last printed line is given."""
    if _goes_on_surely(paragraph, line):
        return True
    if line.starts or _begins_paragraph(last, line, indented=layout.indented):
        return False
    if _is_whole(line.text) or _is_whole(paragraph):
        return False
    if _is_open(paragraph):
        return True
    if _label_alone(paragraph) or _is_numbered_heading(paragraph, layout.width):
        return False
    return not _are_points(paragraph, last, line, layout) and _runs_on(paragraph, last, line, layout)


def would_join(paragraph: str, last: RawLine, line: RawLine, layout: Layout) -> bool:
    """Tell whether the line would go on with the paragraph if all white space were gone: then a blank line stays."""
    return joins(paragraph, last._replace(indent=0), line._replace(indent=0), layout._replace(indented=False))


def _goes_on_surely(paragraph: str, line: RawLine) -> bool:
    """Tell the second line of a title and of a list of names, whatever white space is before it."""
    listed = paragraph.endswith("、") and _LISTED.fullmatch(line.text) is not None
    return not line.starts and (listed or _is_broken_title(paragraph, line.text))


def _is_numbered_heading(paragraph: str, width: int) -> bool:
    """Tell a heading of several words from a line that the printer broke, which is as long as the others are."""
    return len(paragraph) * 3 < width * 2 and _NUMBERED.match(paragraph) is not None and paragraph[-1] not in _COMMA


def _are_points(paragraph: str, last: RawLine, line: RawLine, layout: Layout) -> bool:
    """Tell two labels in a row, each with its words and no full stop; one may go on over lines that are full."""
    if paragraph[-1] in _COMMA or not (_POINT.match(paragraph) and _POINT.match(line.text)):
        return False
    return last.text == paragraph or not layout.limit or len(last.text) * 10 < layout.limit * 9


def _is_broken_title(paragraph: str, line: str) -> bool:
    if len(paragraph) > _LONGEST_WHOLE or _TITLE_BEGINS.fullmatch(paragraph) is None:
        return False
    if _is_whole(paragraph) or _label_alone(paragraph):
        return False
    return bool(_TITLE_ENDS.fullmatch(line) or ("号" not in paragraph and _TITLE_GOES_ON.fullmatch(line)))


def _is_whole(line: str) -> bool:
    return len(line) <= _LONGEST_WHOLE and _WHOLE.fullmatch(line) is not None


def _begins_paragraph(last: RawLine, line: RawLine, *, indented: bool) -> bool:
    """Where lines are broken and paragraphs indented, a flush line goes on with its sentence whatever it begins with."""
    if _LABELLED.match(line.text):
        return True
    return _STARTS.match(line.text) is not None and not (indented and not line.indent and not FINAL.search(last.text))


def _runs_on(paragraph: str, last: RawLine, line: RawLine, layout: Layout) -> bool:
    """Tell whether the paragraph waits for more words: by its last mark, the indentation, its being a sentence."""
    if paragraph[-1] in _COMMA:
        return True
    if line.indent and (layout.indented or last.indent):
        return False
    if FINAL.search(paragraph[-_TAIL:]):
        broken = layout.indented and len(last.text) * 10 >= layout.width * 8
        return broken and not line.indent and paragraph[-1] not in "：:"
    if last.indent and not line.indent and line.text.endswith("。"):
        # 持。 is the end of a sentence, never one by itself
        return len(last.text) > SHORT_LINE or len(line.text) < MARKER_ENDS
    sentence = _PUNCTUATION.search(paragraph, MARKER_ENDS)
    return sentence is not None or (layout.indented and len(paragraph) >= SHORT_LINE)


def _is_open(paragraph: str) -> bool:
    """Tell whether a bracket or quotation mark near the end waits for its partner.

    A sentence that is whole is not open: “放管服“ with the wrong second mark is a common slip.
    """
    tail = paragraph[-_TAIL:]
    return not FINAL.search(tail) and any(
        max(map(tail.rfind, opening)) > max(map(tail.rfind, closing)) for opening, closing in _BRACKETS
    )


def _label_alone(paragraph: str) -> bool:
    return _LABEL.match(paragraph) is not None
