import json
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.reading_view import as_seen
from measures.extraction.parsed import ParsedPlan
from measures.extraction.plan import parse_plan
from measures.extraction.shape import plan_shape

SEED = (Path(__file__).parents[2] / "fixtures/plans/004_cfe322f93ce14a7f.txt").read_text(encoding="utf-8")
LINES = [line.strip() for line in SEED.splitlines() if line.strip()]
PIECES = [
    "一、",
    "二、",
    "（一）",
    "（二）",
    "1.",
    "2．",
    "（1）",
    "第一章",
    "原则。",
    "目标",
    "\n",
    "\r",
    " ",
    "。",
    "达到50个",
    "到2020年，",
    "\t",
    "\n指标\t2020年目标\n",
    "【目标】",
]


def assert_sound(plan: ParsedPlan) -> None:
    for before, after in pairwise(plan.items):
        assert before.span.end <= after.span.start
    assert as_seen("".join(item.span.of(plan.text) for item in plan.items)) == as_seen(plan.text)
    for place, item in enumerate(plan.items):
        assert item.span.start < item.span.end
        assert item.parent is None or item.parent < place
        assert len(item.path) <= 20
    for target in plan.targets:
        span = plan.items[target.item].span
        assert span.start <= target.span.start < target.span.end <= span.end
    assert [target.item for target in plan.targets] == sorted(target.item for target in plan.targets)
    assert json.loads(json.dumps(plan_shape(plan))) == plan_shape(plan)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert_sound(parse_plan(text))


@given(
    st.lists(st.sampled_from([*PIECES, "建设", "5个", "厅", "2016年1月1日", "《", "》", "“", "”", "印发"]), max_size=40)
)
def test_any_heap_of_marks_is_read(pieces: list[str]) -> None:
    assert_sound(parse_plan("".join(pieces)))


@given(st.permutations(LINES))
def test_shuffled_lines_are_read(lines: list[str]) -> None:
    plan = parse_plan("\n".join(lines))
    assert_sound(plan)
    assert len(plan.items) > len(LINES) / 4


def test_what_was_reached_before_the_plan_is_no_target() -> None:
    plan = parse_plan("甲省科技厅\n2016年10月31日\n一、目标\n2015年达到20家。到2020年达到50家。")
    assert [target.low for target in plan.targets] == [50]


def test_what_stands_before_the_first_chapter_sets_no_target() -> None:
    assert parse_plan("共有20家企业。\n一、目标\n全面提高。").targets == ()


def test_principles_leave_out_what_leads_in() -> None:
    text = "一、总体要求\n（一）基本原则\n坚持以下原则：\n坚持创新。\n坚持协同。"
    plan = parse_plan(text)
    assert [item.span.of(text) for item in plan.principles] == ["坚持创新。", "坚持协同。"]


def test_a_heading_too_long_for_a_title_is_given_in_its_own_words() -> None:
    long = "（一）" + "鼓励各地，" * 20
    assert plan_shape(parse_plan(f"一、章\n{long}"))["sections"] == [
        {"number": "一", "title": "章"},
        {"number": "一（一）", "title": long},
    ]


def test_a_heading_has_no_contacts() -> None:
    plan = parse_plan(
        "一、章\n（一）报名方式（联系人：林清禾，电话：0431-88975626）\n开展培训。\n二、联系群众\n开展走访。"
    )
    assert [item.title for item in plan.items if item.title] == [
        "章",
        "报名方式（联系人：＊＊＊，电话：＊＊＊＊＊＊＊＊＊＊＊＊＊）",
        "联系群众",
    ]
