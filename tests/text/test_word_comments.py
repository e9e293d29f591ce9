"""Comments written into Word files: at the exact words, and nothing else is touched."""

from __future__ import annotations

import io
import random
import re
import zipfile

import docx
import pytest

from kejiting.text.clean import clean
from kejiting.text.spans import Span
from kejiting.text.word.comments import WordComment, add_comments
from kejiting.text.word.places import read_places
from kejiting.text.word.reader import read_docx
from tests.conftest import FIXTURES
from tests.text.word_files import chinese_list, listed, paragraph, word_file

SEED = clean((FIXTURES / "letters" / "000_a2417a277ece4eeb.txt").read_text(encoding="utf-8"))
_RANGE = re.compile(r'<w:commentRangeStart w:id="(\d+)"/>(.*?)<w:commentRangeEnd w:id="\1"/>', re.DOTALL)


def dice_of(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311


def scattered(text: str, dice: random.Random) -> bytes:
    """A paragraph a line, in runs of any length and look."""
    document = docx.Document()
    for line in text.split("\n"):
        written = document.add_paragraph()
        at = 0
        while at < len(line):
            size = dice.randint(1, 30)
            written.add_run(line[at : at + size]).bold = dice.random() < 0.3
            at += size
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def words(xml: str) -> str:
    """What stands in a stretch of XML, without white space."""
    return "".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", xml)).split()).replace("&amp;", "&")


def commented(data: bytes, text: str, spans: list[Span]) -> tuple[bytes, dict[int, str]]:
    """The file with a comment at each span, and what each comment is at."""
    made = add_comments(
        data, text, [WordComment(span, f"第{at}处 <&>") for at, span in enumerate(spans)], author="核对"
    )
    document = parts(made)["word/document.xml"].decode()
    # the whole range of a comment, whatever ranges stand in it
    found = {int(match[1]): document[match.start() : match.end()] for match in _ranges(document)}
    return made, {number: words(xml) for number, xml in found.items()}


def _ranges(document: str) -> list[re.Match[str]]:
    numbers = re.findall(r'<w:commentRangeStart w:id="(\d+)"/>', document)
    pattern = r'<w:commentRangeStart w:id="({0})"/>.*?<w:commentRangeEnd w:id="{0}"/>'
    return [match for number in numbers if (match := re.search(pattern.format(number), document, re.DOTALL))]


@pytest.mark.parametrize("seed", range(3))
def test_it_works(seed: int) -> None:
    dice = dice_of(seed)
    data = scattered(SEED, dice)
    text = clean(read_docx(data).text)
    spans = []
    for _ in range(100):
        start = dice.randrange(len(text) - 60)
        spans.append(Span(start, start + dice.randint(1, 50)))
    spans = [span for span in spans if span.of(text).strip()]
    made, at = commented(data, text, spans)

    assert at == {number: "".join(span.of(text).split()) for number, span in enumerate(spans)}
    assert clean(read_docx(made).text) == text
    before, after = parts(data), parts(made)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}


def test_word_opens_it() -> None:
    data = scattered("关于修路的建议收悉。\n现答复如下：", dice_of(1))
    text = clean(read_docx(data).text)
    document = docx.Document(io.BytesIO(commented(data, text, [Span(2, 4), Span(0, 0), Span(len(text), len(text))])[0]))

    assert [comment.text for comment in document.comments] == ["第0处 <&>", "第1处 <&>", "第2处 <&>"]
    assert [comment.author for comment in document.comments] == ["核对"] * 3


def test_what_stands_outside_of_the_words_stays_byte_for_byte() -> None:
    data = scattered(SEED, dice_of(5))
    text = clean(read_docx(data).text)
    at = text.index("2518人")
    made, _ = commented(data, text, [Span(at, at + 5)])
    before, after = parts(data)["word/document.xml"], parts(made)["word/document.xml"]
    start = next(place for place, (a, b) in enumerate(zip(before, after, strict=False)) if a != b)
    end = next(place for place, (a, b) in enumerate(zip(before[::-1], after[::-1], strict=False)) if a != b)

    assert start + end > len(before) - 600


def test_comments_that_are_there_stay() -> None:
    data = scattered("关于修路的建议收悉。", dice_of(1))
    text = clean(read_docx(data).text)
    once, _ = commented(data, text, [Span(2, 4)])
    twice, _ = commented(once, text, [Span(4, 6), Span(2, 3)])
    document = docx.Document(io.BytesIO(twice))

    assert sorted(comment.comment_id for comment in document.comments) == [0, 1, 2]
    assert {mark.kind for mark in read_places(once, text).marks} == {"批注"}


def test_numbers_of_lists_have_no_place_and_tables_have() -> None:
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>成文日期</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2025年6月18日</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    data = word_file(table, listed("推动高校改革&创新"), paragraph(""), listed("加强支持"), numbering=chinese_list())
    text = clean(read_docx(data).text)
    spans = [Span(text.index(found), text.index(found) + len(found)) for found in ("18日", "改革&创", "二、加强")]

    assert commented(data, text, spans)[1] == {0: "18日", 1: "改革&创", 2: "加强"}


def test_tracked_changes_and_hidden_text_are_marks() -> None:
    data = word_file(
        "<w:p><w:r><w:t>我厅</w:t></w:r><w:del w:id='1'><w:r><w:delText>不</w:delText></w:r></w:del>"
        "<w:ins w:id='2'><w:r><w:t>高度</w:t></w:r></w:ins><w:r><w:t>重视。</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部意见</w:t></w:r></w:p>"
    )
    text = clean(read_docx(data).text)
    places = read_places(data, text)

    assert text == "我厅高度重视。"
    assert [(mark.kind, mark.words) for mark in places.marks] == [
        ("删除", "不"),
        ("插入", ""),
        ("隐藏文字", "内部意见"),
    ]
    inserted = places.marks[1]
    assert "".join(places.characters[number].char for number in range(inserted.first, inserted.last + 1)) == "高度"
