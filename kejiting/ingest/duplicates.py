"""Letters and plans in the base that one may be: named before it is saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar

from kejiting.ingest.reading import ParsedUpload
from kejiting.web.actions import ActionError
from measures.models import Plan
from proposals.models import ReplyLetter
from proposals.parsing import ParsedLetter
from proposals.records import letter_like, letter_of_file, text_digest, to_parsed

Held = TypeVar("Held", ReplyLetter, Plan)

# What speaks for each, as people read it
_REASONS = {
    "same_file": "文件相同",
    "same_text": "正文相同",
    "same_number": "发文字号相同",
    "same_title": "标题相同",
    "nearly_same_text": "正文相近",
}


@dataclass(frozen=True, slots=True)
class Duplicates(Generic[Held]):
    """Documents in the base that one may be, or be another edition of, by what is the same."""

    same_file: Held | None = None
    same_text: Held | None = None
    same_number: Held | None = None
    same_title: Held | None = None
    nearly_same_text: Held | None = None

    @staticmethod
    def of(reading: ParsedUpload) -> Duplicates[ReplyLetter]:
        return _letters(reading.parsed, same_file=letter_of_file(reading.source.sha256))

    @staticmethod
    def of_letter(letter: ReplyLetter) -> Duplicates[ReplyLetter]:
        """Those of a letter that is in the base itself; another one never has the same file."""
        return _letters(replace(to_parsed(letter), text=letter.text), besides=letter.pk)

    @staticmethod
    def of_plan(plan: Plan) -> Duplicates[Plan]:
        """Those of a plan that is in the base itself; another one never has the same file."""
        others = Plan.objects.exclude(pk=plan.pk).defer("text", "as_read_text").order_by("pk")
        return Duplicates(
            same_text=others.filter(text_sha256=plan.text_sha256).first(),
            same_number=others.filter(doc_number=plan.doc_number).first() if plan.doc_number else None,
            same_title=others.filter(title=plan.title).first() if plan.title else None,
        )

    @property
    def status(self) -> Literal["new", "duplicate", "changed"]:
        """What the command line says of a reading."""
        return "duplicate" if self.same_file or self.same_text else "changed" if self else "new"

    def __bool__(self) -> bool:
        return bool(self.reasons)

    @property
    def reasons(self) -> list[tuple[Held, list[str]]]:
        """Each of them once, with all that speaks for it."""
        documents: dict[int, Held] = {one.pk: one for name in _REASONS if (one := getattr(self, name))}
        return [
            (one, [reason for name, reason in _REASONS.items() if getattr(self, name) == one])
            for one in documents.values()
        ]


def _letters(
    parsed: ParsedLetter, *, same_file: ReplyLetter | None = None, besides: int | None = None
) -> Duplicates[ReplyLetter]:
    others = ReplyLetter.objects.exclude(pk=besides or 0).order_by("pk")
    number = parsed.doc_number
    same_text = others.filter(text_sha256=text_digest(parsed.text)).first()
    return Duplicates(
        same_file=same_file,
        same_text=same_text,
        same_number=others.filter(doc_code=number.code, doc_year=number.year, doc_serial=number.serial).first()
        if number
        else None,
        nearly_same_text=None if same_text else letter_like(parsed.text, besides=besides),
    )


AnyDuplicates = Duplicates[ReplyLetter] | Duplicates[Plan]


class PossibleDuplicateError(ActionError):
    """The letter or plan may be in the base already; a person has to say that it is another, or another edition."""

    def __init__(self, duplicates: AnyDuplicates, sentence: str) -> None:
        super().__init__(sentence)
        self.duplicates = duplicates
