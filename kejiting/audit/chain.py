"""Each row of the audit carries the hash of the one before: what was changed, taken out or put in afterwards shows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from hashlib import sha256

from kejiting.audit.models import AuditHead, AuditRecord

_FIELDS = ("number", "act", "person", "by_name", "command", "address", "request_id", "kind", "object_id", "name", "detail", "former")  # fmt: skip


def digest_of(record: AuditRecord) -> str:
    """Return the SHA-256 of the row, as hexadecimal digits: of its JSON, in UTF-8, keys sorted, no spaces.

    `former`, the digest of the row before, is among its fields; the time is that of UTC, with microseconds.
    """
    row = {name: getattr(record, name) for name in _FIELDS}
    row["at"] = record.at.astimezone(UTC).isoformat(timespec="microseconds")
    return sha256(json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def breaks_in(records: Iterable[AuditRecord], head: AuditHead, *, before: tuple[int, str] = (0, "")) -> Iterator[str]:
    """Say in a sentence, without its full stop, what is wrong with the chain; nothing if it is whole.

    `records` are in the order of their numbers, all behind that of `before`, which is the number and digest of the row
    before them.
    """
    number, digest = before
    for record in records:
        if record.number != number + 1:
            yield _missing(number + 1, record.number - 1)
        elif record.former != digest:
            yield f"第 {record.number} 条接不上第 {number} 条：这两条之间改过、换过位置，或者后来插入过"
        if digest_of(record) != record.digest:
            yield f"第 {record.number} 条的内容改动过，或者是后来放进去的"
        number, digest = record.number, record.digest
    if number < head.number:
        yield _missing(number + 1, head.number)
    elif number > head.number:
        yield f"第 {head.number} 条以后的 {number - head.number} 条不是由程序写入的"
    elif digest != head.digest:
        yield f"末尾的校验值与第 {number} 条的不同，其中一个改动过"


def _missing(first: int, last: int) -> str:
    return f"缺少第 {first} 条" if first == last else f"缺少第 {first} 条到第 {last} 条"
