"""Make the canonical text of a proposal: what stands alone on a line stays so, with or without a stop at its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, pairwise

from kejiting.text.clean import clean, strip_whitespace
from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN, reading_view
from kejiting.text.rows import CELL_END
from proposals.parsing.lines import LetterLine
from proposals.parsing.requests.cells import glued_label
from proposals.parsing.requests.cues import RULE, ask_start, is_reason
from proposals.parsing.requests.form_rows import labels_joined, rows_below_heads
from proposals.parsing.requests.label_marks import names_field
from proposals.parsing.requests.labels import FIELD_OF, FIELDS, UNIT_END
from proposals.parsing.requests.names_row import names_of, row_of_names, rows_joined

# 关于加强…、推动…的提案, （市政协十五届四次会议第92号提案）
_TITLE = lazy_re(
    r"[《“【]?关于[^。；：:]{4,80}的(?:提案|建议|议案)[》”】]?(?:[（(][^（）()]{1,30}[）)])?"
    r"|[（(][^（）()。]{4,60}[号议][^（）()。]{0,24}[）)]"
)
# 关于支持企业开拓海外市场的|提案, a title that the page breaks
_BROKEN_TITLE = lazy_re(
    r"(?P<first>关于[^。；：:\n]{4,60}(?<!提案)(?<!建议)(?<!议案))[ \t\u3000]*\n\s*(?=[^。；：:\n]{0,30}(?:提案|建议|议案)[ \t\u3000]*(?:\n|$))"
)
# 会办单位：市红十字会|关于…的提案, as a page may give two lines
_GLUED_TITLE = lazy_re(r"(?<=[局厅委会部府])(?=关于[^。；：:]{4,60}的(?:提案|建议|议案)\s*$)")
# 提案题目：关于…的 may go on
_MAY_GO_ON = lazy_re(
    r".*[（(][^（）()]*|.*(?:题目|标题|案由|题名|事由|名称)(?:[】\]][:：]?|[:：])(?!.*(?:提案|建议|议案)[》”]?$).*|.*[、，,:：]"
    rf"|.*(?:主办|会办|协办|承办|分办|牵头)[^:：]{{0,4}}[:：](?!.*{UNIT_END}$).*"
)
# 2025年2月14日交办，主办单位：团市委; 第0199号建议　领衔代表：鼎丰真
_INNER_FIELD = lazy_re(
    "(?:主办|会办|协办|承办)(?:单位|部门)?[:：]|(?:提案|建议|附议|联名|领衔|提出)(?:人|者|代表|委员|单位)[:：]"
)
# 会办单位 省林业局; not 代表 of a sentence
_SPACED_FIELD = lazy_re(
    rf"\s*(?:{'|'.join(label for labels in FIELDS.values() for label in labels if len(label) > 2)})\s+\S{{1,40}}\s*"
)
# 情况分析→中试是…, 建议一→统筹…: rows of two cells, the first of which heads the second
_HEAD_CELL = lazy_re(r"\s*+(?P<head>[^\s。][^\t。]{1,11}?)[^\S\t]*+\t\s*+(?P<text>\S[^\t]{19,})")
_BARE_NUMBER = lazy_re(rf"\s*+(\d{{1,2}})\s+(?=[{HAN}])")
_OF_NAMES = ("proposers", "co_proposers", "main_unit", "co_units")
_LONGEST_HEAD = 12
_MARKS = lazy_re("[:：】]")
_LONGEST_FIELD = 40
_LONGEST_LINE = 120


def canonical_request(text: str) -> str:
    """Return the canonical text of a proposal as read; as of every text, only white space is touched."""
    whole = _BROKEN_TITLE.sub(r"\g<first>", text)
    lines = labels_joined(whole.split("\n"))
    rows = rows_below_heads(lines)
    runs = groupby(range(len(lines)), key=rows.__contains__)
    pieces = (_rows(lines[at] for at in run) if are_rows else _text(lines[at] for at in run) for are_rows, run in runs)
    return "\n".join(chain.from_iterable(pieces))


def _rows(lines: Iterable[str]) -> Iterator[str]:
    """Yield the rows of a table; in a column of people or units the blanks between names stay."""
    of_names = set[int]()
    for line in lines:
        cells = line.split(CELL_END)
        fields = [FIELD_OF.get(strip_whitespace(cell)) for cell in cells]
        if any(fields):
            of_names = {at for at, field in enumerate(fields) if field in _OF_NAMES}
        yield CELL_END.join(
            (at in of_names and names_of(cell)) or clean(cell).replace("\n", "") for at, cell in enumerate(cells)
        )


def _text(lines: Iterable[str]) -> Iterator[str]:
    joined = rows_joined(piece for line in lines for piece in _without_title(line))
    parted = [piece for line in joined for piece in _cells_apart(line)]
    starts = _bare_numbers(parted)
    apart = [at in starts or _stands_alone(line) for at, line in enumerate(parted)]
    begins = [at for at in range(len(parted)) if apart[at] or at == 0 or (apart[at - 1] and at - 1 not in starts)]
    pieces = ("\n".join(parted[start:end]) for start, end in pairwise([*begins, len(parted)]))
    return filter(None, (row_of_names(piece) or clean(piece) for piece in pieces))


def _bare_numbers(lines: Sequence[str]) -> set[int]:
    """1 新建住宅 | 2 高层住宅: return the lines that numbers without a mark begin, from 1 on one by one."""
    found, run = set[int](), list[int]()
    for at, line in enumerate(lines):
        number = _BARE_NUMBER.match(line)
        if number is None:
            continue
        run = [*run, at] if int(number[1]) == len(run) + 1 else [at] if number[1] == "1" else []
        found.update(run if len(run) > 1 else ())
    return found


def _cells_apart(line: str) -> Iterator[str]:
    row = _HEAD_CELL.fullmatch(line)
    yield from (row["head"], row["text"]) if row and _heads(row["head"]) else (line,)


def _heads(cell: str) -> bool:
    """Tell a cell that names what its neighbour holds: 情况分析, 建议, 建议一."""
    return names_field(cell) or is_reason(cell) or ask_start(0, LetterLine(cell, 0)) is not None


def _without_title(line: str) -> Iterator[str]:
    begins = (
        _GLUED_TITLE.search(line) if len(line) <= 2 * _LONGEST_LINE and names_field(strip_whitespace(line)) else None
    )
    yield from (line[: begins.start()], line[begins.start() :]) if begins else (line,)


def _stands_alone(line: str) -> bool:
    words = strip_whitespace(line)
    if row_of_names(line) or RULE.fullmatch(words) or (len(words) <= _LONGEST_HEAD and words == line and _heads(words)):
        return True
    if not 0 < len(words) <= _LONGEST_LINE or "\t" in line:
        return False
    words = reading_view(words).text
    if _TITLE.fullmatch(words) or _SPACED_FIELD.fullmatch(line) or glued_label(words):
        return True
    if "。" in words or _MAY_GO_ON.fullmatch(words) or not (names_field(words) or _INNER_FIELD.search(words)):
        return False
    # several fields on a line may be as long as so many
    return len(words) <= _LONGEST_FIELD * max(1, len(_MARKS.findall(words)))
