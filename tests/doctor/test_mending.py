"""What --repair does keeps what people set, and deletes no original."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kejiting.doctor.examination import Depth
from kejiting.doctor.examinations import examine, mend
from kejiting.doctor.orphans import leftover_files, sweep_leftovers
from kejiting.ingest.originals import original_path
from kejiting.ingest.wastebasket import throw_away
from measures.models import Figure, SeriesPoint, TargetEvidence, TargetSuggestion
from proposals.models import Passage
from tests.doctor.conftest import Sound, found
from tests.doctor.damages import make_old

pytestmark = pytest.mark.django_db


def test_a_damaged_figure_keeps_what_people_assigned(sound: Sound) -> None:
    figure = Figure.objects.filter(indicator__isnull=False).order_by("pk")[0]
    Figure.objects.filter(pk=figure.pk).update(printed="77777")

    (defect,) = found("letters")
    assert mend(defect) == "重新识别了 1 份。"
    mended = Figure.objects.get(pk=figure.pk)
    assert (mended.printed, mended.indicator, mended.assigned_at) == (
        figure.printed,
        figure.indicator,
        figure.assigned_at,
    )


def test_nothing_is_read_anew_where_a_figure_of_people_would_go(sound: Sound) -> None:
    figure = Figure.objects.filter(indicator__isnull=False).order_by("pk")[0]
    changed = {"printed": "77777", "counted": "别的", "counted_folded": "别的"}
    Figure.objects.filter(pk=figure.pk).update(**changed)
    before = list(Figure.objects.order_by("pk").values())

    (defect,) = found("letters")
    assert "没有改动，请打开核对" in mend(defect)
    assert list(Figure.objects.order_by("pk").values()) == before


def test_nor_where_a_figure_is_evidence_of_a_target(sound: Sound) -> None:
    suggestion = TargetSuggestion.objects.order_by("pk")[0]
    TargetEvidence.objects.create(target_id=suggestion.target_id, figure_id=suggestion.figure_id)
    Figure.objects.filter(pk=suggestion.figure_id).update(printed="77777", counted_folded="别的")

    (defect,) = found("letters")
    assert "没有改动，请打开核对" in mend(defect)
    assert TargetEvidence.objects.get().figure_id == suggestion.figure_id


def test_looking_changes_nothing(sound: Sound) -> None:
    Figure.objects.filter(pk=Figure.objects.order_by("pk")[0].pk).update(printed="77777")
    before = [list(model.objects.order_by("pk").values()) for model in (Figure, SeriesPoint, Passage)]

    assert found("ledgers")
    assert [list(model.objects.order_by("pk").values()) for model in (Figure, SeriesPoint, Passage)] == before


def test_an_original_without_a_letter_is_set_aside(sound: Sound) -> None:
    path = sound.data / "originals" / "cd" / f"{'cd' * 32}.pdf"
    path.parent.mkdir()
    path.write_bytes(b"x")
    assert found("orphans") == []  # somebody may be saving it
    make_old(path)

    (defect,) = found("orphans")
    assert mend(defect).startswith("移到 lost+found 的有 1 个文件")
    assert not path.exists()
    assert (sound.data / "lost+found" / path.name).read_bytes() == b"x"


def test_an_original_that_a_killed_deletion_had_in_hand_goes_back(sound: Sound) -> None:
    path = original_path(sound.letter.source_name, sound.letter.source_sha256 or "")
    data = path.read_bytes()
    aside = path.rename(path.with_name(f".{path.name}.0a1b2c"))
    make_old(aside)

    assert sweep_leftovers() == 1
    assert path.read_bytes() == data
    assert found("originals") == found("orphans") == []


def test_a_folder_of_a_reading_process_that_lives_is_left_alone(sound: Sound) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    folders = [sound.temporary / f"kejiting-reading-{pid}-abc" for pid in (os.getpid(), ended.pid)]
    for folder in folders:
        folder.mkdir()
        make_old(folder)

    assert leftover_files() == [folders[1]]
    assert sweep_leftovers() == 1
    assert [folder.exists() for folder in folders] == [True, False]


def test_what_lies_in_the_wastebasket_is_sound_and_keeps_its_original(sound: Sound) -> None:
    throw_away(sound.letter, by=None)
    for path in sound.data.rglob("*"):
        make_old(path)

    assert [defect.message for result in examine(Depth.FULL) for defect in result.looked.defects] == []


def test_the_files_of_a_sound_base_are_left_alone(sound: Sound) -> None:
    for path in Path(sound.data).rglob("*"):
        make_old(path)
    for path in sound.index.rglob("*"):
        make_old(path)

    assert found("orphans") == []
    assert sweep_leftovers() == 0
