"""Put a department into a base, through the doors by which people put it in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.auth.models import User

from kejiting.indexing.sync import sync_pending
from kejiting.ingest.reading import read_letter, read_plan
from measures.models import Commitment, CommitmentState, Figure, Indicator
from measures.records import assign, catch_up_all_checks, save_plan, save_topic, take_step
from measures.records.indicators import save_indicator
from measures.records.topics import TopicWords
from proposals.models import Passage, ReplyLetter, Status, Synonym
from proposals.records import save_letter
from tests.department.truth import Department, LetterTruth, Mark
from tests.department.words import MATTERS


@dataclass
class Loaded:
    """What of the truth stands where in the base; `missing` is what the program did not read of it, in words."""

    letters: dict[int, ReplyLetter] = field(default_factory=dict)
    promises: dict[int, Commitment] = field(default_factory=dict)
    figures: int = 0
    missing: list[str] = field(default_factory=list)


def load_department(made: Department, by: User) -> Loaded:
    """Save and publish letters and plans, settle the indicators' figures, take the promises' steps, note what was renamed."""
    loaded = Loaded()
    for words in (name for matter in MATTERS for name in dict.fromkeys(matter.programme)):
        save_topic(TopicWords(words))
    for old, new, year in made.renamed:
        Synonym.objects.create(word=old, other=new, note=f"{year}年改称")
    for number, plan in enumerate(made.plans):
        upload = read_plan(f"plan{number}.txt", plan.text.encode())
        save_plan(upload.parsed, source=upload.source, status=Status.PUBLISHED)
    for letter in made.issued:
        reading = read_letter(letter.name, letter.printed.encode())
        if reading.parsed.text != letter.text:
            loaded.missing.append(f"{letter.name}: its text is read otherwise")
        loaded.letters[letter.number] = save_letter(
            reading.parsed, source=reading.source, by=by, status=Status.PUBLISHED
        )
    _settle(made, loaded, by)
    _follow(made, loaded, by)
    catch_up_all_checks()
    sync_pending()
    return loaded


def _settle(made: Department, loaded: Loaded, by: User) -> None:
    indicators = {
        one.name: save_indicator(Indicator(name=one.name, unit=one.unit), reason="生成")
        for one in made.indicators.values()
    }
    figures = defaultdict[str, list[Figure]](list)
    for letter in made.issued:
        rows = Figure.objects.filter(letter=loaded.letters[letter.number], passage__isnull=False).select_related(
            "passage"
        )
        read = {(row.passage.start + row.start, row.passage.start + row.end): row for row in rows if row.passage}
        for mark in _marks(letter, "figure"):
            row = next((row for (start, end), row in read.items() if start < mark.end and mark.start < end), None)
            if row is None:
                loaded.missing.append(f"{letter.name}: figure {mark.words}")
            elif not mark.scope:
                figures[mark.of].append(row)
    for name, rows in figures.items():
        assign(rows, indicators[name], by=by)
        loaded.figures += len(rows)


def _follow(made: Department, loaded: Loaded, by: User) -> None:
    promises = {promise.number: promise for promise in made.promises}
    told = {int(mark.of): (letter, mark) for letter in made.issued for mark in _marks(letter, "step")}
    for letter in made.issued:
        rows = Commitment.objects.filter(letter=loaded.letters[letter.number]).select_related("passage")
        read = [(row.passage.start + row.start, row.passage.start + row.end, row) for row in rows if row.passage]
        for mark in _marks(letter, "promise"):
            row = next((row for start, end, row in read if start < mark.end and mark.start < end), None)
            promise = promises[int(mark.of)]
            if row is None:
                loaded.missing.append(f"{letter.name}: promise {mark.words}")
                continue
            loaded.promises[promise.number] = row
            if promise.number in told:
                later, step = told[promise.number]
                passages = Passage.objects.filter(letter=loaded.letters[later.number], end__gt=step.start)
                take_step(
                    row,
                    CommitmentState.DONE,
                    expected_version=0,
                    by=by,
                    evidence=passages.filter(start__lt=step.end).order_by("start").last(),
                )


def _marks(letter: LetterTruth, kind: str) -> list[Mark]:
    return [mark for mark in letter.marks if mark.kind == kind]
