"""Taking the samples of the first start out again."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db.models import F
from django.test import Client
from pytest_django.fixtures import Settings

from kejiting.ingest import samples
from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter
from kejiting.ingest.wastebasket import throw_away
from kejiting.models import Follow, FollowKind
from measures.models import Commitment, CommitmentState, Figure, Indicator, Plan, Topic
from measures.records import take_step
from proposals.models import Delegate, Proposal, ReplyLetter

pytestmark = pytest.mark.django_db

OWN = """对省十四届人大四次会议第901号代表建议的答复
吉科发成〔2026〕9号

张三代表：
您提出的《关于支持中试的建议》收悉。现答复如下：
一、关于支持行业中试中心的建议
截至2025年底，我省共建设行业中试中心12个。下一步，我厅将于2026年12月底前再建设3个。

吉林省科学技术厅
2026年3月2日
"""


@pytest.fixture
def data_dir(tmp_path: Path, settings: Settings) -> Path:
    settings.SHARED_DIR = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def first_start(data_dir: Path, started: None) -> None:
    """After the folder: the originals go there."""


def own_letter() -> ReplyLetter:
    return ingest_letter(read_letter("901.txt", OWN.encode()), by=None, publish=True)


def forget(*arguments: str) -> str:
    out = StringIO()
    call_command("forget_samples", *arguments, stdout=out)
    return out.getvalue()


def answer(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setattr("builtins.input", lambda _asked: said)


def originals(folder: Path) -> list[Path]:
    return [path for path in (folder / "originals").rglob("*") if path.is_file()]


def test_the_samples_go_with_all_that_came_with_them(data_dir: Path) -> None:
    assert len(originals(data_dir)) == 5

    assert "答复函 4 份、方案 1 份" in forget("--yes")

    rows = (ReplyLetter, Plan, Proposal, Delegate, Figure, Commitment, Indicator, Topic)
    assert {model.__name__: model.objects.count() for model in rows} == {model.__name__: 0 for model in rows}
    assert originals(data_dir) == []
    assert Client().get("/", {"q": "技术经纪人"}).context["found"].count == 0


def test_what_people_entered_stays_with_what_it_uses(data_dir: Path) -> None:
    letter = own_letter()
    forget("--yes")

    assert list(ReplyLetter.objects.all()) == [letter]
    assert [path.suffix for path in originals(data_dir)] == [".txt"]
    assert letter.figures.exists()
    assert letter.commitments.exists()
    assert Topic.objects.filter(mentions__letter=letter).exists()
    assert not Topic.objects.filter(mentions=None).exists()
    assert Client().get("/", {"q": "行业中试中心"}).context["found"].count > 0


def test_one_in_the_wastebasket_goes_too(data_dir: Path) -> None:
    throw_away(ReplyLetter.objects.earliest("pk"), by=None)
    throw_away(Plan.objects.get(), by=None)

    assert "答复函 4 份、方案 1 份" in forget("--yes")
    assert not ReplyLetter.everything.exists()
    assert originals(data_dir) == []


def test_an_indicator_that_is_used_changed_or_followed_stays() -> None:
    used, changed, followed, *_ = Indicator.objects.order_by("pk")
    editor = User.objects.create_superuser("bianji")
    figure = own_letter().figures.first()
    Figure.objects.filter(pk=figure.pk).update(indicator=used)
    changed.note = "以年底为准"
    changed.save()
    Follow.objects.create(person=editor, kind=FollowKind.INDICATOR, subject=str(followed.pk))

    forget("--yes")
    assert set(Indicator.objects.all()) == {used, changed, followed}


def test_a_later_start_does_not_bring_them_back() -> None:
    forget("--yes")
    call_command("prepare", stdout=StringIO())
    assert not ReplyLetter.objects.exists()

    User.objects.all().delete()  # the next start makes an administrator, as the first one did
    out = StringIO()
    call_command("prepare", stdout=out)
    assert "密码" in out.getvalue()
    assert "样例" not in out.getvalue()
    assert not any(model.objects.exists() for model in (ReplyLetter, Plan, Indicator, Topic))


def test_it_asks_before(monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "不")
    with pytest.raises(CommandError, match="没有取走"):
        forget()
    assert ReplyLetter.objects.count() == 4

    answer(monkeypatch, "是")
    said = forget()
    assert "第157号委员提案的答复" in said
    assert "已取走：答复函 4 份" in said
    assert "答复函 0 份、方案 0 份、指标 0 个、主题 0 个" in forget()


def test_where_nobody_can_be_asked_nothing_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_asked: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
    with pytest.raises(CommandError, match="--yes"):
        forget()
    assert ReplyLetter.objects.count() == 4


def test_decisions_of_people_are_named_and_go_only_when_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    decided()

    def never(_asked: str) -> str:
        raise AssertionError("asked")

    monkeypatch.setattr("builtins.input", never)
    with pytest.raises(CommandError, match="人工改过的答复函 1、人工认定指标的数据 1、承诺的进展 1"):
        forget()
    assert ReplyLetter.objects.count() == 4

    assert "答复函 4 份" in forget("--yes")
    assert not ReplyLetter.objects.exists()


def decided() -> None:
    editor = User.objects.create_superuser("bianji")
    letter = ReplyLetter.objects.earliest("pk")
    ReplyLetter.objects.filter(pk=letter.pk).update(set_by_person=["title"])
    Figure.objects.filter(pk=Figure.objects.filter(letter=letter).earliest("pk").pk).update(assigned_by=editor)
    commitment = Commitment.objects.filter(letter=letter).earliest("pk")
    take_step(commitment, CommitmentState.DONE, expected_version=0, by=editor, reason="已经办结")


def test_one_that_somebody_is_changing_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    stale = list(ReplyLetter.objects.all())
    ReplyLetter.objects.filter(pk=stale[0].pk).update(version=F("version") + 1)
    monkeypatch.setattr(samples, "sample_letters", lambda: stale)

    with pytest.raises(CommandError, match="再运行一次"):
        forget("--yes")
    assert ReplyLetter.objects.filter(pk=stale[0].pk).exists()
