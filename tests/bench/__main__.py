"""Speed and memory, each beside a peer in the same run: `python -m tests.bench [reading] [bulk] [search] [pages]`."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator

from tests.bench import bulk, pages, reading, search
from tests.bench.rows import Row, table

PARTS: dict[str, Callable[[int], Iterator[Row]]] = {
    "reading": lambda _letters: reading.rows(),
    "bulk": lambda _letters: bulk.rows(),
    "search": search.rows,
    "pages": pages.rows,
}


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="tests.bench")
    parser.add_argument("parts", nargs="*", metavar="|".join(PARTS))
    parser.add_argument("--letters", type=int, default=search.LETTERS, help="how many are searched")
    asked = parser.parse_args(words)
    unknown = [name for name in asked.parts if name not in PARTS]
    if unknown:
        parser.error(f"no such part: {unknown[0]}; there are: {', '.join(PARTS)}")
    began = time.perf_counter()
    rows: list[Row] = []
    for name, part in PARTS.items():
        if not asked.parts or name in asked.parts:
            sys.stderr.write(f"{name} …\n")
            rows.extend(part(asked.letters))
    sys.stdout.write(f"{table(rows)}\n\n{time.perf_counter() - began:.0f} seconds\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
