"""Letters without number, made of the seed letters' sentences, and the files that they come in."""

from __future__ import annotations

import html
import io
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.soak.chance import Chance

PROJECT = Path(__file__).parents[2]
FONT = "STSong-Light"
_SIZE, _LEADING, _LINES_A_PAGE, _CHARS_A_LINE = 16, 28, 25, 28
# 2518 in 2518人; not 2025 in 2025年
_COUNT = re.compile(r"\d{2,}(?=[个家人项件名万亿%])")
# 84 in 〔2025〕84号; not 157 in 第157号
_SERIAL = re.compile(r"(?<=〕)\d+(?=号)")


def seed_texts() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((PROJECT / "fixtures" / "letters").glob("*.txt"))]


def letters(count: int, seed: int = 0) -> Iterator[str]:
    """Letters that differ in number, sentences and figures; the same ones for the same seed."""
    chance = Chance(seed)
    texts = seed_texts()
    for place in range(count):
        lines = (_other_sentences(line, chance) for line in texts[place % len(texts)].splitlines())
        text = _COUNT.sub(lambda _: str(chance.randint(10, 99_999)), "\n".join(lines))
        yield f"{_SERIAL.sub(str(place + 1), text)}\n（办理编号{place + 1}）\n"


def _other_sentences(line: str, chance: Chance) -> str:
    """A long paragraph loses about a third of its sentences."""
    sentences = re.findall(r"[^。]*。|[^。]+$", line)
    return "".join(one for one in sentences if len(sentences) < 3 or not chance.one_in(3)) or line


def as_pdf(text: str) -> bytes:
    """A4 pages with the margins and the type of an official letter."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4)
    lines = [line for paragraph in text.splitlines() for line in textwrap.wrap(paragraph, _CHARS_A_LINE) or [""]]
    for first in range(0, len(lines), _LINES_A_PAGE):
        canvas.setFont(FONT, _SIZE)
        for place, line in enumerate(lines[first : first + _LINES_A_PAGE]):
            canvas.drawString(70, 780 - place * _LEADING, line)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def as_docx(text: str) -> bytes:
    document = Document()
    for paragraph in text.splitlines():
        document.add_paragraph(paragraph)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def as_html(text: str) -> bytes:
    """A saved page: the letter in the middle, the site's menus around it."""
    menu = "".join(f'<li><a href="/{name}/">{name}</a></li>' for name in ("首页", "政务公开", "办事服务", "互动交流"))
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())
    title = html.escape(text.splitlines()[0])
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title><script>var a = 1;</script></head>"
        f"<body><div class='nav'><ul>{menu}</ul></div><div class='TRS_Editor'>{paragraphs}</div>"
        f"<div class='footer'>版权所有 网站地图</div></body></html>"
    ).encode()
