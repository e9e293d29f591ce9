"""Word files written part by part, so that a test says exactly what stands in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:w10="urn:schemas-microsoft-com:office:word" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:nobody-knows"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CHINESE_LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))


def word_file(
    *blocks: str,
    numbering: str = "",
    styles: str = "",
    main: str = "word/document.xml",
    content_type: str = "document",
    embedded: Mapping[str, tuple[str, str, str | bytes]] | None = None,
) -> bytes:
    """Pack the blocks of a body, the children of `w:numbering` and those of `w:styles`.

    `embedded`: further parts by the ids of their relations: kind, name, content.
    """
    document = f"<w:document {NAMESPACES}><w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(main, content_type),
        "_rels/.rels": relations({"officeDocument": main}),
        main: document,
    }
    folder, _, name = main.rpartition("/")
    listed = relations({"styles": "styles.xml", "numbering": "numbering.xml"})
    for key, (kind, part, content) in (embedded or {}).items():
        one = f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{part}"/>'
        listed = listed.replace("</Relationships>", f"{one}</Relationships>")
        parts[f"{folder}/{part}"] = content
    parts[f"{folder}/_rels/{name}.rels"] = listed
    parts[f"{folder}/styles.xml"] = f"<w:styles {NAMESPACES}>{styles}</w:styles>"
    parts[f"{folder}/numbering.xml"] = f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>"
    return zipped(parts)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


def relations(targets: Mapping[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="r{place}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{RELATIONS}">{listed}</Relationships>'


def _content_types(main: str, content_type: str) -> str:
    folder = main.rpartition("/")[0]
    overrides = {main: f"{content_type}.main", f"{folder}/styles.xml": "styles", f"{folder}/numbering.xml": "numbering"}
    listed = "".join(
        f'<Override PartName="/{name}" ContentType="{TYPES}.{kind}+xml"/>' for name, kind in overrides.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(text: str = "", *, properties: str = "", runs: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text) if text else ''}{runs}</w:p>"


def listed(text: str, level: int = 0, num: int = 1) -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def table(*rows: Sequence[str]) -> str:
    """Make a table of cells, each the blocks in it."""
    made = "".join(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    grid = "<w:gridCol/>" * max(map(len, rows))
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def level(at: int, number_format: str, text: str, *, start: int = 1, more: str = "") -> str:
    """`more` stands where Word writes lvlRestart, pStyle, isLgl and suff."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{escape(text)}"/></w:lvl>'
    )


def abstract(number: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{more}{"".join(levels)}</w:abstractNum>'


def num(number: int, abstract_number: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract_number}"/>{more}</w:num>'


def chinese_list() -> str:
    """一、 （一） 1. as Word's own multilevel lists have them, as list 1."""
    levels = [level(at, *shape, more='<w:suff w:val="nothing"/>') for at, shape in enumerate(CHINESE_LEVELS)]
    return abstract(1, *levels) + num(1, 1)


def restart(at: int, start: int = 1) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def text_box(*blocks: str) -> str:
    """A run with a box, drawn for newer programs and, once more, for older ones."""
    content = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def complex_field(code: str, runs: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}{runs}{mark('end')}"
