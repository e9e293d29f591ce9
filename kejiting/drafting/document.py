"""The document that an outline makes: its skeleton, each ask as a heading, what was picked and written for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kejiting.official_document.document import CitedText, Form, OfficialDocument, Paragraph
from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import to_chinese
from proposals.models import Outline, OutlineItem, Request, RequestAsk
from proposals.records.outline_items import items_with_sources
from proposals.records.reply_templates import take_template, template_for

# 一、推动…; （一）推动…: the number that an ask's own heading carries
_LONGEST_HEADING = 60
_SENTENCE_END = lazy_re(r"[。；;！？!?\n]")


def unsaved_outline(request: Request) -> Outline:
    """The outline that would be begun for a request; nothing is saved."""
    outline = Outline(request=request)
    take_template(outline, template_for(request))
    return outline


def heading_of(ask: RequestAsk, number: int) -> str:
    """一、关于“推动省内高校建设专门的技术转移机构”的建议; an ask without a heading is named by how it begins."""
    words = ask.title or _SENTENCE_END.split(ask.text.strip(), maxsplit=1)[0]
    words = "".join(words.split()).rstrip("。：:；;，,")[:_LONGEST_HEADING]
    return f"{to_chinese(number)}、关于“{words}”的建议"


def reply_document(outline: Outline) -> OfficialDocument:
    """Return the document; what nobody wrote is left out, never made up."""
    items = list(items_with_sources(outline)) if outline.pk else []
    body = [*_paragraphs(outline.opening), *_pieces(item for item in items if item.ask_id is None)]
    for number, ask in enumerate(outline.request.asks.all(), 1):
        body.append(Paragraph("heading", (heading_of(ask, number),)))
        body += _pieces(item for item in items if item.ask_id == ask.pk)
    body += _paragraphs(outline.closing)
    form: Form = "document" if outline.form == "document" else "letter"
    day = outline.written_on
    return OfficialDocument(
        title=outline.title or str(outline.request),
        body=tuple(body),
        form=form,
        issuer=outline.agency,
        doc_number=outline.doc_number,
        salutation=outline.salutation,
        signature=outline.agency,
        signed_on=f"{day.year}年{day.month}月{day.day}日" if day else "",
        contact=outline.contact,
        copies=outline.copies,
    )


def _pieces(items: Iterable[OutlineItem]) -> Iterator[Paragraph]:
    for item in items:
        if not item.is_quotation:
            yield from _paragraphs(item.text)
            continue
        lines = [line for line in item.text.split("\n") if line.strip()]
        for number, line in enumerate(lines):
            # a quotation of several paragraphs has a place in each of them
            key = item.key if number == 0 else f"{item.key}_l{number}"
            yield Paragraph(_style(line), (CitedText(line.strip(), item.citation, key),))


def _paragraphs(text: str) -> Iterator[Paragraph]:
    yield from (Paragraph(_style(line), (line.strip(),)) for line in text.split("\n") if line.strip())


_SUBHEADING = lazy_re(r"\s*[（(][一二三四五六七八九十]{1,3}[)）][^。；]{0,40}$")


def _style(line: str) -> str:
    return "subheading" if _SUBHEADING.match(line) else "body"
