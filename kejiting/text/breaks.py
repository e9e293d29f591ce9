"""Break a printed line where several things stand on it: cells of a header table, a whole letter pasted as one line."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN

# Labels of the tables above letters on web pages, as the sites of governments name them.
LABELS = (
    "索引号", "索取号", "分类", "组配分类", "主题分类", "信息分类", "体裁分类", "发文机关", "发文单位", "发布机构",
    "发布单位", "发布机关", "主办单位", "承办单位", "成文日期", "成文时间", "生成日期", "生成时间", "制发日期",
    "发文日期", "发文时间", "标题", "名称", "信息名称", "文件名称", "公开事项名称", "发文字号", "文号", "文件编号",
    "发布日期", "发布时间", "公开日期", "公开时间", "公布日期", "有效性", "主题词", "公开方式", "公开目录", "公开范围",
    "字体大小", "信息所属单位", "浏览量", "浏览次数", "阅读次数", "点击数", "来源", "信息来源", "文章来源", "更新时间", "时间", "作者", "办理类别",
    "类别", "责任编辑", "字体", "字号", "效力状态", "关键词", "实施日期", "废止日期", "信息索引号", "公开主体",
    "公开机构", "产生日期", "制作日期", "公开类别", "公开属性", "公开形式", "访问量", "访问次数", "点击次数", "点击量",
    "阅读量", "提案编号", "建议编号", "提案号", "建议号", "案号", "编号", "提案人", "建议人", "提案题目", "提案标题", "提案名称", "建议标题", "建议题目", "建议名称", "案由", "第一提案人", "提案者", "领衔代表",
    "办理结果", "办理类型", "答复类别", "答复单位", "答复时间", "答复日期", "签发人", "日期",
    "信息时间", "录入时间", "发表时间", "信息索引", "发文机构", "制发机关", "制发机构", "制发单位", "成文机关", "信息类别",
    "信息时效", "时效性", "内容概述", "发文文号", "文件字号", "文件标题", "信息标题", "题名", "所属机构", "机构分类",
    "行业分类", "责任部门", "主办部门", "办理单位", "会办单位", "协办单位", "领衔人", "提出人", "附议人", "届次", "会议届次",
    "办复类别", "答复类型", "上传时间", "公示时间", "发稿时间", "信息发布日期", "信息发布时间", "公开文号", "信息文号",
    "交办日期", "交办时间", "转办日期", "转办时间", "附议代表", "附议委员", "联名代表", "联名委员", "联名提案人", "第二提案人",
    "领衔提案人", "领衔委员", "提出代表", "提出单位", "协办部门", "会办部门", "分办单位", "承办部门", "办理期限", "办理时限",
    "建议案号", "提案案号", "建议题名", "提案题名", "提案单位", "提案主题", "建议主题",
    "第一提案者", "联名人", "联名提案者", "其他提案人", "共同提案人", "附议者", "提议案人", "参阅单位", "督办单位", "独办单位", "主承办单位", "牵头单位", "审查意见",
    "建议类型", "建议办理类型", "建议公开范围", "内容分类", "提交日期", "所在代表团", "代表团", "工作单位", "通讯地址", "提案类别", "建议类别", "提案形式",
)  # fmt: skip


def _any_of(labels: Collection[str]) -> str:
    """Return a pattern of the labels with any spaces inside; a look at one character tells most words from them."""
    firsts = "".join(sorted({label[0] for label in labels}))
    spaced = "|".join(r"\s*".join(label) for label in sorted(labels, key=len, reverse=True))
    return rf"(?=[{firsts}])(?:{spaced})"


_SPACED = _any_of(LABELS)
BULLET = r"(?:[•●◆◇■□▪○·★☆►▶*+—–-]|\d{1,2}[.、．])"
"""What may stand before a label of a list: • 索引号：, - 文号：, 1.索引号："""
# 索 引 号：, 发文机关:, 浏览量 |, 【发布日期】, 主办单位（分办单位）：; not 成文日期的说明
_LABEL = rf"【?(?:{_SPACED})(?:[（(][{HAN}]{{2,6}}[）)])?[ \t　\xa0]*[:：|｜】]"
_LABELLED_LINE = lazy_re(rf"[\s|｜【\[]*(?:{BULLET}\s*)?{_LABEL}")
# Behind a value these are words of it, unless the value ends in digits: 开放时间：, 水源来源：; not 02403分类：
_ENDS_OF_WORDS = frozenset(("分类", "标题", "名称", "来源", "时间", "作者", "类别", "编号", "案由", "日期", "届次"))
SURE_LABELS = frozenset(LABELS) - _ENDS_OF_WORDS
"""What a line that says nothing else is the label of."""
_GLUED = _any_of([label for label in LABELS if label not in _ENDS_OF_WORDS])
# Where cells begin on a labelled line: behind white space; …局发布时间：2024-05-20浏览次数：22, …02403分类： without any;
# and behind a known label and white space any few characters with a colon: 文号：无 信息所属单位：…
_NEXT_LABEL = lazy_re(
    rf"(?:^|(?<=[\s|｜【]))(?:{BULLET}\s*)?{_LABEL}|(?<=[^\s|｜【])(?:{_GLUED})[:：]|(?<=[0-9A-Za-z）)〕\]号])(?:{'|'.join(_ENDS_OF_WORDS)})[:：]"
    rf"|(?<=[^\s:：][\s|｜])[{HAN}]{{2,7}}[:：]"
)
# 索 引 号 as a cell of its own; not 索引号的编制
_LABEL_CELL = lazy_re(rf"\s*(?:{_SPACED})\s*")
# `公开方式  主动公开`: two spaces or a tab stand for the colon
_SPACED_LABEL = lazy_re(rf"(?:^|\s)({_SPACED})(?:[ 　\xa0]{{2,}}|\t\s*)(?=\S)")
# `索 引 号 1133/2022-01` between tabs, whose label may be none that is known; not 来源：市科技局
_TABBED_CELL = lazy_re(rf"\s*(?:{_SPACED})(?: [^\t:：]*)?")
_TABBED = lazy_re(rf"(?:^|(?<=\t))[^\S\t]*({_SPACED}|[^\t ]{{2,8}})(?=[ \t]|$)")
# `索 引 号 1133/2022-01 公开方式 主动公开`: a whole row of cells with single spaces
_SPACED_ROW = lazy_re(rf"\s*(?:(?:{_SPACED})\s+[^\s:：|｜]+(?:\s+|$)){{2,8}}$")
_SPACED_CELL = lazy_re(rf"(?:^|(?<=\s))({_SPACED})\s+(?=\S)")
# `发布机构 平川县农业农村局`, `• 时间 2023-09-05`: a row of one cell; not 名称 变更的原因, 有效性 明显提高，
_SPACED_ALONE = lazy_re(
    rf"\s*((?:{BULLET}\s*)?(?:(?:{_GLUED})|(?:{'|'.join(_ENDS_OF_WORDS)})(?=\s+\d)))\s+(?=[^\s:：|｜，。；]+(?:\s+[\d:]+)?$)"
)
_SPACED_ROWS = ((_SPACED_ALONE, _SPACED_ALONE), (_SPACED_ROW, _SPACED_CELL))

_NUMERAL = "[一二三四五六七八九十]"
_SECTION_NAME = (
    r"(?:落实举措|主要举措|工作举措|主要措施|落实措施|工作措施|主要做法|取得成效|主要成效|工作成效|取得的成效"
    r"|下一步工作(?:打算|计划|安排|措施)?|下步工作(?:打算|计划|安排)?|下一步打算|下步打算)"
)
_DOC_NUMBER = rf"[{HAN}（）()]{{2,14}}\s*[〔﹝\[［【]\s*\d{{4}}\s*[〕﹞\]］】]\s*第?\s*\d{{1,5}}\s*号"
_ANYWHERE = (
    # …现答复如下:|一、关于“…”, …的建议|二、针对…; not 坚持“一、关于”
    rf"[。！？；：:;”]\s*(?={_NUMERAL}{{1,3}}\s*、\s*(?:关于|针对|關於|針對))",
    # …的建议|(一)落实举措; not 如(一)落实举措所述
    rf"[。！？；：:;”议题]\s*(?=[（(]\s*{_NUMERAL}{{1,2}}\s*[）)]\s*{_SECTION_NAME})",
    # …做好服务。|感谢您对我省科技工作的关心和支持; not 在此感谢您
    r"[。！]\s*(?=(?:再次|最后)?[，,]?(?:衷心)?感谢(?:您|你|贵|各位))",
    # …更好服务。|吉林省科学技术厅|2025年6月18日 at the end; not 报吉林省科学技术厅
    rf"[。！]\s*(?=[{HAN}]{{2,24}}(?:厅|局|委|委员会|部|政府|办公室|中心|院|会)\s*\d{{4}}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日\s*$)",
    r"[厅局委部府室心院会]\s*(?=\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*$)",
    # …36个。 |二、水质监测情况, …15条。 |下一步，我局 and where two spaces stand for a new line; not 见第2条。 同时
    rf"[。；：:](?:\s+(?={_NUMERAL}{{1,3}}\s*、|[（(]{_NUMERAL}{{1,2}}[）)]|下一步|下步|感谢)|(?<=。)(?:　| ){{2,}}(?=\S))",
    # …的答复 |普云委员：您在…; not 请各位委员：
    rf"\s(?<=(?:[^{HAN}\s]|[复函])\s)(?=(?:尊敬的)?[{HAN}·、*＊×○]{{2,20}}\s?(?:委员|代表)\s*[:：])",
    # 雅自然资函〔2021〕134号 |签发人：李军; not 签发人制度
    r"号\s*(?=签\s?发\s?人\s*[:：])",
    # 对…的答复 |发布时间：2020-09-11 来源：…; not 请注明发布时间：2020年
    r"\s(?=(?:发布|公开|更新)(?:时间|日期)\s*[:：]\s*\d{4})",
    # 现答复如下:|一、…, 现将办理情况函复如下。|…; not 具体措施如下:
    r"(?:答复|回复|复函|函复|答覆|反馈)(?:意见)?如下\s*[:：。](?=\s*\S)",
)
_AT_START = (
    # 王洪福委员:|您在…; not 各位委员指出:, 领衔代表：王洪福
    rf"\s*(?:尊敬的?)?(?!领衔|附议|联名|提案|建议)[{HAN}·、*＊×○ ]{{2,30}}(?:委员|代表|代表团)\s*[:：]\s*(?=\S)",
    # 一、关于“…”的建议|为充分…; not 关于“…”的建议，我厅高度重视, 一、关于“…”的建议采纳情况
    rf"\s*{_NUMERAL}{{1,3}}\s*、\s*(?:关于|针对)\s*“[^“”]*(?:“[^“”]*”[^“”]*)*”\s*的?(?:建议|意见|提案|问题)\s*[。：:]?(?=\s*[^\s。：:，,、；;（(的])(?!\s*(?:采纳|办理|落实|答复))",
    # 一、关于加大排查力度的建议|我局会同… in a letter of one line; not …的建议办理情况, nor a heading followed by little
    rf"\s*{_NUMERAL}{{1,3}}\s*、\s*(?:关于|针对)[^，。；：:“”]{{2,40}}?的(?:建议|问题)\s*"
    r"(?=[^的办采落和与及、，,。：:；“”（(\s][^。]{20})",
    # (一)落实举措：|发布《…》, (一)落实举措|1.推动…, （二）取得成效|一是…; not (一)落实举措不力
    rf"\s*[（(]\s*{_NUMERAL}{{1,2}}\s*[）)]\s*{_SECTION_NAME}\s*"
    rf"(?:[:：。](?=\s*\S)|(?=(?:1\s*[.．、](?!\d)|一\s*是|[（(]1[）)])\s*\S))",
    # 吉科发成〔2025〕84号|王洪福委员：, …的答复|吉科发成〔2025〕84号; not 按吉科发〔2025〕84号文件
    rf"\s*{_DOC_NUMBER}\s*(?=\S{{2,40}}(?:委员|代表)\s*[:：])",
    rf"\s*[^。；，,]{{6,80}}(?:的答复|答复函|的复函)(?=\s+(?:{_DOC_NUMBER}|关于|对))",
)
# Where a letter stands on one line, white space is what is left of its line breaks: …情况 |近年来, …局 |2024年5月7日;
# not 2024 年 5 月, 文号： 无, 孔令华 代表：
_GAP = lazy_re(
    r"(?<=[^\s:：0-9A-Za-z])\s+(?=[^\s0-9A-Za-z])(?!委员|代表)"
    rf"|(?<=[{HAN}。；：])\s+(?=\d{{4}}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日|\d{{1,2}}(?:[．、]|\.(?!\d)))"
    rf"|(?<=日)\s+(?=[（(])|(?<=[{HAN}])\s+(?=\d{{4}}-\d{{1,2}}-\d{{1,2}})|(?<=[:：])\s+(?=[您你贵《])"
    rf"|(?<=\s)(?={_LABEL})"
)
# A long line with the opening sentence and white space in it; not an opening sentence, which is shorter
_WHOLE_LETTER = lazy_re(r"(?=.{150})(?=(?:.*?\s){6}).*(?:收悉|如下)")
# 李锐委员：您 is the shortest line on which two things stand.
_SHORTEST = 6
_PLACES_ANYWHERE = tuple(map(lazy_re, _ANYWHERE))
_PLACES_AT_START = tuple(map(lazy_re, _AT_START))


def break_line(line: str) -> list[str]:
    """Return the pieces of a printed line, each of which is to be a line; together they are the line again."""
    if len(line) < _SHORTEST:
        return [line]
    pieces = _pieces(line)
    # Again: what follows a title may be a row of cells, and the last cell of a row a whole letter.
    return pieces if len(pieces) == 1 else [last for piece in pieces for last in _pieces(piece)]


def _pieces(line: str) -> list[str]:
    return [piece for cell in _cells(line) for piece in _cut(cell, _places(cell))]


def _places(line: str) -> set[int]:
    """Where lines begin. A place inside the line is never taken twice, so cutting a piece again changes nothing."""
    patterns = (*_PLACES_ANYWHERE, _GAP) if _WHOLE_LETTER.match(line) else _PLACES_ANYWHERE
    anywhere = {match.end() for pattern in patterns for match in pattern.finditer(line)}
    return anywhere | {match.end() for pattern in _PLACES_AT_START if (match := pattern.match(line))}


def _cells(line: str) -> list[str]:
    if _LABELLED_LINE.match(line):
        return _cut(line, {match.start() for match in _NEXT_LABEL.finditer(line)})
    return [line] if "\t" not in line and len(line.split(maxsplit=1)) < 2 else _cells_apart(line)


def _cells_apart(line: str) -> list[str]:
    """Cut a line of cells that white space alone parts."""
    tabbed = line.split("\t")
    if len(tabbed) > 1 and any(map(_LABEL_CELL.fullmatch, tabbed[::2])):
        return _cut(line, {match.end() for match in re.finditer("\t", line)})
    if len(tabbed) > 1 and _TABBED_CELL.fullmatch(tabbed[0]):
        return _cut(line, {place for cell in _TABBED.finditer(line) for place in cell.span(1)})
    spaced = list(_SPACED_LABEL.finditer(line))
    if spaced and not line[: spaced[0].start(1)].strip():
        return _cut(line, {place for match in spaced for place in match.span(1)})
    cell = next((cell for row, cell in _SPACED_ROWS if row.match(line)), None)
    if cell:
        return _cut(line, {place for match in cell.finditer(line) for place in match.span(1)})
    return [line]


def _cut(line: str, places: set[int]) -> list[str]:
    marks = [0, *sorted(place for place in places if 0 < place < len(line)), len(line)]
    return [line[start:end] for start, end in pairwise(marks)]
