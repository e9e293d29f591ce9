import pytest

from measures.extraction.outline import build_outline


def outline(*lines: str) -> list[tuple[str, str, str | None, str]]:
    text = "\n".join(lines)
    return [(item.level, item.path, item.title, item.span.of(text)) for item in build_outline(text)]


def paths(*lines: str) -> list[str]:
    return [path for _, path, _, _ in outline(*lines)]


def test_three_levels() -> None:
    assert outline(
        "序言。", "一、总体思路", "正文。", "（一）基本原则。", "---坚持。", "二、措施", "（一）推动", "1.选择。"
    ) == [
        ("paragraph", "", None, "序言。"),
        ("chapter", "一", "总体思路", "一、总体思路"),
        ("paragraph", "一", None, "正文。"),
        ("section", "一（一）", "基本原则", "（一）基本原则。"),
        ("paragraph", "一（一）", None, "---坚持。"),
        ("chapter", "二", "措施", "二、措施"),
        ("section", "二（一）", "推动", "（一）推动"),
        ("measure", "二1", None, "1.选择。"),
    ]


@pytest.mark.parametrize(
    ("line", "title", "rest"),
    [
        ("（一）建立系统。", "建立系统", None),
        ("(一)指导思想。稳步推进。", "指导思想", "稳步推进。"),
        ("（一）指导思想：以创新为指导。", "指导思想", "以创新为指导。"),
        ("（一）建设中心（责任单位：省科技厅）", "建设中心", None),
        ("（一）建设中心（含“双创。平台”）。好。", "建设中心（含“双创。平台”）", "好。"),
        ("（一）" + "很长的话，" * 20 + "完", None, None),
    ],
)
def test_a_heading_with_or_without_text_on_its_line(line: str, title: str | None, rest: str | None) -> None:
    section, *paragraphs = outline("一、章", line)[1:]
    assert section[:3] == ("section", "一（一）", title)
    assert [paragraph[3] for paragraph in paragraphs] == ([rest] if rest else [])


@pytest.mark.parametrize("marks", ["1.", "1．", "1、", "１．", "（1）", "(1)", "1. "])
def test_a_measure_in_every_mark(marks: str) -> None:
    assert paths("一、章", f"{marks}选择。")[-1] == "一1"


@pytest.mark.parametrize(
    "line",
    [
        "1.5亿元用于建设。",
        "1、2号线。",
        "三、四线城市也可申报。",
        "一是推进。",
        "（一）至（三）项。",
        "（一式三份）",
        "九、太远的数字",
        "2020年。",
    ],
)
def test_a_near_miss_is_text(line: str) -> None:
    assert outline("一、章", line)[-1] == ("paragraph", "一", None, line)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("第一章 总则", "第一节 目的", "1.做。", "第二章 分则"), ["一", "一（一）", "一1", "二"]),
        (("（一）甲", "1.做。", "（二）乙"), ["一", "一1", "二"]),
        (("1.做。", "2.做。"), ["1", "2"]),
        (("一、甲", "（一）乙", "二、丙", "（二）丁"), ["一", "一（一）", "二", "二（二）"]),
        (
            ("一、甲", "（一）乙", "1.做。", "（二）丙", "1.做。"),
            ["一", "一（一）", "一（一）1", "一（二）", "一（二）1"],
        ),
        (("一、甲", "（一）乙", "1.做。", "（二）丙", "2.做。"), ["一", "一（一）", "一1", "一（二）", "一2"]),
        (("一、甲", "三、丙"), ["一", "三"]),
        (("二、乙", "（一）甲", "三、丙"), ["二", "二（一）", "三"]),
        (("1.总体目标", "达到5个。", "二、任务", "1.做。", "三、保障"), ["1", "1", "二", "二1", "三"]),
        (("1.做，还要做。", "二、任务", "三、保障"), ["1", "二", "三"]),
    ],
)
def test_paths(lines: tuple[str, ...], expected: list[str]) -> None:
    assert paths(*lines) == expected


def test_what_follows_a_measure_belongs_to_it() -> None:
    assert outline("一、章", "1.做。", "还有。", "（1）细项。", "2.做。")[1:] == [
        ("measure", "一1", None, "1.做。\n还有。\n（1）细项。"),
        ("measure", "一2", None, "2.做。"),
    ]


def test_numbered_principles_and_goals_are_no_measures() -> None:
    levels = [
        level
        for level, *_ in outline(
            "一、总体要求", "（一）基本原则", "1.坚持。", "（二）主要目标", "1.建成5个。", "二、措施", "1.做。"
        )
    ]
    assert levels == ["chapter", "section", "paragraph", "section", "paragraph", "chapter", "measure"]


@pytest.mark.parametrize("tail", ["2016年10月31日", "（此件公开发布）", "附件：分工表", "抄送：省委办公厅"])
def test_what_comes_after_the_body_stands_in_no_chapter(tail: str) -> None:
    assert outline("一、章", "1.做。", tail, "1.分工表")[2:] == [
        ("paragraph", "", None, tail),
        ("paragraph", "", None, "1.分工表"),
    ]


