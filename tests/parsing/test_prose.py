"""Answer text without headings: prose by paragraphs, next steps split off."""

from __future__ import annotations

import pytest

from proposals.parsing.lines import lines_of
from proposals.parsing.prose import prose_passages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("甲。\n乙。", [("prose", "甲。"), ("prose", "乙。")], id="paragraphs"),
        pytest.param("甲。下一步，乙。", [("prose", "甲。"), ("next_steps", "下一步，乙。")], id="inside a paragraph"),
        pytest.param("下步我局将乙。", [("next_steps", "下步我局将乙。")], id="without a comma"),
        pytest.param("甲。今后，我局将乙。", [("prose", "甲。"), ("next_steps", "今后，我局将乙。")], id="from now on"),
        pytest.param(
            "下一步，一是甲。二是乙。", [("next_steps", "一是甲。"), ("next_steps", "二是乙。")], id="bare lead"
        ),
        pytest.param(
            "下一步，我局将做好以下工作：\n1.甲。\n2.乙。\n丙。",
            [
                ("next_steps", "下一步，我局将做好以下工作："),
                ("next_steps", "1.甲。"),
                ("next_steps", "2.乙。"),
                ("prose", "丙。"),
            ],
            id="a list below",
        ),
        pytest.param(
            "下一步，我局将：\n1.甲。\n2.乙。",
            [("next_steps", "1.甲。"), ("next_steps", "2.乙。")],
            id="a lead of no words",
        ),
        pytest.param(
            "下一步，面向主战场，加快发展。一是甲。",
            [("next_steps", "下一步，面向主战场，加快发展。"), ("next_steps", "一是甲。")],
            id="a lead that says something",
        ),
        pytest.param(
            "甲。结合您的建议，我局下一步将乙。",
            [("prose", "甲。"), ("next_steps", "结合您的建议，我局下一步将乙。")],
            id="after words that lead in",
        ),
        pytest.param("明年，我局将乙。", [("next_steps", "明年，我局将乙。")], id="next year"),
        pytest.param("明年将至，甲。", [("prose", "明年将至，甲。")], id="next year comes"),
        pytest.param("为下一步工作打下基础。", [("prose", "为下一步工作打下基础。")], id="inside a sentence"),
        pytest.param("我局明确了，下一步，甲。", [("prose", "我局明确了，下一步，甲。")], id="after a comma"),
    ],
)
def test_prose(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(passage.part, passage.span.of(text)) for passage in prose_passages(text, lines_of(text))] == expected
