"""Speed and memory, each beside a peer in the same run: `python -m tests.bench [reading] [bulk]`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator

from tests.bench import bulk, reading
from tests.bench.rows import Row, table

PARTS: dict[str, Callable[[], Iterator[Row]]] = {"reading": reading.rows, "bulk": bulk.rows}


def main(wanted: list[str]) -> int:
    unknown = [name for name in wanted if name not in PARTS]
    if unknown:
        sys.stderr.write(f"no such part: {unknown[0]}; there are: {', '.join(PARTS)}\n")
        return 2
    began = time.perf_counter()
    rows: list[Row] = []
    for name, part in PARTS.items():
        if not wanted or name in wanted:
            sys.stderr.write(f"{name} …\n")
            rows.extend(part())
    sys.stdout.write(f"{table(rows)}\n\n{time.perf_counter() - began:.0f} seconds\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
