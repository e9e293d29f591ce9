"""X1: what was left in a draft: places that nobody filled in, doubled words and marks, marks without their other half."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kejiting.draft_checks.doubled import find_doubled
from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import DraftFinding, FindingLevel
from kejiting.draft_checks.memory import DraftMemory
from kejiting.draft_checks.pairs import find_unpaired
from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN
from kejiting.text.spans import Span

# XX万元, ××公司, ____, 〔2025〕*号, 2025年 月 日, 待补充, TODO, {题目}, 此处补充数据; not 李××委员, 0431-8889XXXX, 待完善的机制
_PLACEHOLDER = lazy_re(
    r"(?<![A-Za-z0-9])[Xx]{2,}(?![A-Za-z0-9-])|[×✕✖ＸｘΧ]{2,}|[○◯]{2,}(?![〇\d])|[□☐]{2,}|[*＊]{2,}|[_＿]{2,}|(?<!\.)\.{4,}(?!\.)"
    r"|(?:19|20)\d\d年(?:\s+月|[_＿XxＸ×*]+月)(?:\s*[_＿XxＸ×*]*日)?"
    r"|[〔\[](?:19|20)\d\d[〕\]]\s*(?:[_＿XxＸ×*○]+|\s)\s*号|第\s*(?:[_＿XxＸ×*○]+|\s)\s*号"
    r"|(?<![A-Za-z])(?:TODO|TBD|FIXME)(?![A-Za-z])|[?？]{2,}|(?<=[投达有共为约计增过资入成设了由])[?？](?=\s?(?:[个家户项名人件批次场期亩%％]|[万亿千百]))"
    r"|lorem ipsum|[{｛][^{}｛｝\n]{0,20}[}｝]"
)
_TO_DO = r"待(?:补充?|核实?|查|确认|确定|定稿|填写?|完善数据|更新数据|续写|商|议|定)|未完待续|(?:请|需要?|应)?(?:补充|填写|填入|插入|替换|核实|更新)(?:相关|具体|最新)?(?:数据|数字|内容|材料|名称|日期|时间|金额|情况)?"
# 【待补充】, （此处补充数据）, [请核实], 【 】; not 【打印】, （补充）
_BRACKETED = lazy_re(
    rf"[【\[（(〔<＜]\s*(?:(?:注|备注|说明)[:：])?[^【】\[\]（）()〔〕\n]{{0,12}}?(?:{_TO_DO}|此处|略去|同上一?年|文号|数据来源|单位名称|姓名|具体(?:数字|数据)|数字|金额)[^【】\[\]（）()〔〕\n]{{0,20}}[】\]）)〕>＞]"
    rf"|[（(][{HAN}]{{0,10}}由[{HAN}]{{1,12}}(?:提供|补充|核实|负责|填写|修改|把关|确认)[^）)\n]{{0,8}}[）)]"
    r"|[（(](?:删除?|略|同?去年|同上年?|同前|待改|修改|核|存疑|补|改|不要)[）)]"
    r"|【\s*】|〔\s*〕|\[\s*\]|《\s*》|“\s*”"
)
_SURE = lazy_re(rf"[【\[]|[（(](?:{_TO_DO}|此处)")
# 数据待补充。, 待核实; not 有待完善, 亟待补充, 待确认后
_BARE = lazy_re(
    r"(?<![有亟尚急仍还等])待(?:补充(?!完善)|核实|确认|定稿|填写|续写|完善数据|更新数据)(?=[，。；、：！）】\s]|数据|内容|$)"
    r"|此处(?:待|需|应|请|要|可)?(?:补充?|填写?|插入|加入?|省略|替换|修改|核实|更新|删除)[^，。；\n]{0,12}|(?:XX|××)"
)
_LABEL = lazy_re(rf"[\[【（(〔]\s*+(?!待|此处|请)[{HAN}]{{0,6}}\s*+[\]】）)〕]")
_MASKED_NAME = lazy_re(
    rf"[{HAN}][×XxＸ*＊○某]{{1,3}}(?:等|委员|代表|同志|先生|女士|、[{HAN}][×XxＸ*＊○某]{{1,3}}|(?=[:：]\s*$))",
    re.MULTILINE,
)


def check_leftovers(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    yield from _word_marks(draft)
    yield from _placeholders(draft)
    yield from find_doubled(draft)
    yield from find_unpaired(draft)
    yield from _unread(draft)


def _word_marks(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """Yield tracked changes, hidden text and comments of the Word file; where nothing of the text is marked, the place."""
    word = draft.word
    if word is None:
        return
    ordinals = word.ordinals()
    places = [at for at, char in enumerate(draft.text) if not char.isspace()]
    for mark in word.marks:
        inside = [ordinals[number] for number in range(mark.first, mark.last + 1) if number in ordinals]
        before = next((ordinals[number] for number in range(mark.first - 1, -1, -1) if number in ordinals), None)
        if inside:
            start, end = places[inside[0]], places[inside[-1]] + 1
        else:
            start = end = places[before] + 1 if before is not None else 0
        level: FindingLevel = "ask" if mark.kind in ("批注", "格式改动") else "must"
        words = f"“{mark.words[:40]}”" if mark.words else ""
        yield DraftFinding(
            "X1", level, start, end, f"文件里留有{_MARKS.get(mark.kind, mark.kind)}{words}，发文前请处理"
        )


def _unread(draft: ReplyDraft) -> Iterator[DraftFinding]:
    """Yield footnotes and endnotes, at the end: they hold words that the text does not, and that nothing here has checked."""
    end = len(draft.text.rstrip())
    for problem in draft.parsed.problems:
        if problem.field == "text" and _NOTE.search(problem.message):
            yield DraftFinding("X1", "ask", end, end, f"{problem.message.partition('，')[0]}，这里没有核对")


_NOTE = lazy_re("脚注|尾注")
_MARKS = {kind: f"修订痕迹（{kind}）" for kind in ("插入", "删除", "移走", "移来", "格式改动")}


def _placeholders(draft: ReplyDraft) -> Iterator[DraftFinding]:
    text = draft.read
    done = 0
    spans = [match.span() for pattern in (_BRACKETED, _PLACEHOLDER, _BARE) for match in pattern.finditer(text)]
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        words = text[start:end]
        # the table of a page has labels in brackets, 【文号】, and empty ones
        is_label = start < draft.head_end and _LABEL.fullmatch(words)
        if start < done or is_label or _is_masked(draft, start):
            continue
        sure = not _BRACKETED.fullmatch(words) or _SURE.match(words) or not words.strip("【】〔〕[]《》“” ")
        yield draft.finding(
            "X1", "must" if sure else "ask", Span(start, end), f"“{words}”像是没有填好的地方，请补上或删去"
        )
        done = end


def _is_masked(draft: ReplyDraft, start: int) -> bool:
    """Tell a name or a number that was masked on purpose: 李××委员, a contact."""
    if any(span.start <= draft.view.in_source(Span(start, start + 1)).start < span.end for span in draft.parsed.masked):
        return True
    return start > 0 and _MASKED_NAME.match(draft.read, start - 1) is not None
