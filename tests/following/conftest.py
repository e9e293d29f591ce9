"""Letters that people enter, and that those who follow something are told of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth.models import User

from proposals.models import Delegate, ReplyLetter, Status
from proposals.parsing import parse_letter
from proposals.records import save_letter
from proposals.records.save import Provenance
from tests.conftest import name_topics

LETTER = """吉林省科学技术厅对省政协十三届三次会议第901号委员提案的答复
吉科发成〔2026〕901号
王洪福委员：
您提出的《关于建设概念验证中心的提案》收悉，现答复如下：
一、关于概念验证中心的建议
工作举措：已备案概念验证中心12家，培训技术经纪人300人。
下一步，将在2027年底前新建概念验证中心5家。
吉林省科学技术厅
2026年11月20日
"""
Arrive = Callable[..., ReplyLetter]


@pytest.fixture
def arrive(editor: User) -> Arrive:
    """Let a letter be entered by a person, and published."""

    def arrived(text: str = LETTER, status: Status = Status.PUBLISHED, written_on: date | None = None) -> ReplyLetter:
        parsed = replace(parse_letter(text), written_on=written_on or date(2026, 11, 20))
        return save_letter(parsed, source=Provenance(text), by=editor, status=status)

    return arrived


@pytest.fixture
def delegate(seeds: dict[str, ReplyLetter]) -> Delegate:
    return Delegate.objects.get(name="王洪福")


@pytest.fixture
def topics(seeds: dict[str, ReplyLetter]) -> None:
    name_topics()
