"""Letters in the base that one may be: named before it is saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from kejiting.ingest.reading import ParsedUpload
from kejiting.web.actions import ActionError
from proposals.models import ReplyLetter
from proposals.parsing import ParsedLetter
from proposals.records import letter_like, letter_of_file, text_digest, to_parsed


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Letters in the base that this one may be: the same file, the same text, the same number, nearly the same text."""

    same_file: ReplyLetter | None = None
    same_text: ReplyLetter | None = None
    same_number: ReplyLetter | None = None
    nearly_same_text: ReplyLetter | None = None

    @classmethod
    def of(cls, reading: ParsedUpload) -> Duplicates:
        return cls._found(reading.parsed, same_file=letter_of_file(reading.source.sha256))

    @classmethod
    def of_letter(cls, letter: ReplyLetter) -> Duplicates:
        """Those of a letter that is in the base itself; another one never has the same file."""
        return cls._found(replace(to_parsed(letter), text=letter.text), besides=letter.pk)

    @classmethod
    def _found(
        cls, parsed: ParsedLetter, *, same_file: ReplyLetter | None = None, besides: int | None = None
    ) -> Duplicates:
        others = ReplyLetter.objects.exclude(pk=besides or 0).order_by("pk")
        number = parsed.doc_number
        same_text = others.filter(text_sha256=text_digest(parsed.text)).first()
        return cls(
            same_file=same_file,
            same_text=same_text,
            same_number=others.filter(doc_code=number.code, doc_year=number.year, doc_serial=number.serial).first()
            if number
            else None,
            nearly_same_text=None if same_text else letter_like(parsed.text, besides=besides),
        )

    @property
    def status(self) -> Literal["new", "duplicate", "changed"]:
        """What the command line says of a reading."""
        return "duplicate" if self.same_file or self.same_text else "changed" if self else "new"

    def __bool__(self) -> bool:
        return any((self.same_file, self.same_text, self.same_number, self.nearly_same_text))

    @property
    def letters(self) -> list[ReplyLetter]:
        """Each of them once."""
        every = (self.same_file, self.same_text, self.same_number, self.nearly_same_text)
        return list({letter.pk: letter for letter in every if letter}.values())


class PossibleDuplicateError(ActionError):
    """The letter may be in the base already; a person has to say that it is another."""

    def __init__(self, duplicates: Duplicates) -> None:
        super().__init__("库中可能已有这份答复。请先比较一下；确实是另一份，请勾选“仍然另存一份”再保存。")
        self.duplicates = duplicates
