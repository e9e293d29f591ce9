"""Let what arrived take the place of a letter that is in the base; the old version is kept."""

from __future__ import annotations

from dataclasses import replace

from django.contrib.auth.models import User
from django.db import transaction

from proposals.models import ActKind, LetterVersion, Origin, ReplyLetter
from proposals.records.acts import one_act
from proposals.records.locking import lock
from proposals.records.recall import to_parsed
from proposals.records.save import Provenance, delete_letter, save_letter


@transaction.atomic
def replace_letter(
    letter: ReplyLetter,
    arrived: ReplyLetter,
    *,
    by: User | None,
    expected_version: int | None = None,
    expected_arrived: int | None = None,
) -> ReplyLetter:
    """Give `letter` the text, the file and all the readings of `arrived`, which goes; ids of what stays are kept.

    Former versions of `arrived` are the letter's then, too.
    What people corrected in `arrived` is kept as theirs. `expected_version` is that of `letter`, `expected_arrived` of
    `arrived`. Raises RowChangedError if either is not as the person saw it.
    """
    both = (letter, expected_version), (arrived, expected_arrived)
    for locked, version in sorted(both, key=lambda pair: pair[0].pk):  # in one order, lest two wait for each other
        lock(locked, version)
    with one_act(letter, ActKind.REPLACED, by=by):
        keep_version(letter, by=by)
        parsed = replace(to_parsed(arrived), text=arrived.text)
        source, reading = Provenance.of(arrived), arrived.reading
        theirs = {(one.part, one.start, one.end) for one in arrived.passages.filter(origin=Origin.PERSON)}
        judged = list(arrived.judged_sentences.all())
        corrected = frozenset(arrived.set_by_person)
        arrived.versions.update(letter=letter)
        delete_letter(arrived)
        letter.passages.update(origin=Origin.RULE)
        letter.recommendations.update(origin=Origin.RULE)
        letter.judged_sentences.all().delete()
        letter.set_by_person, letter.suggestions = [], []
        letter.note_correction()
        letter = save_letter(parsed, source=source, by=by, letter=letter)
        for passage in letter.passages.all():
            if (passage.part, passage.start, passage.end) in theirs:
                passage.origin = Origin.PERSON
                passage.save()
        for sentence in judged:
            letter.judged_sentences.create(start=sentence.start, end=sentence.end, kind=sentence.kind)
        letter.set_by_person, letter.reading = sorted(corrected), reading
        letter.save()
    return letter


def keep_version(letter: ReplyLetter, *, by: User | None) -> None:
    """Keep what a letter is now, before another text and file take the place of its own."""
    LetterVersion.objects.create(
        letter=letter,
        title=letter.title,
        doc_number=letter.doc_number,
        written_on=letter.written_on,
        text=letter.text,
        masked=letter.masked,
        as_read_text=letter.as_read_text,
        source_name=letter.source_name,
        source_sha256=letter.source_sha256,
        replaced_by=by,
    )
