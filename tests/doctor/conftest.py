"""A sound installation: letters, plan, originals, indicators, index, in folders of its own."""

from __future__ import annotations

import dataclasses
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.doctor.examination import Defect, Depth
from kejiting.doctor.examinations import EXAMINATIONS
from kejiting.indexing.sync import rebuild
from kejiting.ingest.originals import keep_original
from kejiting.ingest.reading import ParsedRequestUpload, read_request
from kejiting.ingest.request_saving import ingest_request
from kejiting.runtime.table_statistics import analyze_tables
from measures.models import Plan
from measures.records import catch_up_all_checks
from proposals.models import ActKind, CheckedDraftFile, ReplyLetter, ReplyTemplate
from proposals.records import one_act
from proposals.records.outline_items import quotation_of
from proposals.records.outlines import begin_outline, pick
from tests.cluster.ports import free_port
from tests.conftest import mention_topics, seed_plan, seed_readings, settle_figures
from tests.desk.request_texts import TEXT
from tests.remembered import remembered


@dataclass(frozen=True, slots=True)
class Sound:
    """What damages are done to."""

    letters: dict[str, ReplyLetter]
    plan: Plan
    data: Path
    index: Path
    temporary: Path

    @property
    def letter(self) -> ReplyLetter:
        return self.letters["000"]


@pytest.fixture
def sound(
    seeds: dict[str, ReplyLetter],
    plan: Plan,
    tmp_path: Path,
    index_folder: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> Sound:
    data, temporary = tmp_path / "data", tmp_path / "temporary"
    data.mkdir(mode=0o700)
    temporary.mkdir()
    (data / "secret-key").touch(mode=0o600)
    settings.DATA_DIR = settings.SHARED_DIR = data
    settings.ENVIRONMENT = dataclasses.replace(settings.ENVIRONMENT, port=free_port())
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    for reading in (*seed_readings().values(), seed_plan(), request_reading()):
        keep_original(reading.source, reading.data)

    def fill() -> None:
        mention_topics()
        settle_figures(seeds)
        catch_up_all_checks()
        fill_desk(seeds["001"], plan)

    remembered("sound", fill)
    for letter in (*seeds.values(), plan):
        letter.refresh_from_db()
    for _ in range(4):
        record_act(AuditAct.COMMAND, detail="第一次启动")
    rebuild()
    analyze_tables()
    return Sound(seeds, plan, data, index_folder, temporary)


@cache
def request_reading() -> ParsedRequestUpload:
    return read_request("来件.txt", TEXT.encode())


def fill_desk(letter: ReplyLetter, plan: Plan) -> None:
    """A request with an outline that quotes a letter, a draft that was checked, and an act of each kind of history."""
    request = ingest_request(request_reading(), by=None)
    outline = begin_outline(request, by=None)
    ask, passage = request.asks.order_by("pk")[0], letter.passages.order_by("pk")[0]
    pick(outline, quotation_of(passage), ask=ask, expected_version=outline.version, by=None)
    CheckedDraftFile.objects.create(name="草稿.txt", data=b"", text="草稿", checked_at=timezone.now())
    template, other = (
        ReplyTemplate.objects.create(name=name, title="答复", opening="收悉。", agency="厅") for name in ("甲", "乙")
    )
    for subject, column in ((letter, "category"), (plan, "period"), (template, "copies"), (other, "copies")):
        with one_act(subject, ActKind.CORRECTED, by=None):
            type(subject).objects.filter(pk=subject.pk).update(**{column: "改过"})
            subject.refresh_from_db()


def found(name: str, depth: Depth = Depth.USUAL) -> list[Defect]:
    """What the examination of that name finds."""
    return list(next(one for one in EXAMINATIONS if one.name == name).look(depth).defects)