def test_heads_with_counts_are_heads() -> None:
    assert outline("一、促进就业(3项)", "1.做。", "二、改善教育（共2项）", "2.做。")[::2] == [
        ("chapter", "一", "促进就业(3项)", "一、促进就业(3项)"),
        ("chapter", "二", "改善教育（共2项）", "二、改善教育（共2项）"),
    ]


def test_articles_are_measures_and_number_through() -> None:
    lines = (
        "第一章 总则",
        "第一条 为了发展。",
        "第二章 支持",
        "第二条 对下列给予奖励：",
        "（一）甲。",
        "1.乙。",
        "第三条 施行。",
    )
    assert paths(*lines) == ["一", "一1", "二", "二2", "二3"]


@pytest.mark.parametrize("line", ["第二条所称企业", "第一条款"])
def test_an_article_in_a_sentence_is_none(line: str) -> None:
    assert paths("第一章 总则", "第一条 为了发展。", line) == ["一", "一1"]


def test_arabic_numbers_before_titles_are_chapters() -> None:
    assert outline("1. 总体目标", "达到5个。", "2. 重点任务", "（1）做。", "（2）做。") == [
        ("chapter", "1", "总体目标", "1. 总体目标"),
        ("paragraph", "1", None, "达到5个。"),
        ("chapter", "2", "重点任务", "2. 重点任务"),
        ("measure", "2（1）", None, "（1）做。"),
        ("measure", "2（2）", None, "（2）做。"),
    ]


def test_decimal_numbers_are_sections_of_arabic_chapters() -> None:
    lines = (
        "1总体思路",
        "做。",
        "2重点行动",
        "2.1引才行动",
        "引进5人。",
        "2.2育才行动",
        "培训9人。",
        "3工作保障",
        "做。",
    )
    assert [item[:3] for item in outline(*lines) if item[0] != "paragraph"] == [
        ("chapter", "1", "总体思路"),
        ("chapter", "2", "重点行动"),
        ("section", "2.1", "引才行动"),
        ("section", "2.2", "育才行动"),
        ("chapter", "3", "工作保障"),
    ]


@pytest.mark.parametrize("line", ["1总体思路", "1.1亿元用于建设。", "2.5万平方米"])
def test_numbers_before_words_are_no_heads_by_themselves(line: str) -> None:
    assert paths("做。", line) == ["", ""]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("【总体目标】", "达到5个。", "【主要措施】做。"), [("chapter", "", "总体目标"), ("chapter", "", "主要措施")]),
        (("一、【目标】力争达到5个。", "二、【措施】做。"), [("chapter", "一", "目标"), ("chapter", "二", "措施")]),
        (
            ("一、要求", "【思路】创新。", "二、任务", "【培育】做。"),
            [
                ("chapter", "一", "要求"),
                ("section", "一", "思路"),
                ("chapter", "二", "任务"),
                ("section", "二", "培育"),
            ],
        ),
        (
            ("甲市行动方案", "工作目标", "到2026年达到5个。", "重点举措", "做。还要做。"),
            [("chapter", "", "工作目标"), ("chapter", "", "重点举措")],
        ),
        (
            (
                "工作目标",
                "到2026年达到5个。",
                "重点任务",
                "一项一项抓好落实。",
                "（一）扩充",
                "做。",
                "（二）强化",
                "做。",
            ),
            [
                ("chapter", "", "工作目标"),
                ("chapter", "", "重点任务"),
                ("section", "（一）", "扩充"),
                ("section", "（二）", "强化"),
            ],
        ),
    ],
)
def test_heads_without_numbers(lines: tuple[str, ...], expected: list[tuple[str, str, str]]) -> None:
    assert [item[:3] for item in outline(*lines) if item[0] != "paragraph"] == expected


@pytest.mark.parametrize(
    "lines",
    [
        ("【发布日期】2025年6月18日", "正文。"),
        ("【甲市行动方案】", "正文。"),
        ("一、任务", "【责任单位】县教育局", "【完成时限：2025年底】"),
        ("甲市来信", "今天下雨了。", "乙市来信", "今天下雪了。"),
        ("工作目标", "到2026年达到5个。"),
        ("一、目标", "重点举措", "做。还要做。", "保障机制", "做。还要做。"),
    ],
)
def test_lines_that_are_no_heads(lines: tuple[str, ...]) -> None:
    assert not [item for item in outline(*lines) if item[0] != "paragraph" and not item[1]]


@pytest.mark.parametrize("end", [("2016年10月31日",), ("2016年10月",), ()])
def test_all_agencies_that_sign_stand_in_no_chapter(end: tuple[str, ...]) -> None:
    assert paths("一、章", "1.做。", "甲省科技厅", "甲省财政厅", *end) == ["一", "一1", *[""] * (2 + len(end))]


def test_the_agency_that_signs_goes_with_its_date() -> None:
    assert paths("一、章", "1.做。", "甲省科技厅", "2016年10月31日") == ["一", "一1", "", ""]
