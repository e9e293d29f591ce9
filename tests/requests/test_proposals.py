"""Labelled proposals in as many layouts: what is asked for, and the fields."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.clean import clean, strip_whitespace
from proposals.parsing.requests import NOT_A_REQUEST, canonical_request, parse_request, request_shape
from tests.conftest import FIXTURES
from tests.requests.labelled import HERE, labelled
from tests.requests.scoring import score

LEAST_F1 = 0.95
LEAST_FIELDS = 0.97


@pytest.mark.parametrize("file", sorted(path.name for path in HERE.glob("proposals*.txt")))
def test_asks_and_fields(file: str) -> None:
    found = score(labelled(file))
    assert found.asks_f1 >= LEAST_F1, found.misses
    assert found.fields >= LEAST_FIELDS, found.misses


def test_an_ask_is_the_text_between_its_places() -> None:
    for entry in labelled("proposals.txt"):
        for ask in parse_request(entry.text).asks:
            assert ask.span.of(entry.text).strip() == ask.span.of(entry.text) != ""


def problems(text: str) -> dict[str, str]:
    return {problem.field: problem.message for problem in parse_request(clean(text)).problems}


def test_what_the_text_does_not_say_is_a_problem() -> None:
    assert problems("关于关注老年人的提案\n老年人出门办事越来越难。").keys() == {
        "session",
        "number",
        "proposers",
        "asks",
    }


@pytest.mark.parametrize("letter", sorted((FIXTURES / "letters").glob("*.txt")), ids=lambda path: path.name[:3])
def test_a_letter_that_answers_is_no_proposal(letter: Path) -> None:
    request = parse_request(clean(letter.read_text("utf-8")))
    assert NOT_A_REQUEST in [problem.message for problem in request.problems]
    assert request.asks == ()


def test_the_letter_that_hands_a_proposal_over_is_no_reply() -> None:
    cover = "关于转办省十四届人大四次会议第7号建议的函\n省科技厅：\n现将第7号建议转给你们办理。\n2026年3月2日\n附件\n"
    request = parse_request(canonical_request(f"{cover}关于护水的建议\n水质不稳。\n建议：\n1.加密点位。\n2.建设模型。"))
    assert NOT_A_REQUEST not in [problem.message for problem in request.problems]


@pytest.mark.parametrize(
    ("said", "main", "helpers"),
    [
        ("转给你单位办理。主办：省科技厅；会办：省教育厅、省财政厅。", "省科技厅", ("省教育厅", "省财政厅")),
        ("转给你单位办理，请按时答复。", "省科技厅", ()),
        ("转给省科技厅办理，省财政厅会办。", "省科技厅", ("省财政厅",)),
        ("送去办理。主办：王洪福，处长。", None, ()),
    ],
)
def test_the_letter_that_hands_over_names_units_within_a_line(
    said: str, main: str | None, helpers: tuple[str, ...]
) -> None:
    cover = f"转办单\n省科技厅：\n现将省政协十三届三次会议第7号提案{said}\n2026年3月2日\n附件\n"
    request = parse_request(canonical_request(f"{cover}关于护水的提案\n水质不稳。\n建议：\n1.加密点位。\n2.建设模型。"))
    assert (request.main_unit, request.co_units) == (main, helpers)
    assert (str(request.handed_over_on), request.number, len(request.asks)) == ("2026-03-02", "7", 2)


def test_asks_without_a_heading_are_doubted() -> None:
    text = "关于护水的提案\n水质预警靠人工。\n一、加密监测点位。增设八个站。\n二、建设水环境模型。提前预警。"
    assert len(parse_request(clean(text)).asks) == 2
    assert problems(text)["asks"].startswith("原文没有“建议”")


def test_asks_that_only_semicolons_part_are_doubted() -> None:
    assert "分号" in problems("关于护水的提案\n水质预警靠人工。\n建议：加密监测点位；建设模型；公开数据。")["asks"]


def test_telephones_are_hidden_and_proposers_are_not() -> None:
    text = (
        "提案人：唐知夏　联系电话：13800000000\n关于简化申报的提案\n表格多达二十张。\n建议：\n"
        "1.简化表格，联系人：程哲，0431-88970001。\n2.提前发布指南。"
    )
    shape = request_shape(parse_request(clean(text)))
    assert shape["proposers"] == ["唐知夏"]
    assert not any(number in str(shape) for number in ("13800000000", "88970001", "程哲"))


@pytest.mark.parametrize(
    "run",
    [
        "建议",
        "一、",
        "建议：",
        "提案人：王、",
        "|",
        "\t",
        "零",
        "为此，",
        "（一）\n",
        "王\n",
        "建议一：",
        "理由：\n",
        "建议：\n1.建设。\n",
    ],
)
def test_long_runs_are_bounded(run: str) -> None:
    """20 pages of one thing: as many asks as anybody reads, at most."""
    text = clean(f"关于建设的提案\n提案人：王洪福\n{run * (10_000 // len(run))}\n建议：\n{run * 100}")
    assert len(parse_request(text).asks) <= 100


@pytest.mark.parametrize(
    "run",
    [
        "王 ",
        "    王洪\n",
        "附议人：",
        "附 议 人 王洪 李锐\n",
        "    省科技厅\n",
        "建议\t统筹中试基地布局，让更多的企业用得上设备。\n",
        "建议一\n",
        "编号 1  类别 2\n",
        "主办\n单位\t省科技厅\n",
        "附议人\t张 伟 白 桦\t界别\t科技\n",
        "编号\t领衔代表\t主办单位\n1\t王洪\t省科技厅\n",
        "现交办如下\n附件\n",
        "附议代表\n姓名\t电话\t职务\n王洪\t略\t站长\n",
        "王洪\t略\t站长\n",
        "承办单位 主办 省科技厅 会 办 省财政厅\n",
        "提案人王洪，主办单位省科技厅；",
        "提案号7号  提案人王洪  ",
        "领衔代表\t姓名\t代表团\t电话\n\t王洪\t长春\t略\n",
        "必须有一套措施，建议制定办法。\n",
        "领衔王洪 附议张伟 主办市科协 ",
        "请于3月2日前答复，",
        "一、设施\n1.建设。\n",
    ],
)
def test_reading_takes_time_as_it_is_long(run: str) -> None:
    """Four times as long takes four times, not sixteen; what takes less than 20 ms is not measured well."""

    def seconds(length: int) -> float:
        many = (run * length)[:length]
        began = time.thread_time()
        parse_request(canonical_request(f"关于建设的提案\n附议人：张 伟 {many}\n建议：\n1.建设。\n{many}"))
        return time.thread_time() - began

    assert any(seconds(6_000) < 9 * max(seconds(1_500), 0.02) for _ in range(3))


def test_a_proposal_of_sixty_pages_says_that_not_all_asks_are_listed() -> None:
    text = "关于建设的提案\n提案人：王洪福\n" + "问题很多，原因也很多。\n" * 2_000
    asks = "".join(f"{number}.建设第{number}处服务点。方便群众办事。\n" for number in range(1, 151))
    request = parse_request(canonical_request(f"{text}建议：\n{asks}"))
    assert [request.asks[place].title for place in (0, 99)] == ["建设第1处服务点", "建设第100处服务点"]
    assert [problem.message for problem in request.problems if problem.field == "asks"] == [
        "建议超过100条，只列出前100条，请核对"
    ]


@pytest.mark.parametrize("text", ["", " \n", "建议：", "\u200b", "1.\n2.\n", "\t\t\n建议\t建议\n"])
def test_what_holds_nothing_has_its_problem(text: str) -> None:
    request = parse_request(canonical_request(text))
    assert request.asks == ()
    assert "asks" in [problem.field for problem in request.problems]


def test_zero_width_characters_stay_inside_the_spans() -> None:
    text = clean(
        "第１５７号\n关于护水的提\u200b案\n提\u200b案人：王\u200b洪福\n水质不稳。\n建\u200b议：\n1.加\u200b密点位。\n2.建设模型。"
    )
    request = parse_request(text)
    assert request.proposers == ("王洪福",)
    assert [ask.span.of(text) for ask in request.asks] == ["1.加\u200b密点位。", "2.建设模型。"]


@given(st.text(st.sampled_from("关于的提案建议一二、（）1.：。\n\t|第号政协人大届次王洪福\u200b "), max_size=200))
def test_any_text_is_read(text: str) -> None:
    cleaned = clean(text)
    request = parse_request(cleaned)
    shown: Any = request_shape(request)["asks"]
    assert [ask["text"] for ask in shown] == [ask.span.of(cleaned) for ask in request.asks]
    assert all(one.span.end <= other.span.start for one, other in pairwise(request.asks))


@given(st.text(st.sampled_from("关于的提案建议附议人会办单位一、：。\n\t  王洪厅省界类别"), max_size=200))
def test_only_white_space_is_touched(text: str) -> None:
    assert strip_whitespace(canonical_request(text)) == strip_whitespace(text)
