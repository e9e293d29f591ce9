"""Write documents into the index as segments of rows, and say what is in it then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import numpy as np

from kejiting.search.entries import Document
from kejiting.search.whoosh.arrays import open_arrays, write_arrays
from kejiting.search.whoosh.build_segment import MOST_KEPT_ROWS, build_segment, kept_rows
from kejiting.search.whoosh.contents import arrays_file, names_of, new_segment, read_contents, write_contents
from kejiting.search.whoosh.files import IndexState, sweep, written_files
from kejiting.search.whoosh.rows import IndexRow, rows_of
from kejiting.search.whoosh.schema import BOOSTS, VERSION

# A save adds a segment, and every segment costs each search a little. So many of about one size are joined into one,
# in some hundredths of a second; large ones are left to a rebuild, which is due when there are too many files.
_MOST_ALIKE = 5
_SIZES = (0, 60, MOST_KEPT_ROWS)
_MOST_FILES = 32
# A rebuild makes segments no larger: one is worked out in memory.
_SEGMENT_ROWS = 80_000


def apply_changes(
    root: Path, state: IndexState, documents: Iterable[Document], removed: Iterable[str], position: str | None
) -> IndexState:
    """Replace all rows of the documents, drop those of the removed ones; the state to put in force.

    Without a position it keeps the one it has.
    """
    changed = {document.key: document for document in documents}
    folder = root / state.folder
    # A writer that was killed may have left the files of the next generation.
    sweep(root, state)
    segments = read_contents(folder, state.generation)
    had = _delete(folder, segments, {*changed, *removed})
    rows = list(chain.from_iterable(map(rows_of, changed.values())))
    entries = len(rows)
    joined = _to_join(segments)
    for segment in joined:
        rows += _live_rows(folder, segment)
    left = [segment for segment in segments if segment not in joined and segment.doc_count()]
    left += _written(folder, rows)
    generation = state.generation + 1
    write_contents(folder, generation, left)
    more = sum(1 for document in changed.values() if document.entries)
    return replace(
        state,
        generation=generation,
        entries=state.entries + entries - sum(had),
        documents=state.documents + more - sum(1 for count in had if count),
        files=written_files(folder, names_of(generation, left), known=state.files),
        position=state.position if position is None else position,
    )


def build(root: Path, folder_name: str, documents: Iterable[Document], position: str) -> IndexState:
    """A new index in a new folder. A document that comes twice is taken the first time."""
    folder = root / folder_name
    folder.mkdir()
    segments: list[Any] = []
    rows: list[IndexRow] = []
    entries, seen = 0, set()
    for document in documents:
        if document.entries and document.key not in seen:
            seen.add(document.key)
            entries += len(document.entries)
            if len(rows) + len(document.entries) > _SEGMENT_ROWS:
                segments += _written(folder, rows)
                rows = []
            rows += rows_of(document)
    segments += _written(folder, rows)
    write_contents(folder, 0, segments)
    files = written_files(folder, names_of(0, segments), known={})
    return IndexState(VERSION, folder_name, 0, entries, len(seen), files, position)


def needs_compaction(state: IndexState) -> bool:
    """Would a rebuild leave far fewer segments?"""
    return len(state.files) > _MOST_FILES + 2 * (state.entries // _SEGMENT_ROWS)


def _written(folder: Path, rows: Sequence[IndexRow]) -> list[Any]:
    """The segment of these rows; no rows make none."""
    if not rows:
        return []
    arrays = build_segment(rows)
    segment = new_segment({field: int(arrays[f"{field}_lengths"].sum()) for field in BOOSTS}, len(rows))
    write_arrays(arrays_file(folder, segment), arrays)
    return [segment]


def _delete(folder: Path, segments: Iterable[Any], keys: Iterable[str]) -> list[int]:
    """How many rows each of the keys had."""
    counts = dict.fromkeys(keys, 0)
    for segment in segments:
        arrays = open_arrays(arrays_file(folder, segment))
        held = arrays["keys"].read()
        for key in counts:
            for place in np.flatnonzero(held == key.encode()):
                first, end = arrays["owners"].read().searchsorted([place, place + 1])
                for row in range(first, end):
                    if not segment.is_deleted(row):
                        segment.delete_document(row)
                        counts[key] += 1
    return list(counts.values())


def _to_join(segments: Sequence[Any]) -> list[Any]:
    """Segments of about one size, if there are too many of them."""
    for least, most in pairwise(_SIZES):
        alike = [segment for segment in segments if least <= segment.doc_count_all() < most]
        if len(alike) >= _MOST_ALIKE:
            return alike
    return []


def _live_rows(folder: Path, segment: Any) -> list[IndexRow]:
    """The rows of a small segment; a card that stood on a deleted row belonged to a document that is gone."""
    rows = kept_rows(open_arrays(arrays_file(folder, segment)))
    return [row for place, row in enumerate(rows) if not segment.is_deleted(place)]
