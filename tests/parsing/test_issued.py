"""What each line of a letter is on paper."""

from __future__ import annotations

import pytest

from proposals.parsing import issued_lines

LETTER = """标题:对第9号建议的答复
对第9号建议的答复
甲科发〔2025〕7号
陆言代表：
您提出的《关于修路的建议》收悉，现答复如下：
一、关于“修路”的建议
（一）落实举措
一、我局高度重视。
修了一条路。
感谢您的关心。
甲市科学技术局
2025年6月18日
联系人：林清禾"""


def test_it_works() -> None:
    assert [role for _, role in issued_lines(LETTER)] == [
        "field",
        "title",
        "number",
        "salutation",
        "body",
        "heading",
        "subheading",
        "body",
        "body",
        "body",
        "signature",
        "signature",
        "body",
    ]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        pytest.param("", ["body"], id="empty"),
        pytest.param("修了一条路。", ["body"], id="no letter"),
        pytest.param("修了一条路。\n\n甲市科学技术局", ["body", "body", "signature"], id="without a date"),
        pytest.param("修了一条路。\n2025年6月18日", ["body", "signature"], id="without an agency"),
    ],
)
def test_what_is_missing(text: str, roles: list[str]) -> None:
    lines = list(issued_lines(text))

    assert "\n".join(line for line, _ in lines) == text
    assert [role for _, role in lines] == roles
