"""Read the text of a Word file (.docx, .docm, .dotx) with the numbers that Word makes as it shows a list."""

from __future__ import annotations

from functools import partial
from itertools import islice

from kejiting.text.file_text import FileText, LeftOut
from kejiting.text.html import read_fragment, read_mht
from kejiting.text.kinds import kind_of
from kejiting.text.plain import read_plain
from kejiting.text.unreadable import UnreadableFile
from kejiting.text.word.body import WordBody
from kejiting.text.word.numbering import WordNumbering
from kejiting.text.word.package import BROKEN, MAX_LINES, NOT_WORD, TOO_LARGE, WordPackage, WordPart
from kejiting.text.word.shown import drop_prompts
from kejiting.text.word.styles import Styles
from kejiting.text.word.xml import below
from kejiting.text.xml_package import XmlElement

# A file in a file in a file
_DEEPEST = 3
_NO_TEXT = "这份 Word 文件里没有文字（可能只有图片），请上传带文字的 DOCX 或 PDF。"
_TEXT_ELSEWHERE = (
    "这份 Word 文件的正文在嵌入的部分里，那一部分读不了，请在 Word 或 WPS 里打开后另存为新的 DOCX，再上传。"
)


def read_docx(data: bytes) -> FileText:
    """Return the body's text, a paragraph a line; of tables a field a line, or a row with tabs between its cells.

    Parts of other formats that the body embeds are read at their place. Tracked changes are accepted; headers and
    footers are no text of the letter; hidden text, pictures, objects, notes and comments are told as left out. Raises
    `UnreadableFile` if the file is broken, hostile, no Word document or without text.
    """
    return _read(data, depth=0)


def _read(data: bytes, *, depth: int) -> FileText:
    try:
        package = WordPackage(data)
        read = _document(package, package.main(), depth=depth)
    except UnreadableFile:
        raise
    except Exception as error:
        # Damage shows anywhere in the zip or its XML, as whatever the damaged bytes lead to.
        raise UnreadableFile(BROKEN) from error
    if not read.text.strip():
        elsewhere = any(part.kind in ("嵌入的部分", "子文档") for part in read.left_out)
        raise UnreadableFile(_TEXT_ELSEWHERE if elsewhere else _NO_TEXT)
    return read


def _document(package: WordPackage, part: WordPart, *, depth: int) -> FileText:
    content = below(part.document, "body")
    if content is None:
        raise UnreadableFile(NOT_WORD)
    odd_prompts = drop_prompts(content)
    styles = Styles(package.beside(part, "styles"))
    numbering = WordNumbering(package.beside(part, "numbering"), styles)
    body = WordBody(
        styles, numbering, partial(_embedded, package, part, depth + 1), partial(_diagram_data, package, part)
    )
    lines = list(islice(body.lines(content), MAX_LINES + 1))
    if len(lines) > MAX_LINES:
        raise UnreadableFile(TOO_LARGE)
    prompts = [LeftOut("内容控件里的提示文字", times=odd_prompts)] if odd_prompts else []
    return FileText("\n".join(lines), (*body.left_out, *prompts))


def _embedded(package: WordPackage, part: WordPart, depth: int, reference: XmlElement) -> FileText:
    """Read the part that `w:altChunk` or `w:subDoc` names: a page, a web archive, a Word file, one of its parts, text."""
    name = _named(part, reference, "id")
    if depth > _DEEPEST:
        raise UnreadableFile(TOO_LARGE)
    data = package.read(name)
    match kind_of(name, data, package.content_type(name)):
        case "docx":
            return _read(data, depth=depth)
        case "mht":
            return read_mht(data, read_fragment)
        case "html":
            return read_fragment(data)
        case "txt":
            return FileText(read_plain(data))
        case str():
            raise UnreadableFile(NOT_WORD)
    return _document(package, package.part(name), depth=depth)


def _diagram_data(package: WordPackage, part: WordPart, reference: XmlElement) -> XmlElement:
    return package.xml(_named(part, reference, "dm"))


def _named(part: WordPart, reference: XmlElement, attribute: str) -> str:
    """Return the name of the part that `r:id` or `r:dm` stands for, in whatever namespace of relations; "" for none."""
    ids = [said for name, said in reference.attrib.items() if str(name).rpartition("}")[2] == attribute]
    return part.by_id.get(str(ids[0]), "") if ids else ""
