"""What a letter is called, wherever it is named: one name, and never that of a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

LONGEST_NAME = 300


class NamedDocument(Protocol):
    """A letter, or a version of one."""

    pk: int
    title: str | None
    doc_number: str | None
    written_on: date | None


def letter_name(letter: NamedDocument) -> str:
    """Its title; else 对王松伟代表《…》的答复; else 未写标题的答复 as `untitled`."""
    answering: str = getattr(letter, "answering", "")
    return letter.title or answering or untitled("答复", letter.doc_number, letter.written_on, letter.pk)


def untitled(kind: str, doc_number: str | None, day: date | None, pk: int) -> str:
    """未写标题的答复（吉科发成〔2025〕84号）: told apart by its number, else its day, else its place in the base."""
    return f"未写标题的{kind}（{doc_number or (f'{day.year}年{day.month}月{day.day}日' if day else f'库中第{pk}份')}）"


def answering_name(
    people: Sequence[str], title: str | None, number: str | None, kind: str | None, document_type: str = "答复"
) -> str:
    """对王松伟代表《…》的答复, 对王松伟代表等3人第53号建议的答复; "" if the letter says neither who asked nor for what."""
    who = people[0] + (f"等{len(people)}人" if len(people) > 1 else "") if people else ""
    what = f"《{title}》" if title else f"第{number}号{(kind or '提案')[-2:]}" if number else ""
    if not who and not what:
        return ""
    room = LONGEST_NAME - len(f"对{who}的{document_type}")
    return f"对{who}{what if len(what) <= room else what[: room - 2] + '…》'}的{document_type}"
