"""The seed documents cut into paragraphs, and small documents made for one rule each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kejiting.search import Document, Entry, Filters, SearchIndex, SearchQuery, SearchResult, parse_terms, properties
from kejiting.search.query import Sort
from kejiting.text.fold import fold
from kejiting.text.scan import holds

FIXTURES = Path(__file__).parents[2] / "fixtures"
# 一、关于“…”的建议, also 一 、; not 一是
_HEADING = re.compile(r"\s*[一二三四五六七八九十]+\s*、")


@cache
def seeds() -> tuple[Document, ...]:
    letters = sorted((FIXTURES / "letters").glob("00*.txt"))
    plans = sorted((FIXTURES / "plans").glob("00*.txt"))
    keys = [f"letter:{n}" for n in range(1, len(letters) + 1)] + [f"plan:{n}" for n in range(1, len(plans) + 1)]
    return tuple(_seed(key, path) for key, path in zip(keys, [*letters, *plans], strict=True))


def _seed(key: str, path: Path) -> Document:
    kind, _, number = key.partition(":")
    heading: str | None = None
    entries = []
    for place, paragraph in enumerate(paragraphs(path.read_text(encoding="utf-8"))):
        if _HEADING.match(paragraph):
            heading = paragraph
        part = "plan" if kind == "plan" else "prose"
        identity = (100_000 if kind == "plan" else 0) + int(number) * 1000 + place
        entries.append(Entry(identity, part, paragraph, heading))
    year = 2020 + int(number)
    stated = properties(year=year) if kind == "letter" else {}
    return Document(key, path.stem, tuple(entries), written_on=date(year, 1, 1), properties=stated)


def paragraphs(text: str) -> list[str]:
    """Lines with what was broken off them: a line that does not end like a sentence goes on in the next."""
    whole: list[str] = []
    for line in filter(str.strip, text.split("\n")):
        if whole and whole[-1].rstrip()[-1] not in "。：:；;)）建议" and not _HEADING.match(line):
            whole[-1] += "\n\n" + line
        else:
            whole.append(line)
    return whole


def scanned(documents: Iterable[Document], term: str) -> set[int]:
    """What the index has to find, by the definition: the folded term in the text or in the heading."""
    folded = fold(term)
    return {
        entry.passage
        for document in documents
        for entry in document.entries
        if any(holds(text, folded) for text in entry.folded)
    }


def letter(
    identity: int,
    /,
    *texts: str,
    heading: str | None = None,
    title: str = "答复",
    written_on: date | None = None,
    number: int | None = None,
    **stated: Any,
) -> Document:
    """A letter with the passages identity*100, identity*100+1, … of the part measures, and what else it states."""
    entries = tuple(Entry(identity * 100 + place, "measures", text, heading) for place, text in enumerate(texts))
    year = written_on.year if written_on else None
    return Document(f"letter:{identity}", title, entries, written_on, number, properties(year=year, **stated))


def plan(number: int, *texts: str, written_on: date | None = None) -> Document:
    entries = tuple(Entry(90_000 + number * 100 + place, "plan", text, None) for place, text in enumerate(texts))
    return Document(f"plan:{number}", "实施方案", entries, written_on=written_on)


def built(folder: Path, *documents: Document) -> SearchIndex:
    index = SearchIndex(folder, lock_timeout=5)
    index.rebuild(documents)
    return index


def ask(
    index: SearchIndex, q: str, filters: Filters | None = None, sort: Sort = "relevance", page: int = 1, size: int = 50
) -> SearchResult:
    return index.search(SearchQuery(parse_terms(q), filters or Filters(), sort, page, size))


LITERAL = ("literal", "heading")


def keys(result: SearchResult, *matches: str) -> list[str]:
    wanted = set(matches) or {*LITERAL, "letter"}
    return [one.key for one in result.documents if one.hits[0].match in wanted]


def passages(result: SearchResult, *matches: str) -> list[int]:
    """Those that hold everything, if no others are wanted, in their own words or in the heading of their ask."""
    return [hit.passage for one in result.documents for hit in one.hits if hit.match in (matches or LITERAL)]
