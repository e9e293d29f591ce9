"""The seed letters as Word files: header lines in a table, numbers made by lists, and read as they are from text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kejiting.text.clean import clean, strip_whitespace
from kejiting.text.files import read_file
from kejiting.text.list_numbers import as_printed
from kejiting.text.word.reader import read_docx
from tests.text.reading import shape_of, text_or_refusal
from tests.text.word_files import abstract, level, listed, num, paragraph, table, word_file

LETTERS = sorted((Path(__file__).parents[2] / "fixtures/letters").glob("*.txt"))
SHAPES = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "(%2)"), ("decimal", "%3."))
# 索引号:|1122, 标题:|对…的答复; not 王洪福委员:
CELLS = re.compile(r"([^:]{2,4}:)(\S+)")
SET_IN = '<w:ind w:firstLine="640" w:firstLineChars="200"/>'


def numbering() -> str:
    levels = (level(at, *shape, more='<w:suff w:val="nothing"/>') for at, shape in enumerate(SHAPES))
    return abstract(1, *levels) + num(1, 1)


class Typist:
    """Types a letter as Word's users do: what a list numbers by itself is not typed."""

    def __init__(self) -> None:
        self.counts = [0, 0, 0]
        self.numbered = 0

    def blocks(self, text: str, properties: str) -> Iterator[str]:
        head = [CELLS.fullmatch(line) for line in text.split("\n")]
        rows = [match for match in head[: head.index(None)] if match]
        if rows:
            cells = [
                [paragraph(cell) for match in rows[at : at + 2] for cell in match.groups()]
                for at in range(0, len(rows), 2)
            ]
            yield table(*cells)
        for line in text.split("\n")[len(rows) :]:
            yield self._typed(line) or paragraph(line, properties=properties)

    def _typed(self, line: str) -> str | None:
        for at, (number_format, label) in enumerate(SHAPES):
            expected = re.sub(r"%\d", as_printed(self.counts[at] + 1, number_format), label)
            if line.startswith(expected):
                self.counts[at:] = [self.counts[at] + 1, *[0] * (2 - at)]
                self.numbered += 1
                return listed(line.removeprefix(expected).strip(), at)
        return None


@pytest.mark.parametrize("properties", [SET_IN, ""], ids=["set in", "flush"])
@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem[:3])
def test_a_word_file_reads_as_the_text_does(path: Path, properties: str) -> None:
    text = clean(read_file(path.name, path.read_bytes()).text)
    typist = Typist()
    data = word_file(*typist.blocks(text, properties), numbering=numbering())
    read = clean(read_file("答复.docx", data).text)

    assert typist.numbered >= 2
    assert strip_whitespace(read).replace("：", ":") == strip_whitespace(text).replace("：", ":")
    assert shape_of(read) == shape_of(text)


SMALL = word_file(listed("甲"), table([paragraph("乙"), paragraph("丙")]), numbering=numbering())


@given(st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(0, 255)), min_size=1, max_size=20))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_file_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    damaged = bytearray(SMALL)
    for place, byte in changes:
        damaged[place] = byte
    assert text_or_refusal(read_docx, bytes(damaged))


NAMES = st.sampled_from(["p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "pPr", "numPr", "fldChar", "br"])
TREES = st.recursive(
    st.text(st.sampled_from("甲乙一"), max_size=3),
    lambda inner: st.tuples(NAMES, st.lists(inner, max_size=3)).map(
        lambda made: f"<w:{made[0]} w:val='1'>{''.join(made[1])}</w:{made[0]}>"
    ),
)


@given(st.lists(TREES, max_size=4))
def test_any_arrangement_of_elements_is_read_or_refused(blocks: list[str]) -> None:
    assert text_or_refusal(read_docx, word_file(*blocks, numbering=numbering()))
