"""A request with two asks, to which an outline is made."""

from __future__ import annotations

import pytest

from proposals.models import ReplyLetter, Request, RequestAsk

FIRST, SECOND = "一、建设专门的技术转移机构，培养技术经纪人。", "二、稳定科研队伍，改革评价体系。"


@pytest.fixture
def handed_over(seeds: dict[str, ReplyLetter]) -> Request:
    proposal = seeds["000"].answers.all()[0].proposal
    text = f"{FIRST}\n{SECOND}"
    row = Request.objects.create(
        title=proposal.title, kind="委员提案", session=proposal.session, number="9", proposers=["张三"], text=text
    )
    RequestAsk.objects.create(request=row, position=1, title="建设专门的技术转移机构", start=0, end=len(FIRST))
    RequestAsk.objects.create(request=row, position=2, title=None, start=len(FIRST) + 1, end=len(text))
    return row
