"""Build a plan's tree anew from the levels of its items, after a person has changed some of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kejiting.text.lazy_re import lazy_re
from kejiting.text.numerals import to_chinese
from measures.extraction.outline import measure_path, section_path, with_short_paths
from measures.extraction.parsed import ParsedPlanItem

# 一（二）: the section's own number behind that of its chapter
_IN_CHAPTER = lazy_re("（([^（）]+)）$")


def arranged(items: Sequence[ParsedPlanItem]) -> tuple[ParsedPlanItem, ...]:
    """Return the items, in the order of the text, with parents and paths that follow from their levels and numbers.

    What the reader made stays as it is: `arranged(plan.items) == plan.items`. A heading without a path was changed: its
    number is printed as those of the plan's chapters are. A paragraph without a parent stands outside of the body (a
    notice above it, a signature or an annex below it), and so does what follows it.
    """
    return with_short_paths(tuple(_with_parents(items)))


def _with_parents(items: Sequence[ParsedPlanItem]) -> Iterator[ParsedPlanItem]:
    is_arabic = any(item.level == "chapter" and item.path.isdigit() for item in items)
    paths: list[str] = []
    chapter: int | None = None
    section: int | None = None
    for place, item in enumerate(items):
        container = chapter if section is None else section
        match item.level:
            case "chapter":
                chapter, section, parent = place, None, None
            case "section":
                section, parent = place, chapter
            case "measure":
                parent = container
            case "paragraph":
                if item.parent is None:
                    chapter = section = container = None
                parent = container
        paths.append(_path(item, None if parent is None else paths[parent], is_arabic=is_arabic))
        yield replace(item, parent=parent, path=paths[-1])


def _path(item: ParsedPlanItem, above: str | None, *, is_arabic: bool) -> str:
    if item.level == "paragraph":
        return above or ""
    if item.level == "measure":
        return (above or "") if item.number is None else measure_path(above or "", item.number)
    spelled = str if is_arabic else to_chinese
    printed = "" if item.number is None else _printed(item) or spelled(item.number)
    return printed if item.level == "chapter" or above is None else section_path(above, printed)


def _printed(item: ParsedPlanItem) -> str:
    """The number of a chapter or a section as it is printed: 一, 二 of 一（二）, 3.1; nothing if it was changed."""
    behind = _IN_CHAPTER.search(item.path) if item.level == "section" else None
    return behind[1] if behind else item.path
