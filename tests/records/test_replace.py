"""A new version of a letter takes its place; the old one is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import User

from kejiting.ingest.duplicates import Duplicates
from kejiting.ingest.originals import original_path
from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import discard_letter, stage_letter
from kejiting.text.likeness import likeness, sample
from kejiting.web.actions import RowChangedError
from proposals.models import CongressSession, Delegate, LetterVersion, ReplyLetter, SentenceKind
from proposals.parsing import sentences_of
from proposals.records import (
    Provenance,
    SameFileError,
    correcting,
    judge_sentence,
    letter_like,
    letter_of_file,
    remove_item,
    replace_letter,
    save_letter,
    to_parsed,
)
from tests.conftest import FIXTURES

pytestmark = pytest.mark.django_db

SEED = (FIXTURES / "letters" / "003_96eae33ca5370acb.txt").read_text()
NEWER = SEED.replace("多措并举", "多管齐下").replace("2023年", "2024年")


def letter_from(text: str) -> ReplyLetter:
    reading = read_letter("letter.txt", text.encode())
    return save_letter(reading.parsed, source=reading.source, by=None)


def test_texts_that_are_nearly_the_same_find_each_other() -> None:
    letter = letter_from(SEED)

    assert letter_like(NEWER) == letter
    assert letter_like(NEWER, besides=letter.pk) is None
    assert letter_like((FIXTURES / "letters" / "001_88811db9ed35e55b.txt").read_text()) is None
    assert letter_like("太短") is None


def test_likeness_ignores_what_cleaning_does() -> None:
    assert likeness("主 要 措 施，推进落实", "主要措施，\n推进落实") == 1.0
    assert sample("一二三四") == ()


def test_the_newer_version_takes_the_place(editor: User) -> None:
    letter = letter_from(SEED)
    ids = set(letter.passages.values_list("pk", flat=True))
    arrived = stage_letter(read_letter("newer.txt", NEWER.encode()), by=editor)
    assert Duplicates.of_letter(arrived).nearly_same_text == letter

    replaced = replace_letter(letter, arrived, by=editor)

    assert replaced.pk == letter.pk
    assert ReplyLetter.objects.get() == letter
    assert "多管齐下" in ReplyLetter.objects.get().text
    assert replaced.source_name == "newer.txt"
    assert len(ids & set(letter.passages.values_list("pk", flat=True))) > len(ids) * 0.9
    former = LetterVersion.objects.get()
    assert (former.letter, former.replaced_by, former.source_name) == (letter, editor, "letter.txt")
    assert "多措并举" in former.text


def test_a_former_version_s_file_is_known() -> None:
    letter = letter_from(SEED)
    sha256 = letter.source_sha256 or ""
    replace_letter(letter, stage_letter(read_letter("newer.txt", NEWER.encode()), by=None), by=None)

    assert letter_of_file(sha256) == letter
    with pytest.raises(SameFileError):
        letter_from(SEED)


def test_what_was_corrected_in_the_newer_one_stays_corrected() -> None:
    letter = letter_from(SEED)
    arrived = stage_letter(read_letter("newer.txt", NEWER.encode()), by=None)
    corrected = replace(to_parsed(arrived), text=arrived.text, agency="省科技厅")
    save_letter(corrected, source=Provenance.of(arrived), by=None, letter=arrived, set_by_person={"agency"})
    prose = arrived.passages.filter(part="prose").first()
    sentence = sentences_of(arrived.text, prose.span)[0].span
    judge_sentence(arrived, sentence, SentenceKind.OUTCOMES)
    with correcting(arrived):
        remove_item(arrived.passages.filter(part="prose").last())
    wanted = to_parsed(ReplyLetter.objects.get(pk=arrived.pk))

    replaced = replace_letter(letter, ReplyLetter.objects.get(pk=arrived.pk), by=None)

    assert to_parsed(ReplyLetter.objects.get(pk=replaced.pk)) == wanted
    assert replaced.set_by_person == ["agency", "letter_passages", "recommendations"]


def test_a_stale_one_replaces_nothing() -> None:
    letter = letter_from(SEED)
    stale = ReplyLetter.objects.get()
    arrived = stage_letter(read_letter("newer.txt", NEWER.encode()), by=None)
    with correcting(letter):
        remove_item(letter.passages.filter(part="prose").last())

    with pytest.raises(RowChangedError):
        replace_letter(stale, arrived, by=None)
    assert ReplyLetter.objects.count() == 2
    assert not LetterVersion.objects.exists()


def test_what_is_given_up_leaves_nothing() -> None:
    arrived = stage_letter(read_letter("a.txt", SEED.replace("十四届人大三次", "九届人大八次").encode()), by=None)
    path = original_path(arrived.source_name, arrived.source_sha256 or "")
    assert path.exists()

    discard_letter(arrived, expected_version=arrived.version)

    assert not path.exists()
    assert not ReplyLetter.objects.exists()
    assert not Delegate.objects.exists()
    assert not CongressSession.objects.filter(year__isnull=True).exists()
