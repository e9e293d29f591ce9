"""L1: the layout of a DOCX, held against GB/T 9704-2012; hints only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import DraftFinding
from kejiting.draft_checks.memory import DraftMemory
from kejiting.text.spans import Span
from kejiting.text.word.layout import WordLayout, WordPage, read_layout

# Twentieths of a point to a millimetre; GB/T 9704-2012, 5.1 and 5.2: A4, margins 37 and 28 mm, text 156 x 225 mm, each +-1
_MILLIMETRE = 1440 / 25.4
_PAGE = (
    ("width", "纸张宽", 210),
    ("height", "纸张高", 297),
    ("top", "上边距（天头）", 37),
    ("left", "左边距（订口）", 28),
    ("bottom", "下边距", 35),
    ("right", "右边距", 26),
)
_SLACK = 1.5
# 5.2.3: 22 lines on 225 mm; 3号 of the text, 2号 of the title, in half points
_PITCH = (540, 600)
_TEXT_SIZE, _TITLE_SIZE = 32, 44
_TEXT_FONTS, _TITLE_FONTS = ("仿宋", "fangsong"), ("小标宋", "xiaobiaosong", "xbs")


def check_layout(draft: ReplyDraft, memory: DraftMemory) -> Iterator[DraftFinding]:
    if draft.data is None:
        return
    layout = read_layout(draft.data)
    if layout.page:
        yield from _page(draft, layout.page)
    yield from _text(draft, layout)
    yield from _title(draft, layout)


def _page(draft: ReplyDraft, page: WordPage) -> Iterator[DraftFinding]:
    wrong = []
    for side, name, wanted in _PAGE:
        twentieths = getattr(page, side)
        if twentieths is not None and abs(twentieths / _MILLIMETRE - wanted) > _SLACK:
            wrong.append(f"{name}{twentieths / _MILLIMETRE:.0f}毫米（应为{wanted}）")
    if wrong:
        yield draft.finding("L1", "hint", Span(0, 0), f"版面与 GB/T 9704 不同：{'，'.join(wrong)}")


def _text(draft: ReplyDraft, layout: WordLayout) -> Iterator[DraftFinding]:
    """Yield what most of the answer's characters are set in, at the first of its paragraphs."""
    answer = {line.text for line in draft.answer}
    paragraphs = [paragraph for paragraph in layout.paragraphs if "".join(paragraph.text.split()) in answer]
    span = next((line.span for line in draft.answer), Span(0, 0))
    font = _most([(paragraph.font, len(paragraph.text)) for paragraph in paragraphs])
    size = _most([(paragraph.size, len(paragraph.text)) for paragraph in paragraphs])
    if isinstance(font, str) and not any(name in font.lower() for name in _TEXT_FONTS):
        yield draft.finding("L1", "hint", span, f"正文字体是{font}，GB/T 9704 是仿宋")
    if isinstance(size, int) and size != _TEXT_SIZE:
        yield draft.finding("L1", "hint", span, f"正文字号是{size / 2:g}磅，GB/T 9704 是3号（16磅）")
    pitch = layout.page.pitch if layout.page else None
    line = _most([(paragraph.line, len(paragraph.text)) for paragraph in paragraphs]) or pitch
    if paragraphs and not (isinstance(line, int) and _PITCH[0] <= line <= _PITCH[1]):
        said = f"行距是{line / 20:g}磅" if isinstance(line, int) else "没有设定行距"
        yield draft.finding("L1", "hint", span, f"{said}，GB/T 9704 每页22行，约28.95磅")


def _title(draft: ReplyDraft, layout: WordLayout) -> Iterator[DraftFinding]:
    title = draft.parsed.title
    if title is None or title.span is None:
        return
    named = next((one for one in layout.paragraphs if "".join(one.text.split()) == title.value), None)
    if named is None:
        return
    span = draft.view.from_source(title.span)
    if named.font and not any(name in named.font.lower() for name in _TITLE_FONTS):
        yield draft.finding("L1", "hint", span, f"标题字体是{named.font}，GB/T 9704 是小标宋")
    if named.size and named.size != _TITLE_SIZE:
        yield draft.finding("L1", "hint", span, f"标题字号是{named.size / 2:g}磅，GB/T 9704 是2号（22磅）")


def _most(weighed: list[tuple[str | int | None, int]]) -> str | int | None:
    counts: Counter[str | int | None] = Counter()
    for said, weight in weighed:
        counts[said] += weight
    return counts.most_common(1)[0][0] if counts else None
