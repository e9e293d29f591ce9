"""Saving letters."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from kejiting.ingest.reading import read_letter
from kejiting.text.clean import clean
from kejiting.web.actions import RowChangedError
from proposals.models import CongressSession, Delegate, IndexOutbox, Origin, Passage, Proposal, ReplyLetter, Status
from proposals.parsing import HandWritten, HandWrittenAsk, LocatedText, compose_letter, looks_like_letter, parse_letter
from proposals.records import (
    Provenance,
    SameFileError,
    delete_letter,
    note_corrected,
    reread_letter,
    save_letter,
    set_status,
    to_parsed,
)
from tests.conftest import FIXTURES
from tests.text.word_files import paragraph, word_file

pytestmark = pytest.mark.django_db

SEED = FIXTURES / "letters" / "000_a2417a277ece4eeb.txt"


def save_seed(by: User | None = None) -> ReplyLetter:
    reading = read_letter(SEED.name, SEED.read_bytes())
    return save_letter(reading.parsed, source=reading.source, by=by)


def test_a_letter_is_saved_whole(editor: User) -> None:
    letter = save_seed(editor)

    assert (letter.doc_code, letter.doc_year, letter.doc_serial) == ("吉科发成", 2025, 84)
    assert letter.status == "draft"
    assert letter.entered_by == editor
    proposal = letter.proposals.get()
    assert (proposal.number, str(proposal.session), proposal.session.year) == ("157", "省政协十三届三次会议", 2025)
    assert [str(delegate) for delegate in proposal.delegates.all()] == ["王洪福委员"]
    assert letter.recommendations.count() == 5
    assert letter.passages.filter(part="outcomes").count() == 10
    assert IndexOutbox.objects.last().key == letter.key


def test_reading_it_back_gives_what_was_read() -> None:
    parsed = read_letter(SEED.name, SEED.read_bytes()).parsed

    assert to_parsed(save_seed()) == parsed


def test_the_same_file_is_refused() -> None:
    letter = save_seed()

    with pytest.raises(SameFileError, match="已经录入过") as refusal:
        save_seed()
    assert refusal.value.known == letter
    assert ReplyLetter.objects.count() == 1


def test_reading_again_keeps_ids() -> None:
    letter = save_seed()
    before = list(letter.passages.values_list("pk", "start", "end"))

    reread_letter(ReplyLetter.objects.get(), by=None)

    assert list(letter.passages.values_list("pk", "start", "end")) == before
    assert Proposal.objects.count() == 1


def test_a_changed_text_keeps_the_ids_of_what_stays() -> None:
    letter = save_seed()
    before = {p.text: p.pk for p in letter.passages.all()}
    text = letter.text.replace("1.职称评审工作有序开展。", "1.职称评审工作开展起来了，")
    added = text.replace("3人取得高级职称。", "3人取得高级职称。\n3.新增一条成效。")

    letter = save_letter(
        parse_letter(clean(added)), source=Provenance(added, "x.txt", "1" * 64), by=None, letter=letter
    )
    after = {p.text: p.pk for p in letter.passages.all()}

    changed = next(words for words in after if words.startswith("1.职称评审工作开展起来了"))
    assert after[changed] == next(pk for words, pk in before.items() if words.startswith("1.职称评审"))
    assert {words: pk for words, pk in before.items() if words in after} == {
        words: pk for words, pk in after.items() if words in before
    }
    assert any(words.startswith("3.新增") for words in after)


def test_what_a_person_set_outlives_a_reading(editor: User) -> None:
    parsed = read_letter(SEED.name, SEED.read_bytes()).parsed
    corrected = replace(parsed, number="158", title=LocatedText("另一个标题", None), delegates=("王洪福", "李四"))
    letter = save_letter(
        corrected,
        source=Provenance(parsed.text, "x.txt", "2" * 64),
        by=editor,
        set_by_person={"number", "title", "delegates"},
    )
    passage = letter.passages.filter(part="measures").first()
    passage.part, passage.origin = "outcomes", Origin.PERSON
    passage.save()

    letter = reread_letter(ReplyLetter.objects.get(), by=None)

    assert (letter.title, letter.proposals.get().number) == ("另一个标题", "158")
    assert [delegate.name for delegate in letter.proposals.get().delegates.order_by("signatures__position")] == [
        "王洪福",
        "李四",
    ]
    assert Passage.objects.get(pk=passage.pk).part == "outcomes"
    assert letter.passages.filter(start=passage.start).count() == 1


def test_the_second_of_two_people_is_told() -> None:
    letter = save_seed()
    first, second = ReplyLetter.objects.get(), ReplyLetter.objects.get()
    set_status(first, Status.PUBLISHED)

    with pytest.raises(RowChangedError, match="已被别人改过"):
        set_status(second, Status.PUBLISHED)
    assert ReplyLetter.objects.get(pk=letter.pk).version == letter.version + 1


def test_a_failure_leaves_nothing() -> None:
    reading = read_letter(SEED.name, SEED.read_bytes())
    broken = replace(reading.parsed, handling_class="Z")  # refused by the database, after other rows were written
    noted = IndexOutbox.objects.count()

    with pytest.raises(IntegrityError), transaction.atomic():
        save_letter(broken, source=reading.source, by=None)
    counts = {model: model.objects.count() for model in (ReplyLetter, Proposal, Delegate, Passage)}
    assert set(counts.values()) == {0}
    assert IndexOutbox.objects.count() == noted


def test_who_changed_what_is_kept(editor: User) -> None:
    letter = save_seed(editor)
    set_status(letter, Status.PUBLISHED)

    assert [(row.status, row.version) for row in letter.history.all()] == [("published", 2), ("draft", 1)]


def test_two_letters_may_answer_one_proposal() -> None:
    letter = save_seed()
    parsed = read_letter(SEED.name, SEED.read_bytes()).parsed
    again = save_letter(parsed, source=Provenance("…", "again.txt", "3" * 64), by=None)

    assert letter.proposals.get() == again.proposals.get()


def test_a_second_letter_does_not_say_who_signed() -> None:
    letter = save_seed()
    parsed = read_letter(SEED.name, SEED.read_bytes()).parsed

    again = save_letter(replace(parsed, delegates=("李四",)), source=Provenance("…", "again.txt", "4" * 64), by=None)

    assert [delegate.name for delegate in letter.proposals.get().delegates.all()] == ["王洪福"]
    assert "王洪福" in next(problem["message"] for problem in again.problems if problem["field"] == "delegates")


def test_a_corrected_delegate_outlives_a_reading() -> None:
    save_seed()
    delegate = Delegate.objects.get(name="王洪福")
    delegate.region = "吉林省"
    delegate.save()
    note_corrected(ReplyLetter.objects.all(), {"delegates"})

    letter = reread_letter(ReplyLetter.objects.get(), by=None)

    assert letter.proposals.get().delegates.get() == delegate
    assert Delegate.objects.count() == 1


def test_what_a_person_took_out_stays_out() -> None:
    letter = save_seed()
    letter.recommendations.get(position=2).delete()
    first = letter.recommendations.get(position=3)
    first.title, first.origin = "改过的建议", Origin.PERSON
    first.save()
    note_corrected(ReplyLetter.objects.all(), {"recommendations", "letter_passages"})
    asks = list(letter.recommendations.values_list("pk", "position", "title"))
    passages = list(letter.passages.values_list("pk", "recommendation", "part", "start", "end"))

    reread_letter(ReplyLetter.objects.get(), by=None)

    assert list(letter.recommendations.values_list("pk", "position", "title")) == asks
    assert list(letter.passages.values_list("pk", "recommendation", "part", "start", "end")) == passages


def test_a_letter_does_not_doubt_its_own_signers() -> None:
    letter = save_seed()
    parsed = replace(to_parsed(letter), delegates=("李四",))

    letter = save_letter(parsed, source=Provenance("…", "x.txt", "6" * 64), by=None, letter=ReplyLetter.objects.get())

    assert [delegate.name for delegate in letter.proposals.get().delegates.all()] == ["李四"]
    assert not [problem for problem in letter.problems if problem["field"] == "delegates"]


def test_what_is_unknown_is_not_guessed() -> None:
    parsed = read_letter(SEED.name, SEED.read_bytes()).parsed
    letter = save_letter(replace(parsed, kind=None), source=Provenance("…", "x.txt", "5" * 64), by=None)

    delegate = letter.proposals.get().delegates.get()
    assert (delegate.kind, str(delegate)) == (None, "王洪福")


def test_a_letter_written_by_hand_stays_as_it_was_written() -> None:
    """Passages without a full stop: a cleaning would join them, and all spans after them would be off."""
    ask = HandWrittenAsk("关于支持中试的建议", {"prose": ("出台办法", "设立中试基地3家")})
    written = HandWritten(
        delegates=("王洪福",), proposal_title="关于中试的建议", recommendations=(ask,), next_steps=("继续支持",)
    )
    parsed = compose_letter(written)
    letter = save_letter(
        parsed, source=Provenance(parsed.text), by=None, set_by_person={"recommendations", "letter_passages"}
    )
    before = [(passage.pk, passage.text) for passage in letter.passages.all()]

    reread_letter(ReplyLetter.objects.get(), by=None)

    assert [(passage.pk, passage.text) for passage in ReplyLetter.objects.get().passages.all()] == before


def test_deleting_a_letter_takes_its_proposal_along() -> None:
    delete_letter(save_seed())

    assert not ReplyLetter.objects.exists()
    assert not Proposal.objects.exists()
    assert CongressSession.objects.filter(term=13).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "lost"},
        {"text": ""},
        {"handling_class": "E"},
        {"handling_role": "旁办"},
        {"title": ""},
        {"doc_code": None},
    ],
)
def test_the_database_refuses(wrong: dict[str, object]) -> None:
    letter = save_seed()

    with pytest.raises(IntegrityError), transaction.atomic():
        ReplyLetter.objects.filter(pk=letter.pk).update(**wrong)


@pytest.mark.parametrize(
    "wrong", [{"start": 9, "end": 9}, {"part": "chapter"}, {"part": "title"}, {"recommendation": None}]
)
def test_the_database_refuses_odd_passages(wrong: dict[str, object]) -> None:
    passage = save_seed().passages.filter(part="measures").first()

    with pytest.raises(IntegrityError), transaction.atomic():
        Passage.objects.filter(pk=passage.pk).update(**wrong)


def test_what_the_file_shows_and_its_text_does_not_say_is_a_doubt_that_stays() -> None:
    picture = "<w:r><w:drawing><wp:inline><pic:pic/></wp:inline></w:drawing></w:r>"
    lines = [line for line in SEED.read_text(encoding="utf-8").split("\n") if line.strip()]
    reading = read_letter("答复.docx", word_file(*map(paragraph, lines), paragraph(runs=picture * 2)))
    letter = save_letter(reading.parsed, source=reading.source, by=None)

    doubt = {"field": "text", "message": f"原文件里有2处图片没有读入（最先在第{len(lines)}段），请对照原件核对"}
    assert doubt in letter.problems
    assert looks_like_letter(to_parsed(letter))
    assert reread_letter(letter, by=None).problems.count(doubt) == 1
