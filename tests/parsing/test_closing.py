"""Where the answer ends, and who signed it when."""

from __future__ import annotations

from datetime import date

import pytest

from proposals.parsing.closing import Closing, date_below_title, find_closing
from proposals.parsing.lines import lines_of

DAY = date(2025, 6, 18)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("甲。\n吉林省科学技术厅\n2025年6月18日", Closing(1, "吉林省科学技术厅", DAY), id="signed"),
        pytest.param(
            "甲。\n感谢您的关心。\n神山镇人民政府\n2025年6月18日", Closing(1, "神山镇人民政府", DAY), id="thanks"
        ),
        pytest.param(
            "甲。\n县水务局\n2025年6月18日\n联系人：陆言，13800000000", Closing(1, "县水务局", DAY), id="contact"
        ),
        pytest.param(
            "甲。\n联系电话:0000—0000000\n县水务局\n2025年6月18日", Closing(1, "县水务局", DAY), id="contact before"
        ),
        pytest.param("甲。\n县水务局\n2025年6月18日\n上一条：某某局关于第9号", Closing(1, "县水务局", DAY), id="links"),
        pytest.param(
            "甲。\n市科技局\n2025年6月18日\n提案原文\n2024年1月1日", Closing(1, "市科技局", DAY), id="another text"
        ),
        pytest.param(
            "甲。\n附件：1.名单\n2.目录\n市科技局\n2025年6月18日",
            Closing(1, "市科技局", DAY),
            id="a list of attachments",
        ),
        pytest.param(
            "甲。\n分管领导：李军\n邮政编码：130000\n市科技局\n日期：2025年6月18日",
            Closing(1, "市科技局", DAY),
            id="notes",
        ),
        pytest.param("甲。\n2025年6月18日\n市科技局", Closing(1, "市科技局", DAY), id="signed below the date"),
        pytest.param(
            "甲。\n市科技局、市财政局\n2025年6月18日", Closing(1, "市科技局、市财政局", DAY), id="two offices"
        ),
        pytest.param("甲。\n2025年6月18日", Closing(1, None, DAY), id="date only"),
        pytest.param("甲。\n市科技局\n二〇二五年六月十八日", Closing(1, "市科技局", DAY), id="spelled date"),
        pytest.param("甲。\n市科技局2025年6月18日", Closing(1, "市科技局", DAY), id="on one line"),
        pytest.param(
            "甲。\n此致\n敬礼！\n市科技局\n市财政局\n2025年6月18日",
            Closing(1, "市科技局", DAY),
            id="the first of two offices leads",
        ),
        pytest.param("甲。\n乙。\n以上答复，如有不妥，请批评指正。", Closing(2, None, None), id="no signature"),
        pytest.param("甲。\n乙。\n感谢您的关心。\n下载", Closing(2, None, None), id="words of the page"),
        pytest.param("甲。\n一是感谢您的支持。", Closing(2, None, None), id="a numbered line stays"),
        pytest.param("2025年6月18日召开会议。\n甲。", Closing(2, None, None), id="a date in a sentence"),
    ],
)
def test_the_end(text: str, expected: Closing) -> None:
    assert find_closing(lines_of(text)) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [("对甲的答复\n（2025年6月18日）", DAY), ("2025年6月18日\n对甲的答复", None), ("2025年6月18日 星期三", None)],
)
def test_a_date_below_the_title(head: str, expected: date | None) -> None:
    assert date_below_title(lines_of(head)) == expected
