"""The colours of the look, by day and by night: words 7:1 on all they stand on, edges of fields 3:1."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parent.parent / "static" / "css"
GROUNDS = ("ground", "paper", "mark")
WORDS = ("ink", "ink-soft", "seal", "link", "measures", "outcomes", "next-steps", "prose")
EDGES = ("edge", "focus")


def colours(sheet: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (CSS / sheet).read_text(encoding="utf-8")))


def contrast(one: str, other: str) -> float:
    """By WCAG 2.2: (lighter + 0.05) / (darker + 0.05)."""
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    shares = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("sheet", ["tokens.css", "dark.css"])
def test_it_works(sheet: str) -> None:
    tokens = colours(sheet)
    low = {
        (word, ground): round(contrast(tokens[word], tokens[ground]), 2)
        for words, least in ((WORDS, 7), (EDGES, 3))
        for word in words
        for ground in GROUNDS
        if contrast(tokens[word], tokens[ground]) < least
    }
    assert low == {}


def test_the_night_renames_nothing() -> None:
    assert colours("dark.css").keys() == colours("tokens.css").keys()


@pytest.mark.parametrize(
    ("sheet", "declared"),
    [
        ("dark.css", r"--[\w-]+: #[0-9a-f]{6};|color-scheme: dark;"),
        ("large.css", r"--(?:root|text-small|target): [\d.]+(?:rem|%);"),
    ],
)
def test_the_night_sets_nothing_but_colours_and_large_letters_nothing_but_sizes(sheet: str, declared: str) -> None:
    rules = re.sub(r"/\*.*?\*/", "", (CSS / sheet).read_text(encoding="utf-8"), flags=re.DOTALL)
    assert re.sub(rf"{declared}|\s", "", rules) == ":root{}"


def test_no_sheet_has_colours_or_letters_of_its_own() -> None:
    """All but tokens take them by name, and paper, which knows black and points."""
    own = {
        sheet.name: found
        for sheet in CSS.glob("*.css")
        if sheet.name not in {"tokens.css", "dark.css", "large.css", "print.css"}
        if (
            found := re.findall(
                r"#[0-9a-fA-F]{3,6}\b(?![^{]*\{)|font(?:-size)?: [^;}]*\d(?:rem|px)", sheet.read_text(encoding="utf-8")
            )
        )
    }
    assert own == {}
