"""Write documents into a Whoosh index, in one commit, and say what is in it then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from whoosh.index import create_in, open_dir
from whoosh.reading import SegmentReader
from whoosh.writing import NO_MERGE, SegmentWriter

from kejiting.search.codec import ArrayCodec, MergedReader
from kejiting.search.derive import derive
from kejiting.search.entries import Document
from kejiting.search.files import State, written_files
from kejiting.search.rows import rows_of
from kejiting.search.schema import VERSION, make_schema

# A save adds a segment, and every segment costs each search a little. Past so many small ones a save joins them, which
# takes a fraction of a second; large ones are left to the next rebuild, for joining them takes minutes.
_MOST_SMALL_SEGMENTS = 12
_SMALL_SEGMENT_ROWS = 500
# A rebuild makes segments no larger: what is worked out about one is worked out in memory, and 16 bits number its rows.
_SEGMENT_ROWS = 40_000
_MEMORY_MB = 128


def apply_changes(
    root: Path,
    state: State,
    changed: Mapping[str, Document],
    removed: Iterable[str],
    mergetype: Callable[[Any, list[Any]], list[Any]] | None = None,
) -> State:
    """Replace all rows of the changed documents, drop those of the removed ones; the state to put in force."""
    folder = root / state.folder
    writer = _Writer(open_dir(str(folder)), compound=False, codec=ArrayCodec(), limitmb=_MEMORY_MB)
    try:
        had = _delete(writer, [*changed, *removed])
        entries = sum(_add(writer, document) for document in changed.values())
        writer.commit(mergetype=mergetype or _merge_small)
    except BaseException:
        writer.cancel()
        raise
    documents = sum(1 for document in changed.values() if document.entries)
    return replace(
        state,
        generation=writer.generation,
        entries=state.entries + entries - sum(had),
        documents=state.documents + documents - sum(1 for count in had if count),
        files=written_files(folder, known=state.files),
    )


def build(root: Path, folder_name: str, documents: Iterable[Document]) -> State:
    """A new index in a new folder. A document that comes twice is taken the first time."""
    folder = root / folder_name
    folder.mkdir()
    index = create_in(str(folder), make_schema())
    state = State(VERSION, folder_name, index.latest_generation(), 0, 0, {})
    for batch in _batches(documents):
        state = apply_changes(root, state, batch, (), mergetype=NO_MERGE)
    return replace(state, files=written_files(folder, known=state.files))


def _batches(documents: Iterable[Document]) -> Iterator[dict[str, Document]]:
    """As many documents as a segment holds, by key."""
    seen: set[str] = set()
    batch: dict[str, Document] = {}
    rows = 0
    for document in documents:
        if not document.entries or document.key in seen:
            continue
        seen.add(document.key)
        if rows + len(document.entries) > _SEGMENT_ROWS and batch:
            yield batch
            batch, rows = {}, 0
        batch[document.key] = document
        rows += len(document.entries)
    if batch:
        yield batch


class _Writer(SegmentWriter):  # type: ignore[misc]  # whoosh has no types
    """Writes what is worked out about a segment along with it, before Whoosh puts it in force."""

    def _finalize_segment(self) -> Any:
        segment = super()._finalize_segment()
        reader = SegmentReader(self.storage, self.schema, segment)
        derive(Path(self.storage.folder), reader)
        reader.close()
        return segment


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
        reader = MergedReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in segments if segment not in small]
