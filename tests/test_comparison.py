"""Two texts side by side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.clean import strip_whitespace
from proposals.pages.comparison import Field, TextComparison, compare_texts, fields_that_differ

OLD = "关于测试的答复\n王五委员：\n我厅支持企业1928家，投入50亿元。\n下一步，继续支持。\n特此答复。"


def marked(comparison: TextComparison) -> list[str]:
    """The rows as `old → new`, with what is changed in brackets."""
    return [
        " → ".join(
            "".join(f"[{piece.text}]" if piece.is_changed else piece.text for piece in side)
            for side in (row.old, row.new)
        )
        for stretch in comparison.stretches
        for row in stretch.rows
    ]


@pytest.mark.parametrize(
    ("new", "rows"),
    [
        pytest.param(OLD, [], id="the same"),
        pytest.param(OLD.replace("1928家，", "1928 家，\n"), [], id="a break"),
        pytest.param(OLD.replace("1928", "1938"), ["我厅支持企业[1928]家，投入50亿元。 → 我厅支持企业[1938]家，投入50亿元。"], id="a figure whole"),
        pytest.param(OLD.replace("特此答复。", "特此函复。"), ["特此[答]复。 → 特此[函]复。"], id="a word"),
        pytest.param(OLD.replace("王五委员：\n", ""), ["[王五委员：] → "], id="a paragraph less"),
        pytest.param(OLD + "\n附件一份", [" → [附件一份]"], id="a paragraph more"),
        pytest.param(
            OLD.replace("下一步，继续支持。", "以上意见供您参考，感谢。"),
            ["[下一步，继续支持。] → [以上意见供您参考，感谢。]"],
            id="other words",
        ),
        pytest.param(
            OLD.replace("王五", "赵六").replace("50", "60"),
            ["[王五]委员： → [赵六]委员：", "我厅支持企业1928家，投入[50]亿元。 → 我厅支持企业1928家，投入[60]亿元。"],
            id="two paragraphs in a row",
        ),
        pytest.param("", ["[" + OLD + "] → "], id="nothing"),
    ],
)  # fmt: skip
def test_it_works(new: str, rows: list[str]) -> None:
    assert marked(compare_texts(OLD, new)) == rows


@pytest.mark.parametrize(
    ("old", "new", "percent"),
    [
        ("", "", 100),
        (OLD, OLD, 100),
        (OLD, OLD.replace("\n", "\n\n "), 100),
        ("甲" * 1000 + "乙", "甲" * 1000 + "丙", 99),
        ("支持企业。\n" * 3, "支持企业。\n", 50),
        ("甲" * 500, "乙" * 500, 0),
    ],
)
def test_the_share_of_what_is_the_same(old: str, new: str, percent: int) -> None:
    assert compare_texts(old, new).percent == percent


texts = st.text(alphabet="甲乙丙1.5，。 \n", max_size=60)


@given(texts, texts)
def test_both_texts_are_whole(old: str, new: str) -> None:
    comparison = compare_texts(old, new)

    sides = {"old": "", "new": ""}
    for stretch in comparison.stretches:
        sides = {side: said + stretch.text for side, said in sides.items()}
        for row in stretch.rows:
            sides["old"] += "".join(piece.text for piece in row.old)
            sides["new"] += "".join(piece.text for piece in row.new)
    assert {side: strip_whitespace(said) for side, said in sides.items()} == {
        "old": strip_whitespace(old),
        "new": strip_whitespace(new),
    }
    assert (comparison.percent == 100) == comparison.is_same == (strip_whitespace(old) == strip_whitespace(new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("甲" * 500_000, "乙" * 500_000, id="one paragraph each"),
        pytest.param("a\n" * 250_000, "a\nb\n" * 125_000, id="the same lines again and again"),
        pytest.param(
            "\n".join(map(str, range(60_000))),
            "\n".join(str(number if number % 2 else -number) for number in range(60_000)),
            id="every second line",
        ),
        pytest.param("甲，乙，\n" * 80_000, "乙，甲，\n" * 80_000, id="clauses that change places"),
    ],
)
def test_the_longest_texts_are_compared(old: str, new: str) -> None:
    comparison = compare_texts(old, new)

    assert not comparison.is_same
    assert sum(len(stretch.rows) for stretch in comparison.stretches) <= 2_000


def test_fields_that_differ() -> None:
    labels = {"title": "标题", "number": "编号", "agency": "发文机关"}
    old = {"title": "甲", "number": "1", "agency": None}

    assert fields_that_differ(labels, old, {**old, "number": None, "agency": "科技厅"}) == (
        Field("编号", "1", None),
        Field("发文机关", None, "科技厅"),
    )
    assert fields_that_differ(labels, old, old) == ()
