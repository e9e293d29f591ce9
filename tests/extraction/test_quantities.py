import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.extraction.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "printed", "low", "high", "unit"),
    [
        ("建设50个机构", "50个", 50, 50, "个"),
        ("培育２０００户企业", "２０００户", 2000, 2000, "户"),
        ("达到50亿元", "50亿元", 5_000_000_000, 5_000_000_000, "元"),
        ("达到2万亿元", "2万亿元", 2_000_000_000_000, 2_000_000_000_000, "元"),
        ("达到1.1万家", "1.1万家", 11_000, 11_000, "家"),
        ("占比达到25％以上", "25％", 25, 25, "%"),
        ("提高3个百分点", "3个百分点", 3, 3, "个百分点"),
        ("给予15－30万元后补助", "15－30万元", 150_000, 300_000, "元"),
        ("额度为50-500万元", "50-500万元", 500_000, 5_000_000, "元"),
        ("5000元至5万元", "5000元至5万元", 5000, 50_000, "元"),
        ("100万~300万元", "100万~300万元", 1_000_000, 3_000_000, "元"),
        ("建设1至2个示范县", "1至2个", 1, 2, "个"),
        ("发布1,000项成果", "1,000项", 1000, 1000, "项"),
        ("培训1.3万人次", "1.3万人次", 13_000, 13_000, "人次"),
        ("服务500余家企业", "500余家", 500, 500, "家"),
        ("惠及20多万人", "20多万人", 200_000, 200_000, "人"),
        ("为企业减负3.5亿元", "3.5亿元", 350_000_000, 350_000_000, "元"),
        ("收费5万元-6万元", "5万元-6万元", 50_000, 60_000, "元"),
    ],
)
def test_an_amount_in_base_units(text: str, printed: str, low: float, high: float, unit: str) -> None:
    (quantity,) = find_quantities(text)
    assert (quantity.span.of(text), quantity.low, quantity.high, quantity.unit) == (printed, low, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "到2020年",
        "2016－2020年",
        "允许3年内保留",
        "6个月内办结",
        "15个工作日",
        "第5批试点",
        "位居前10名",
        "国办发〔2016〕28号",
        "1.在全省选择",
        "“吉林制造2025”",
        "“百千万”工程",
        "“3个100家”计划",
        "《100项措施》",
        "《关于印发《100项措施》的通知（50项）》",
        "形成1+N体系",
        "1+3个平台",
        "高校双一流建设",
        "3.0版",
        "5G基站",
        "V2.0个",
        "9" * 30 + "个",
        "增加值增速为-3.5%",
        "增长－12.5%",
        "降至负2%",
        "建成2×660万千瓦机组",
    ],
)
def test_no_amount(text: str) -> None:
    assert find_quantities(text) == ()


def test_a_falling_range_is_none() -> None:
    assert find_quantities("30-15万元") == ()


@given(st.integers(min_value=1, max_value=10**6), st.sampled_from(["个", "家", "名", "项", "元", "%"]))
def test_every_whole_number_with_a_unit(number: int, unit: str) -> None:
    (quantity,) = find_quantities(f"建设{number}{unit}以上")
    assert quantity.low == quantity.high == number
    assert quantity.unit == unit


@given(st.text(alphabet="0123456789０９.,，-－至余万亿元个家%年“”《》", max_size=60))
def test_spans_are_in_order_and_low_never_above_high(text: str) -> None:
    quantities = find_quantities(text)
    assert all(quantity.low <= quantity.high for quantity in quantities)
    starts = [quantity.span.start for quantity in quantities]
    assert starts == sorted(set(starts))
