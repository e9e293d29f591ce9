"""The table above a letter, one cell a line."""

from __future__ import annotations

from datetime import date

import pytest

from proposals.parsing.lines import lines_of
from proposals.parsing.table import (
    bare_index_number,
    bare_published_on,
    cell,
    date_cell,
    number_cell,
    read_table,
)


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("索引号:112K/2025-01", "index_number", "112K/2025-01"),
        ("索引号|0000-5/2016-1228003|", "index_number", "0000-5/2016-1228003"),
        ("【索引号】0151/2022-00410", "index_number", "0151/2022-00410"),
        ("信息索引号：0151/2022-00410", "index_number", "0151/2022-00410"),
        ("公开主体：区商务委", "publisher", "区商务委"),
        ("索引号\nab211/2018-35\n公开方式\n主动公开", "index_number", "ab211/2018-35"),
        ("索引号：\n0001/2018-23", "index_number", None),
        ("文号:\n生成日期:2022-11-23", "doc_number", None),
        ("文号\n浏览量|", "doc_number", None),
        ("名称:关于对甲的答复\n标题:对甲的答复", "title", "对甲的答复"),
        ("发布机构:市教体局\n发布机构:另一家", "publisher", "市教体局"),
        ("组配分类:提案办理\n分类:委员提案;议案", "category", "委员提案;议案"),
        ("时间紧迫", "published_on", None),
    ],
)
def test_a_cell(text: str, field: str, expected: str | None) -> None:
    assert cell(read_table(lines_of(text)), field) == expected


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("成文日期:2025年06月18日", "written_on", date(2025, 6, 18)),
        ("制发日期:2025-07-10", "written_on", date(2025, 7, 10)),
        ("发布时间:2018-08-04 14:49:15", "published_on", date(2018, 8, 4)),
        ("发布日期:待定", "published_on", None),
        ("2023年11月5日星期天", "written_on", None),
    ],
)
def test_a_date(text: str, field: str, expected: date | None) -> None:
    assert date_cell(read_table(lines_of(text)), field) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("•640104-107/2019-00169", "640104-107/2019-00169"),
        ("2019年07月26日", None),
        ("见 640104-107/2019-00169 号", None),
    ],
)
def test_an_index_number_without_its_label(text: str, expected: str | None) -> None:
    assert bare_index_number(lines_of(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("提案编号：第218号", "218"),
        ("编号：X20240031", "X20240031"),
        ("建议编号：2023-017", "2023-017"),
        ("编号：待定", None),
        ("编号", None),
    ],
)
def test_a_proposals_number(text: str, expected: str | None) -> None:
    assert number_cell(read_table(lines_of(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-06-12 10:22来源：市科技局", date(2023, 6, 12)),
        ("2023年6月12日来源:市科技局", date(2023, 6, 12)),
        ("2023年11月5日星期天", None),
        ("2023-06-12", None),
    ],
)
def test_a_day_of_publication_without_its_label(text: str, expected: date | None) -> None:
    assert bare_published_on(lines_of(text)) == expected
