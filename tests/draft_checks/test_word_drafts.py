"""Drafts as Word files: what they hold besides their text, how they are laid out, and the comments that they get."""

from __future__ import annotations

import io

import docx
import pytest

from kejiting.draft_checks import CheckedDraft, DraftMemory, check_draft, read_draft, with_comments
from kejiting.official_document.document import CitedText, OfficialDocument, Paragraph
from kejiting.official_document.writer import official_docx
from proposals.models import ReplyLetter
from tests.draft_checks.letters import full_letters
from tests.text.word_files import paragraph, word_file


def official(*more: str | CitedText) -> bytes:
    """A full reply laid out by GB/T 9704, with pieces of text behind its last answer."""
    lines = full_letters()[0].split("\n")
    foot = lines.index("吉林省科学技术厅")
    body = [Paragraph("body", (line,)) for line in (*lines[:2], *lines[5 : foot - 1])]
    document = OfficialDocument(
        title=lines[2],
        doc_number=lines[3],
        salutation=lines[4],
        body=(*body[2:], Paragraph("body", more or ("以上。",)), Paragraph("body", (lines[foot - 1],))),
        signature=lines[foot],
        signed_on=lines[foot + 1],
        contact="联系人：陆言，联系电话：0431-88975566",
        copies="省政协提案委员会",
    )
    return official_docx(document)


def checked(data: bytes) -> CheckedDraft:
    draft = read_draft("答复稿.docx", data)
    return check_draft(draft, DraftMemory(draft))


def kinds(result: CheckedDraft) -> list[tuple[str, str, str]]:
    return [
        (finding.kind, finding.level, finding.span.of(result.draft.text))
        for finding in result.findings
        if finding.kind != "F5"
    ]


def test_it_works(seeds: dict[str, ReplyLetter]) -> None:
    result = checked(official("带动投资XX亿元，取得的的成效明显。"))

    assert kinds(result) == [("X1", "must", "XX"), ("X1", "must", "的的")]
    document = docx.Document(io.BytesIO(with_comments(result)))
    texts = [comment.text for comment in document.comments]
    assert len(texts) == len(result.findings)
    assert any(text.startswith("【必改 X1】“XX”像是没有填好的地方") for text in texts)


def test_a_footnote_is_told_as_not_checked(seeds: dict[str, ReplyLetter]) -> None:
    text = full_letters()[0].split("\n")
    noted = '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    blocks = [paragraph(line) for line in text]
    blocks[8] = blocks[8].removesuffix("</w:p>") + noted
    result = checked(word_file(*blocks))

    assert [one.message for one in result.findings if one.kind == "X1"] == [
        "原文件里有一处脚注没有读入（第9段），这里没有核对"
    ]


def test_a_comment_that_is_left_is_found_at_its_words(seeds: dict[str, ReplyLetter]) -> None:
    quoted = CitedText("累计培训2518人", "吉科发成〔2025〕84号", "k1")

    assert kinds(checked(official("此前，", quoted, "。"))) == [("X1", "ask", "累计培训2518人")]


def test_what_is_laid_out_otherwise_is_a_hint(seeds: dict[str, ReplyLetter]) -> None:
    document = docx.Document()
    for line in full_letters()[0].split("\n"):
        document.add_paragraph(line)
    made = io.BytesIO()
    document.save(made)
    result = checked(made.getvalue())

    assert {finding.level for finding in result.findings} == {"hint"}
    messages = " ".join(finding.message for finding in result.findings if finding.kind == "L1")
    assert "纸张宽216毫米（应为210）" in messages
    assert "正文字号是11磅" in messages


@pytest.mark.parametrize(
    ("marked", "words", "text"),
    [
        ("<w:ins w:id='1'><w:r><w:t>高度</w:t></w:r></w:ins>", "插入", "高度"),
        ("<w:del w:id='1'><w:r><w:delText>不够</w:delText></w:r></w:del>", "删除）“不够”", ""),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部意见</w:t></w:r>", "隐藏文字“内部意见”", ""),
    ],
)
def test_changes_and_hidden_text_are_found(marked: str, words: str, text: str, seeds: dict[str, ReplyLetter]) -> None:
    lines = full_letters()[0].split("\n")
    runs = f"<w:p><w:r><w:t>我厅</w:t></w:r>{marked}<w:r><w:t>重视此事。</w:t></w:r></w:p>"
    data = word_file(*map(paragraph, lines[:-8]), runs, *map(paragraph, lines[-8:]))
    (finding,) = (finding for finding in checked(data).findings if finding.kind == "X1")

    assert words in finding.message
    assert (finding.level, finding.span.of(checked(data).draft.text)) == ("must", text)
