"""Write documents into a Whoosh index, in one commit, and say what is in it then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from whoosh.index import create_in, open_dir
from whoosh.reading import SegmentReader

from kejiting.search.entries import Document
from kejiting.search.files import State, checksums
from kejiting.search.rows import rows_of
from kejiting.search.schema import VERSION, make_schema

# A save adds a segment, and every segment costs each search a little. Past so many small ones a save joins them, which
# takes a fraction of a second; large ones are left to the next rebuild, for joining them takes minutes.
_MOST_SMALL_SEGMENTS = 12
_SMALL_SEGMENT_ROWS = 500
_MEMORY_MB = 128


def apply_changes(root: Path, state: State, changed: Mapping[str, Document], removed: Iterable[str]) -> State:
    """Replace all rows of the changed documents, drop those of the removed ones; the state to put in force."""
    folder = root / state.folder
    writer = open_dir(str(folder)).writer(compound=False)
    try:
        had = _delete(writer, [*changed, *removed])
        entries = sum(_add(writer, document) for document in changed.values())
        writer.commit(mergetype=_merge_small)
    except BaseException:
        writer.cancel()
        raise
    documents = sum(1 for document in changed.values() if document.entries)
    return replace(
        state,
        generation=writer.generation,
        entries=state.entries + entries - sum(had),
        documents=state.documents + documents - sum(1 for count in had if count),
        files=checksums(folder, known=state.files),
    )


def build(root: Path, folder_name: str, documents: Iterable[Document]) -> State:
    """A new index in a new folder. A document that comes twice is taken the first time."""
    folder = root / folder_name
    folder.mkdir()
    writer = create_in(str(folder), make_schema()).writer(compound=False, limitmb=_MEMORY_MB)
    seen: set[str] = set()
    entries = 0
    try:
        for document in documents:
            if document.entries and document.key not in seen:
                seen.add(document.key)
                entries += _add(writer, document)
        writer.commit(merge=False)
    except BaseException:
        writer.cancel()
        raise
    return State(VERSION, folder_name, writer.generation, entries, len(seen), checksums(folder, known={}))


def _add(writer: Any, document: Document) -> int:
    for row in rows_of(document):
        writer.add_document(**row)
    return len(document.entries)


def _delete(writer: Any, keys: Iterable[str]) -> list[int]:
    """How many rows each of the keys had."""
    with writer.searcher() as searcher:
        return [writer.delete_by_term("key", key, searcher=searcher) for key in dict.fromkeys(keys)]


def _merge_small(writer: Any, segments: list[Any]) -> list[Any]:
    """Whoosh's kind of merge policy: take segments into the one being written, return those left alone."""
    small = [segment for segment in segments if segment.doc_count() < _SMALL_SEGMENT_ROWS]
    if len(small) <= _MOST_SMALL_SEGMENTS:
        return segments
    for segment in small:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in segments if segment not in small]
