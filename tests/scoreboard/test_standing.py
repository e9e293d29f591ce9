"""How far a target was met, by what a figure's words allow."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.extraction.figures import extract_figures, meant_by, words_of
from measures.models import Comparator
from measures.models.target_status import TargetStatus, standing


def judged(comparator: str, aim: tuple[int, int], words: str) -> TargetStatus:
    (figure,) = extract_figures(words)
    meant = meant_by(figure.low, figure.high, words_of(words, figure.hedge))
    return standing(comparator, Decimal(aim[0]), Decimal(aim[1]), meant)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("培训人员500名。", TargetStatus.MET),
        ("培训人员501名。", TargetStatus.EXCEEDED),
        ("培训人员499名。", TargetStatus.NOT_YET),
        ("培训人员900余名。", TargetStatus.EXCEEDED),
        ("培训人员500余名。", TargetStatus.EXCEEDED),
        ("培训人员400余名。", TargetStatus.NOT_YET),
        ("培训人员约500名。", TargetStatus.OPEN),
        ("培训人员500名左右。", TargetStatus.OPEN),
        ("培训人员约600名。", TargetStatus.EXCEEDED),
        ("培训人员约400名。", TargetStatus.NOT_YET),
        ("培训人员近500名。", TargetStatus.NOT_YET),
        ("培训人员近600名。", TargetStatus.EXCEEDED),
        ("培训人员超过500名。", TargetStatus.EXCEEDED),
        ("培训人员超过400名。", TargetStatus.OPEN),
        ("培训人员500名以上。", TargetStatus.MET),
        ("培训人员不少于500名。", TargetStatus.MET),
        ("培训人员不超过500名。", TargetStatus.OPEN),
        ("培训人员不超过400名。", TargetStatus.NOT_YET),
        ("累计培训人员达到500名。", TargetStatus.MET),
        ("培训人员400－600名。", TargetStatus.OPEN),
        ("培训人员600－700名。", TargetStatus.EXCEEDED),
    ],
)
def test_at_least_and_exactly(words: str, expected: TargetStatus) -> None:
    """A hedged figure meets a target only if all that its words allow does."""
    assert judged(Comparator.AT_LEAST, (500, 500), words) == expected
    assert judged(Comparator.EQUAL, (500, 500), words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("建成中心9个。", TargetStatus.MET),
        ("建成中心11个。", TargetStatus.MET),
        ("建成中心12个。", TargetStatus.EXCEEDED),
        ("建成中心8个。", TargetStatus.NOT_YET),
        ("建成中心约10个。", TargetStatus.MET),
        ("建成中心10余个。", TargetStatus.MET),
        ("建成中心近10个。", TargetStatus.MET),
        ("建成中心近9个。", TargetStatus.NOT_YET),
    ],
)
def test_about(words: str, expected: TargetStatus) -> None:
    assert judged(Comparator.ABOUT, (10, 10), words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("给予补助30万元。", TargetStatus.WITHIN),
        ("给予补助5万元。", TargetStatus.WITHIN),
        ("给予补助31万元。", TargetStatus.ABOVE),
        ("给予补助30余万元。", TargetStatus.ABOVE),
        ("给予补助约30万元。", TargetStatus.OPEN),
        ("给予补助最高不超过30万元。", TargetStatus.WITHIN),
    ],
)
def test_at_most_is_never_exceeded_as_if_that_were_a_success(words: str, expected: TargetStatus) -> None:
    assert judged(Comparator.AT_MOST, (300_000, 300_000), words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("给予补助15万元。", TargetStatus.WITHIN),
        ("给予补助20－30万元。", TargetStatus.WITHIN),
        ("给予补助14万元。", TargetStatus.BELOW),
        ("给予补助31万元。", TargetStatus.ABOVE),
        ("给予补助20－50万元。", TargetStatus.OPEN),
    ],
)
def test_a_range(words: str, expected: TargetStatus) -> None:
    assert judged(Comparator.RANGE, (150_000, 300_000), words) == expected


def test_no_standing_is_called_failed() -> None:
    said = "".join(str(one.label) for one in TargetStatus)

    assert not any(word in said for word in ("未完成", "没有完成", "失败", "不达标"))


@given(
    st.sampled_from(Comparator.values),
    st.integers(0, 10**9),
    st.integers(0, 10**6),
    st.integers(0, 10**9),
    st.text(alphabet="余多超约近以上左右不过·达到累计", max_size=6),
)
def test_every_figure_has_a_standing(comparator: str, low: int, wide: int, value: int, hedge: str) -> None:
    high = low + wide if comparator == Comparator.RANGE else low
    said = standing(comparator, Decimal(low), Decimal(high), meant_by(Decimal(value), Decimal(value), hedge))

    assert said not in {TargetStatus.OFFERED, TargetStatus.UNREPORTED, TargetStatus.SUPERSEDED}
