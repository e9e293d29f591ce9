"""Whatever figures a draft holds, zeros and endless lists among them, what it says of them is reckoned to its end."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.draft_checks import DraftMemory, read_draft
from kejiting.draft_checks.own_figures import check_own_figures

DRAFT = """对省政协十三届三次会议第157号委员提案的答复
王洪福委员：
您提出的《关于甲的建议》收悉，现答复如下：
一、关于甲
{}。
吉林省科学技术厅
2025年6月18日
"""
CLAUSES = (
    "2025年建成平台{}个，比2024年的{}个增长{}%",
    "由{}人增加到{}人，增长{}倍",
    "甲类{}家、乙类{}家，合计{}家",
    "企业{}家，占总数{}家的{}%",
    "共{}户{}元，户均{}元",
    "办理{}件，已办结{}件，余下{}件",
    "投入{}万元，是2023年{}万元的{}倍",
    "2023年{}户、2024年{}户、2025年{}户，年均增长5%",
    "优秀{}个，优秀的每个奖励{}万元，共计{}万元",
)
NUMBERS = st.sampled_from(["0", "0.0", "1", "7", "100", "3.5", "99999999999999", "10亿", "约20", "3—5"])
CLAUSE = st.builds(lambda words, numbers: words.format(*numbers), st.sampled_from(CLAUSES), st.tuples(*[NUMBERS] * 3))


def found_in(text: str) -> int:
    draft = read_draft("草稿.txt", DRAFT.format(text).encode())
    return len(list(check_own_figures(draft, DraftMemory(draft))))


@given(st.lists(CLAUSE, min_size=1, max_size=6))
def test_no_figure_stops_the_check(clauses: list[str]) -> None:
    found_in("，".join(clauses))


@pytest.mark.parametrize("clause", CLAUSES)
def test_an_endless_list_takes_no_longer_than_its_length(clause: str) -> None:
    def seconds(times: int) -> float:
        text = "，".join([clause.format(9, 5, 3)] * times)
        began = time.process_time()
        found_in(text)
        return time.process_time() - began

    seconds(4)
    assert seconds(100) < 12 * seconds(25) + 0.2
