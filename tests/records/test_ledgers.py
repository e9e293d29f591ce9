"""The ledger of figures follows its letter; what people settled stays."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter
from kejiting.web.actions import ActionError
from measures.models import Commitment, CommitmentState, ExtractionVersion, Figure, Indicator
from measures.records import ledgers, refresh_ledger, refresh_stale_ledgers, take_step
from proposals.models import ReplyLetter
from proposals.records import correcting, delete_letter, edit_text
from tests.contacts.letters import letter_with

pytestmark = pytest.mark.django_db


def printed(letter: ReplyLetter) -> list[str]:
    return [figure.printed for figure in Figure.objects.filter(letter=letter)]


def settle(figure: Figure, editor: User) -> Indicator:
    indicator = Indicator.objects.create(name="合格技术经纪人", unit="人")
    figure.indicator, figure.assigned_by, figure.assigned_at = indicator, editor, timezone.now()
    figure.save()
    return indicator


def test_every_figure_stands_where_it_says(seeds: dict[str, ReplyLetter]) -> None:
    figures = Figure.objects.select_related("passage__letter")
    assert figures.count() > 100
    for figure in figures:
        assert figure.passage is not None
        assert figure.passage.text[figure.start : figure.end] == figure.printed


def test_reading_again_changes_nothing(seeds: dict[str, ReplyLetter], editor: User) -> None:
    settle(Figure.objects.get(printed="2518人"), editor)
    before = list(Figure.objects.order_by("pk").values())
    refresh_ledger(seeds["000"])

    assert list(Figure.objects.order_by("pk").values()) == before


def test_figures_move_with_a_corrected_text(seeds: dict[str, ReplyLetter], editor: User) -> None:
    letter = seeds["000"]
    figure = Figure.objects.get(printed="2518人")
    indicator = settle(figure, editor)
    edit_text(letter, letter.text.replace("2309人", "2310人").replace("目前", "眼下目前", 1))
    letter.save()

    assert "2309人" not in printed(letter)
    assert "2310人" in printed(letter)
    figure.refresh_from_db()
    assert (figure.indicator, figure.assigned_by) == (indicator, editor)


def test_figures_go_with_their_passage_to_another(seeds: dict[str, ReplyLetter], editor: User) -> None:
    """Two items become one, whose id is that of the first: a figure of the second is the same figure still."""
    letter = seeds["000"]
    figure = Figure.objects.select_related("passage").get(printed="2518人")
    indicator = settle(figure, editor)
    assert figure.passage is not None
    before = letter.passages.filter(start__lt=figure.passage.start, part=figure.passage.part).last()
    assert before is not None
    with correcting(letter):
        text_of_both = (before.start, figure.passage.end)
        figure.passage.delete()
        before.end = text_of_both[1]
        before.save()

    figure.refresh_from_db()
    assert figure.passage_id == before.pk
    assert figure.indicator == indicator


def test_a_figure_whose_words_change_around_it_is_the_same(seeds: dict[str, ReplyLetter], editor: User) -> None:
    letter = seeds["000"]
    figure = Figure.objects.get(printed="2518人")
    indicator = settle(figure, editor)
    edit_text(letter, letter.text.replace("合格技术经纪人", "优秀技术经纪人"))
    letter.save()

    figure.refresh_from_db()
    assert figure.counted == "优秀技术经纪人(经理人)"
    assert figure.indicator == indicator


def test_a_letter_that_cannot_be_read_keeps_none_behind_it_from_it(
    seeds: dict[str, ReplyLetter], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ExtractionVersion.objects.all().delete()
    broken = seeds["000"].pk

    def fail(letter: ReplyLetter) -> None:
        if letter.pk == broken:
            raise ValueError("made up")

    monkeypatch.setattr(ledgers, "refresh_figures", fail)

    assert refresh_stale_ledgers() == 3
    assert set(ExtractionVersion.objects.values_list("letter", flat=True)) == {
        seeds[name].pk for name in ("001", "002", "003")
    }
    assert f"ReplyLetter {broken} cannot be brought up to date" in caplog.text


def test_figures_go_with_their_letter(seeds: dict[str, ReplyLetter]) -> None:
    delete_letter(seeds["000"])

    assert not Figure.objects.filter(printed="2518人").exists()


def test_letters_of_older_rules_are_read_again(seeds: dict[str, ReplyLetter]) -> None:
    Figure.objects.all().delete()
    ExtractionVersion.objects.filter(letter=seeds["000"]).update(rules=0)
    ExtractionVersion.objects.filter(letter=seeds["001"]).delete()

    assert refresh_stale_ledgers() == 2
    assert printed(seeds["000"])
    assert not printed(seeds["002"])
    assert refresh_stale_ledgers() == 0


def test_the_text_of_a_letter_of_older_rules_is_laid_out_and_masked_anew(db: None) -> None:
    table = "2024年情况：\n地区\t项目（个）\t金额（万元）\n长春\t128\t3560\n"
    text = letter_with([]).replace("2.开展对接活动15场。", table) + "联系人：程哲\n"
    letter = ingest_letter(read_letter("x.txt", text.encode()), by=None, publish=True)
    whole = letter.text
    former = whole.replace("\t", "")
    edit_text(letter, former)
    ReplyLetter.objects.filter(pk=letter.pk).update(text=former, masked=[])
    ExtractionVersion.objects.update(rules=2)

    refresh_stale_ledgers()
    letter.refresh_from_db()

    assert letter.text == whole
    assert "程哲" not in letter.public_text
    assert "3560" in printed(letter)
    assert all(passage.text.strip() for passage in letter.passages.all())


def test_every_commitment_stands_where_it_says(seeds: dict[str, ReplyLetter]) -> None:
    commitments = Commitment.objects.select_related("passage__letter")
    assert commitments.count() > 20
    for commitment in commitments:
        assert commitment.passage is not None
        assert commitment.passage.text[commitment.start : commitment.end] == commitment.wording


def test_a_step_needs_evidence_or_a_reason(seeds: dict[str, ReplyLetter], editor: User) -> None:
    commitment = Commitment.objects.filter(letter=seeds["003"]).first()
    evidence = seeds["000"].passages.filter(part="outcomes").first()
    assert commitment
    assert evidence
    with pytest.raises(ActionError, match="请选一段佐证，或者写明理由"):
        take_step(commitment, CommitmentState.DONE, expected_version=0, by=editor, reason=" ")

    take_step(commitment, CommitmentState.UNDER_WAY, expected_version=0, by=editor, evidence=evidence)
    with pytest.raises(ActionError, match="别人刚刚更新了"):
        take_step(commitment, CommitmentState.DONE, expected_version=0, by=editor, reason="已办结")
    take_step(commitment, CommitmentState.DONE, expected_version=1, by=editor, reason="已办结")

    refresh_ledger(seeds["003"])
    commitment.refresh_from_db()
    assert commitment.state == CommitmentState.DONE
    assert [step.quoted or step.reason for step in commitment.steps.all()] == [evidence.text, "已办结"]
