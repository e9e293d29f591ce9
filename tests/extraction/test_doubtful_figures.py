"""A number that no rule reads whole gives no figure but a doubt, which editors see."""

from __future__ import annotations

import pytest
from django.test import Client

from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter
from kejiting.text.spans import Span
from measures.extraction.figures import extract_figures, figure_problems
from measures.models import Figure
from proposals.records import reread_letter
from tests.contacts.letters import letter_with


def doubts(text: str) -> list[str]:
    return [problem.message.split("”")[0].removeprefix("“") for problem in figure_problems(text, [Span(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("聚集人才1.2w人。", "1.2w人"),
        ("入驻企业12k家。", "12k家"),
        ("投入2亿3千5百万元。", "2亿3千5百万元"),
        ("投入1.2.3亿元。", "1.2.3亿元"),
        ("企业1 2家。", "1 2家"),
        ("支持项目1 200个。", "1 200个"),
        ("支持B12家企业。", "B12家"),
    ],
)
def test_it_works(text: str, printed: str) -> None:
    assert extract_figures(text) == ()
    assert doubts(text) == [printed]


@pytest.mark.parametrize(
    "text",
    [
        "培训2518人，投入3亿5000万元。", "5G基站1.2万个。", "第12.5批", "位于A座12层", "“1.2.3个”行动", "1. 50家企业", "3个月内", "2025年6月18日",
        "吉科发〔2025〕84号", "7×24小时", "10幢201室", "排名前10位",
    ],
)  # fmt: skip
def test_no_doubt(text: str) -> None:
    assert doubts(text) == []


@pytest.mark.django_db
def test_editors_see_it(editor_client: Client) -> None:
    text = letter_with([]).replace("开展对接活动15场", "聚集人才1.2w人")
    letter = ingest_letter(read_letter("x.txt", text.encode()), by=None, publish=True)
    told = "“1.2w人”读不准是多少，没有列入数据，请核对"

    assert told in editor_client.get(f"/entry/{letter.pk}/").content.decode()
    assert told in editor_client.get(letter.get_absolute_url()).content.decode()
    assert not Figure.objects.filter(printed__contains="1.2").exists()
    reread_letter(letter, by=None)
    letter.refresh_from_db()
    assert [problem["message"] for problem in letter.problems].count(told) == 1
