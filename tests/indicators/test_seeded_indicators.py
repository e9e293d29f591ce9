"""The seed letters come with their indicators, and with just the doubts that they give cause for."""

from __future__ import annotations

import tomllib

import pytest

from measures.models import DOUBTS, Discrepancy, Figure, Indicator, IndicatorAlias
from measures.records import load_indicators
from proposals.models import ReplyLetter
from tests.conftest import FIXTURES

pytestmark = pytest.mark.django_db

FILE = FIXTURES / "indicators.toml"


def doubts() -> set[tuple[str, tuple[str, ...]]]:
    checks = Discrepancy.objects.filter(kind__in=DOUBTS, found=True, closed=False)
    return {(check.kind, tuple(member.printed for member in check.members.all())) for check in checks}


def test_the_alerts_are_these_and_no_others(settled: dict[str, Indicator]) -> None:
    assert doubts() == {
        ("differs", ("633个", "1239个")),
        ("differs", ("1.6亿元", "3.2亿元")),
        ("differs", ("9942万元", "2.3亿元")),
        ("unchanged", ("291个", "291个")),
    }


def test_sums_and_shares_that_hold_are_said(settled: dict[str, Indicator]) -> None:
    held = Discrepancy.objects.exclude(kind__in=DOUBTS)

    assert {(check.kind, tuple(sorted(member.printed for member in check.members.all()))) for check in held} == {
        ("sum_holds", ("209人", "2309人", "2518人")),
        ("percent_holds", ("11个", "27.27%", "3个")),
    }


BELONGS = (
    ("合格技术经纪人", {"900余人", "2518人"}),
    ("当年新培育技术经纪人", {"508人"}),
    ("职务科技成果赋权", {"297个", "1928个"}),
    ("职务科技成果转化", {"292个", "633个", "1239个"}),
    ("概念验证中心", {"12家"}),
    ("科技成果转化中试中心", {"20家"}),
    ("行业中试中心", set()),
    ("校企联合技术创新实验室", {"291个"}),
    ("引导基金实际拨付到位资金", {"2.5615亿元"}),
)


def test_what_belongs_to_each(settled: dict[str, Indicator]) -> None:
    for name, printed in BELONGS:
        assert {figure.printed for figure in settled[name].figures.all()} == printed


def test_every_entry_fits_its_figures(settled: dict[str, Indicator]) -> None:
    """行业中试中心 is the plan's, no letter's."""
    empty = {name for name, indicator in settled.items() if not indicator.figures.exists()}

    assert empty == {"行业中试中心"}
    assert not Figure.objects.exclude(indicator=None).exclude(unit__in=Indicator.objects.values("unit")).exists()


def test_they_are_settled_by_nobody(settled: dict[str, Indicator]) -> None:
    figure = Figure.objects.get(printed="2518人")

    assert figure.assigned_at is not None
    assert figure.assigned_by is None


def test_words_that_say_too_little_are_not_learnt(settled: dict[str, Indicator]) -> None:
    assert Figure.objects.get(printed="1012名").indicator == settled["科创专员"]
    assert not IndicatorAlias.objects.filter(wording="科技人才").exists()


def test_loading_again_changes_nothing(settled: dict[str, Indicator], seeds: dict[str, ReplyLetter]) -> None:
    settled["科创专员"].aliases.create(wording="科创副总")
    before = list(IndicatorAlias.objects.values("indicator", "wording"))

    assert load_indicators(FILE, seeds.values()) == 0
    assert list(IndicatorAlias.objects.values("indicator", "wording")) == before


def test_other_letters_are_left_alone(seeds: dict[str, ReplyLetter]) -> None:
    load_indicators(FILE, [seeds["001"]])

    assert {figure.letter for figure in Figure.objects.exclude(assigned_at=None)} == {seeds["001"]}


def test_names_stand_once() -> None:
    names = [entry["name"] for entry in tomllib.loads(FILE.read_text(encoding="utf-8"))["indicator"]]

    assert len(names) == len(set(names))
