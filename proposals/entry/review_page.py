"""What the review page shows: gaps and doubts first, the text with all that is marked in it, the fields and the items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kejiting.ingest.duplicates import Duplicates
from kejiting.text.numerals import to_chinese
from kejiting.web.permission import MAY_ENTER, require_permission
from measures.queues.places import asked_place
from proposals.entry.doubts import with_doubts
from proposals.entry.header_form import HeaderForm
from proposals.entry.incomplete import MissingField
from proposals.entry.selection import FIELDS
from proposals.models import JudgedSentence, Part, Passage, Recommendation, ReplyLetter
from proposals.pages.field_labels import LABELS, labels_of
from proposals.pages.letter_page import lines_of
from proposals.pages.shown_sentences import ShownSentence, shown_sentences
from proposals.parsing import ANSWER_PARTS, ParsedLetter, ParsedSession
from proposals.records import CONTENTS, last_edit_of, locate, open_to, to_parsed

# Passages that can be corrected beside the text; a page with thousands of them is of use to nobody, and cannot be sent
MOST_LISTED = 400


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """Where a value of the header stands in the text."""

    field: str
    start: int
    end: int

    @property
    def target(self) -> str:
        """The id of the input that holds it; of a session the first of its inputs."""
        return _target(self.field)

    @property
    def label(self) -> str:
        return LABELS[self.field]


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item of an answer; `joins`: the next one is of the same part, so that they may be one."""

    passage: Passage
    sentences: tuple[ShownSentence, ...]
    joins: bool


@dataclass(frozen=True, slots=True)
class ShownAsk:
    """A recommendation with its heading and items; `recommendation` is None for what answers the whole letter."""

    recommendation: Recommendation | None
    heading: Passage | None
    items: tuple[ShownItem, ...]


@dataclass(frozen=True, slots=True)
class ShownSuggestion:
    field: str
    label: str
    value: str | None


def show_review(
    request: HttpRequest,
    letter: ReplyLetter,
    header: HeaderForm,
    *,
    missing: Sequence[MissingField] = (),
    status: int = 200,
) -> HttpResponse:
    """Render the page; `missing` is what has to be asked about before the letter is published."""
    letter = ReplyLetter.objects.with_proposals().get(pk=letter.pk)
    parsed = to_parsed(letter)
    passages = list(letter.passages.select_related("recommendation").order_by("start", "id"))
    for passage in passages:
        passage.letter = letter
    marks: list[Passage | FieldPlace] = sorted(
        [*passages, *field_places(parsed)], key=lambda mark: (mark.start, isinstance(mark, FieldPlace))
    )
    doubts = sorted(problem.span for problem in parsed.problems if problem.span)
    contents = [passage for passage in passages if passage.part not in (Part.TITLE, Part.PROPOSAL)]
    asks = list(_asks(letter, contents[:MOST_LISTED]))
    duplicates = Duplicates.of_letter(letter) if letter.is_arrived else Duplicates()
    by = require_permission(MAY_ENTER, request)
    context = {
        "letter": letter,
        "steps": open_to(letter, by),
        "place": asked_place(request, "entry_review", letter.pk),
        "header": header,
        "lines": with_doubts(lines_of(letter.public_text, marks), doubts),
        "problems": [(problem, _target(problem.field)) for problem in parsed.problems if problem.span is None],
        "missing": missing,
        "allow_duplicate": "allow_duplicate" in request.POST,
        "doubts": range(1, len(doubts) + 1),
        "asks": asks,
        "not_listed": len(contents[MOST_LISTED:]),
        "recommendations": [ask.recommendation for ask in asks if ask.recommendation],
        "item_parts": [(part, Part(part).label) for part in ANSWER_PARTS],
        "selectable": [(name, LABELS[name]) for name in FIELDS],
        "set_by_person": labels_of(letter.set_by_person),
        "suggestions": [_suggestion(suggestion) for suggestion in letter.suggestions],
        "duplicates": duplicates,
        "can_replace": letter.is_arrived,
        "last_edit": last_edit_of(letter, by),
    }
    return render(request, "entry/review.html", context, status=status)


def _target(field: str) -> str:
    """Return the id of what a person would correct a field in."""
    if field in HeaderForm.base_fields:
        return f"id_{field}"
    return {"session": "id_session_body", "text": "text-heading"}.get(field, "contents")


def field_places(parsed: ParsedLetter) -> Iterator[FieldPlace]:
    """The first place of each value of the header that stands in the text as it is printed there."""
    for field, forms in _printed_forms(parsed):
        spans = (locate(parsed.text, form).span for form in forms)
        span = next((span for span in spans if span), None)
        if span:
            yield FieldPlace(field, span.start, span.end)


def _printed_forms(parsed: ParsedLetter) -> Iterator[tuple[str, Sequence[str]]]:
    """Each field with the ways in which a letter may print its value, the fullest first."""
    if parsed.doc_number:
        yield "doc_number", [parsed.doc_number.printed]
    for field in ("index_number", "category", "agency"):
        value = getattr(parsed, field)
        if value:
            yield field, [value]
    for field in ("written_on", "published_on"):
        day = getattr(parsed, field)
        if day:
            yield field, [f"{day.year}年{day:%m}月{day:%d}日", f"{day.year}年{day.month}月{day.day}日", day.isoformat()]
    if parsed.number:
        yield "number", [f"第{parsed.number}号", f"{parsed.number}号"]
    if parsed.session:
        yield "session", list(_session_forms(parsed.session))
    for name in parsed.delegates:
        yield "delegates", [name]


def _session_forms(session: ParsedSession) -> Iterator[str]:
    """省政协十三届三次会议, 省第十三届政协第三次会议, and the same without the meeting."""
    term, meeting = to_chinese(session.term), to_chinese(session.meeting) if session.meeting else None
    for th in ("", "第"):
        for words in (
            f"{session.region}{session.body}{th}{term}届",
            f"{session.region}{th}{term}届{session.body}",
        ):
            yield from (f"{words}{th}{meeting}次会议", words) if meeting else (words,)


def _asks(letter: ReplyLetter, passages: Sequence[Passage]) -> Iterator[ShownAsk]:
    judged = list(letter.judged_sentences.all())
    for recommendation in letter.recommendations.all():
        own = [passage for passage in passages if passage.recommendation_id == recommendation.pk]
        if own:
            yield _ask(letter, recommendation, own, judged)
    whole = [passage for passage in passages if passage.recommendation_id is None]
    if any(passage.part in ANSWER_PARTS for passage in whole):
        yield _ask(letter, None, whole, judged)


def _ask(
    letter: ReplyLetter,
    recommendation: Recommendation | None,
    own: Sequence[Passage],
    judged: Sequence[JudgedSentence],
) -> ShownAsk:
    heading = next((passage for passage in own if passage.part == Part.RECOMMENDATION), None)
    text = letter.public_text
    answers = [passage for passage in own if passage.part in ANSWER_PARTS]
    items = (
        ShownItem(
            passage,
            shown_sentences(text, passage, judged),
            joins=following is not None and following.part == passage.part,
        )
        for passage, following in zip_longest(answers, answers[1:])
        if passage
    )
    return ShownAsk(recommendation, heading, tuple(items))


def _suggestion(suggestion: dict[str, str]) -> ShownSuggestion:
    field = suggestion["field"]
    return ShownSuggestion(field, LABELS[field], None if field in CONTENTS else suggestion["value"])
