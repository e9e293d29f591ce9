"""What a letter promises at its end without saying 下一步."""

from __future__ import annotations

import pytest

from proposals.parsing import parse_letter

HEAD = "王洪福委员：\n您提出的《关于甲的建议》收悉，现答复如下：\n"


@pytest.mark.parametrize(
    ("answer", "promised"),
    [
        ("已查看现场。目前尚未列入计划，我乡将积极向上级争取资金。", ["目前尚未列入计划，我乡将积极向上级争取资金。"]),
        ("已查看现场。\n我局将进一步加强检查。我们会继续努力。", ["我局将进一步加强检查。我们会继续努力。"]),
        ("我局将该建议转交有关单位，已经办结。", []),
        ("我局将继续推进。现已全部建成。", []),
        ("下一步，我局将加快建设。", ["下一步，我局将加快建设。"]),
    ],
)
def test_a_promise_at_the_end_is_a_next_step(answer: str, promised: list[str]) -> None:
    letter = parse_letter(f"{HEAD}{answer}\n某县水利局\n2024年5月6日")
    steps = [
        one.span.of(letter.text) for each in letter.recommendations for one in each.passages if one.part == "next_steps"
    ]
    assert steps == promised


def test_a_promise_without_the_word_is_marked_as_inferred() -> None:
    letter = parse_letter(f"{HEAD}我乡将积极争取资金。\n某乡人民政府\n2024年5月6日")
    assert "next_steps" in {problem.field for problem in letter.problems}


def test_a_wish_after_the_next_step_stays_outside() -> None:
    letter = parse_letter(f"{HEAD}之后，我局将开工。相信学校会越来越好！\n某县教育局\n2024年5月6日")
    parts = [(one.part, one.span.of(letter.text)) for each in letter.recommendations for one in each.passages]
    assert parts == [("next_steps", "之后，我局将开工。"), ("prose", "相信学校会越来越好！")]
