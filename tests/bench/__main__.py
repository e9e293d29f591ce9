"""Speed and memory: `python -m tests.bench [reading] [bulk] [search] [pages] [asks] [growth]`, all without words.

`ocr` is only run where it is named: how much of scans is right. It needs the extra, and minutes.

All but growth hold each figure beside a peer's of the same run, with as many letters as `--letters` says where they are
searched. Growth holds the same figures of installations of several sizes beside each other: `--sizes 1000,20000,100000`.
A hundred thousand letters take some twenty minutes, and seven gigabytes in the temporary folder.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator

from tests.bench import asks, bulk, growth, ocr, pages, reading, search
from tests.bench.rows import Row, table

PARTS: dict[str, Callable[[int], Iterator[Row]]] = {
    "reading": lambda _letters: reading.rows(),
    "bulk": lambda _letters: bulk.rows(),
    "search": search.rows,
    "pages": pages.rows,
    "asks": lambda _letters: asks.rows(),
    "ocr": lambda _letters: ocr.rows(),
}
ONLY_NAMED = {"ocr"}
GROWTH = "growth"


def main(words: list[str]) -> int:
    names = (*PARTS, GROWTH)
    parser = argparse.ArgumentParser(prog="tests.bench")
    parser.add_argument("parts", nargs="*", metavar="|".join(names))
    parser.add_argument("--letters", type=int, default=search.LETTERS, help="how many are searched")
    parser.add_argument("--sizes", type=sizes, default=growth.SIZES, help="how many letters each size of growth has")
    asked = parser.parse_args(words)
    unknown = [name for name in asked.parts if name not in names]
    if unknown:
        parser.error(f"no such part: {unknown[0]}; there are: {', '.join(names)}")
    began = time.perf_counter()
    rows: list[Row] = []
    for name, part in PARTS.items():
        if name in (asked.parts or PARTS.keys() - ONLY_NAMED):
            sys.stderr.write(f"{name} …\n")
            rows.extend(part(asked.letters))
    if rows:
        sys.stdout.write(f"{table(rows)}\n\n")
    if not asked.parts or GROWTH in asked.parts:
        sys.stdout.write(f"{growth.table(asked.sizes)}\n\n")
    sys.stdout.write(f"{time.perf_counter() - began:.0f} seconds\n")
    return 0


def sizes(words: str) -> tuple[int, ...]:
    """(1000, 20000) from "1000,20000". Raises ValueError."""
    return tuple(map(int, words.split(",")))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
