"""Figures of sentences marked by hand, of the fixture letters, and of any text."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.clean import clean
from kejiting.text.files import read_file
from kejiting.text.spans import Span
from measures.extraction.figures import ParsedFigure, extract_figures, figure_shape, letter_figures, words_of
from proposals.parsing import ParsedLetter, parse_letter
from tests.extraction.marked_figures import FORMS, HELD_OUT, TUNED, Agreement, agreement, read_marked

LETTERS = sorted((Path(__file__).parents[2] / "fixtures/letters").glob("*.txt"))
ODD_FORMS = [*read_marked(FORMS)]
SENTENCES = [*read_marked(TUNED), *read_marked(HELD_OUT)]


@pytest.fixture(scope="module")
def whole() -> Agreement:
    return agreement(SENTENCES)


def test_there_are_two_hundred_sentences_and_traps_among_them() -> None:
    assert len(SENTENCES) >= 200
    assert sum(not sentence.labels for sentence in SENTENCES) >= 30


def test_figures_agree_with_what_is_marked(whole: Agreement) -> None:
    assert whole.precision >= 0.95, whole.misses
    assert whole.recall >= 0.95, whole.misses


@pytest.mark.parametrize("field", ["indicator", "hedge", "scope", "period"])
def test_what_is_said_of_figures_agrees_with_what_is_marked(whole: Agreement, field: str) -> None:
    assert whole.share(field) >= 0.95, whole.misses


def test_sentences_kept_aside_agree_too() -> None:
    aside = agreement(read_marked(HELD_OUT))
    assert min(aside.precision, aside.recall, aside.share("indicator")) >= 0.95, aside.misses


def test_numbers_in_odd_forms_are_right_or_absent() -> None:
    odd = agreement(ODD_FORMS)
    assert len(ODD_FORMS) >= 60
    assert odd.precision == odd.recall == 1, odd.misses
    assert odd.share("indicator") >= 0.95, odd.misses


@pytest.mark.parametrize("sentence", [one.text for one in (*SENTENCES, *ODD_FORMS) if not one.labels])
def test_no_figure(sentence: str) -> None:
    assert extract_figures(sentence) == ()


@pytest.mark.parametrize(
    ("text", "printed", "low", "high", "unit"),
    [
        ("惠及农户五万余户。", "五万余户", 50_000, 50_000, "户"),
        ("投入资金三亿二千万元。", "三亿二千万元", 320_000_000, 320_000_000, "元"),
        ("培训1.3万人次。", "1.3万人次", 13_000, 13_000, "人次"),
        ("给予15－30万元补助。", "15－30万元", 150_000, 300_000, "元"),
        ("比例不低于70％。", "70％", 70, 70, "%"),
        ("资金8 . 5亿元。", "8 . 5亿元", 850_000_000, 850_000_000, "元"),
        ("资金3亿5000万元。", "3亿5000万元", 350_000_000, 350_000_000, "元"),
        ("共有企业12\n家。", "12\n家", 12, 12, "家"),
        ("金额1200 万\n元。", "1200 万\n元", 12_000_000, 12_000_000, "元"),
        ("投入三亿二千万\n元。", "三亿二千万\n元", 320_000_000, 320_000_000, "元"),
        ("培训3万5千名。", "3万5千名", 35_000, 35_000, "名"),
        ("培训2024人。", "2024人", 2024, 2024, "人"),
        ("给予15万元－30万元补助。", "15万元－30万元", 150_000, 300_000, "元"),
        ("占三分之一。", "三分之一", Decimal("33.3333"), Decimal("33.3333"), "%"),
        ("占七成以上。", "七成", 70, 70, "%"),
        ("提高3百分点。", "3百分点", 3, 3, "个百分点"),
        ("翻了两番。", "两番", 2, 2, "番"),
        ("服务20家电子企业。", "20家", 20, 20, "家"),
        ("吸引5支农业专家团队。", "5支", 5, 5, "支"),
    ],
)
def test_an_amount_in_base_units(text: str, printed: str, low: int | Decimal, high: int | Decimal, unit: str) -> None:
    (figure,) = extract_figures(text)
    assert (figure.text, figure.low, figure.high, figure.unit) == (printed, low, high, unit)
    assert text[figure.start : figure.end] == printed


@pytest.mark.parametrize(
    "text",
    [
        "位居全国第12位", "前10名", "两批试点", "六项细则", "百名校长访千企", "数百家企业", "第 5批", "12\n家庭农场", "统一成标准",
        "“3个100家”计划", "《100项措施》", "〔2025〕84号", "十三届十二次会议", "第三十六条", "3年", "15个工作日", "10部门", "翻番",
        "金额12\n00万元", "企业1 2家", "投入2亿3千5百万元", "投入1.2.3亿元", "投入三亿二千万", "资金8 . 5亿", "2025年，2016年建成",
    ],
)  # fmt: skip
def test_what_looks_like_a_figure_and_is_none(text: str) -> None:
    assert extract_figures(text) == ()


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("申请量、授权量分别为1.2万件、8600件。", ["申请量", "授权量"]),
        ("提出10条30项具体举措。", ["具体举措", "具体举措"]),
        ("技术合同9860项，成交额128亿元，同比分别增长18%和36%。", ["技术合同", "成交额", "增长", "增长"]),
        ("赋权成果297个，转化210个。", ["赋权成果", "赋权成果·转化"]),
        ("省市每年投入6亿元。", ["省市·投入"]),
        ("对首次认定的给予10万元奖励。", ["首次认定·奖励"]),
        ("企业由20家增加到50家。", ["企业", "企业"]),
        ("12\t34家\t5亿元", [None, None]),
        ("建成11个技术先进、空间较大的投资项目。", ["技术先进、空间较大的投资项目"]),
        ("建成11个前景较好，有一定价值的投资项目。", ["投资项目"]),
    ],
)
def test_what_is_counted_in_the_words_of_the_text(text: str, indicators: list[str | None]) -> None:
    assert [words_of(text, figure.indicator) for figure in extract_figures(text)] == indicators


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("下降3.5个百分点至20%。", [("3.5个百分点", "个百分点"), ("20%", "%")]),
        ("长3公里500米。", [("3公里", "公里"), ("500米", "米")]),
        ("5000元至5万元。", [("5000元至5万元", "元")]),
        ("占3成至50%。", [("3成至50%", "%")]),
        ("指标\t数量\t单位\n高新企业\t120\t家\n孵化器\t15\t个", [("120", "家"), ("15", "个")]),
        ("2024年\t2024家\n第12页\n18家企业", [("2024家", "家"), ("18家", "家")]),
        ("上一页\n12\n18家企业", [("18家", "家")]),
    ],
)
def test_two_units_in_one_number_and_tables(text: str, amounts: list[tuple[str, str]]) -> None:
    assert [(figure.text, figure.unit) for figure in extract_figures(text)] == amounts


def test_a_part_of_a_text_is_read_alone() -> None:
    text = "2024年培训5人。培训6人。"
    (figure,) = extract_figures(text, Span(10, len(text)))
    assert (figure.text, figure.start, figure.period) == ("6人", 12, None)


def test_a_range_has_no_one_value_and_its_shape_both_ends() -> None:
    text = "补助1－2万元左右。"
    (figure,) = extract_figures(text)
    assert figure_shape(figure, text) == {
        "text": "1－2万元", "value": 10_000, "low": 10_000, "high": 20_000, "unit": "元", "indicator": "补助",
        "hedge": "左右", "period": None, "scope": None, "start": 2, "end": 7,
    }  # fmt: skip


def letter_of(path: Path) -> ParsedLetter:
    return parse_letter(clean(read_file(path.name, path.read_bytes()).text))


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem[:3])
def test_every_figure_of_a_letter_stands_where_it_says(path: Path) -> None:
    letter = letter_of(path)
    figures = letter_figures(letter)
    assert len(figures) >= 20
    check_places(letter.text, figures)


def test_a_masked_telephone_is_no_figure() -> None:
    letter = letter_of(LETTERS[0])
    first = letter_figures(letter)[0]
    masked = ParsedLetter(letter.text, recommendations=letter.recommendations, masked=(first.span,))
    assert first not in letter_figures(masked)


def check_places(text: str, figures: tuple[ParsedFigure, ...]) -> None:
    """Every amount where it says, one after the other; every word about it in the text, not inside the amount itself."""
    end = 0
    for figure in figures:
        assert figure.text == text[figure.start : figure.end] != ""
        assert end <= figure.start < figure.end <= len(text)
        assert 0 <= figure.low <= figure.high
        end = figure.end
        about = [*figure.indicator, *figure.hedge, *filter(None, (figure.period, figure.scope))]
        assert all(span.start < span.end <= len(text) for span in about)
        assert all(span.of(text).strip() for span in about)


PIECES = st.sampled_from(
    [
        "5家", "3亿5000万元", "8 . 5亿", "27.27%", "１２名", "五万余户", "三分之一", "第3批", "2024年", "每年", "近三年", "截至目前，", "累计", "不低于",
        "约", "以上", "分别为", "和", "、", "，", "。", "\n", "\t", " ", "（", "）", "《", "》", "“", "”", "企业", "技术经纪人", "培训", "转化", "增长",
        "同比", "的", "对", "18家高校院所", "投入", "-", "至", "万", "亿元", "个", "到", "翻一番", "占",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_places_hold_in_any_prose(text: str) -> None:
    check_places(text, extract_figures(text))


@given(st.text(max_size=80))
def test_places_hold_in_any_text(text: str) -> None:
    check_places(text, extract_figures(text))


@given(st.lists(PIECES, max_size=20).map("".join), st.lists(PIECES, max_size=10).map("".join))
def test_a_part_says_nothing_beyond_itself(before: str, part: str) -> None:
    before = before.replace("\t", " ")  # but for the head of a table above its rows
    text = f"{before}\n{part}"
    start = len(before) + 1
    figures = extract_figures(text, Span(start, len(text)))
    check_places(text, figures)
    assert all(figure.start >= start for figure in figures)
    assert [(figure.start - start, figure.low, figure.unit) for figure in figures] == [
        (figure.start, figure.low, figure.unit) for figure in extract_figures(part)
    ]
