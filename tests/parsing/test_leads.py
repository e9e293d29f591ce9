"""A list that a lead opens is none of the letter's headings, whatever its numbers look like."""

from __future__ import annotations

from time import process_time

import pytest

from proposals.parsing.body import read_body
from proposals.parsing.lines import lines_of

ASKS = "一、关于“甲”的建议\n已完成。\n{}\n二、关于“乙”的建议\n已完成。"


def titles(text: str) -> list[str | None]:
    return [one.title for one in read_body(text, lines_of(text)).recommendations]


@pytest.mark.parametrize(
    "items",
    [
        "下步我们将重点推进以下工作：\n第一，推动集成办理，年底前新增15件。\n第二，布设自助终端40台。",
        "今后的工作打算是：\n一、恢复重建基层社4家。\n二、改造服务社60家。\n三、强化保供。",
    ],
)
def test_items_head_nothing(items: str) -> None:
    text = ASKS.format(items)
    first, _ = read_body(text, lines_of(text)).recommendations

    assert titles(text) == ["甲", "乙"]
    assert all(any(line in one.span.of(text) for one in first.passages) for line in items.split("\n"))


@pytest.mark.parametrize("lead", ["现将有关情况答复如下：", "将您的建议逐条回复如下："])
def test_what_opens_the_answer_opens_no_list(lead: str) -> None:
    text = f"{lead}\n一、关于“甲”的建议\n已完成。\n二、关于“乙”的建议\n已完成。"
    assert titles(text)[-2:] == ["甲", "乙"]


def test_a_long_run_of_leads_is_read_in_good_time() -> None:
    started = process_time()
    text = f"一、关于“甲”的建议\n{'下一步' * 12_000}"
    assert titles(text) == ["甲"]
    assert process_time() - started < 2
