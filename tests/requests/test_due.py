"""By when a proposal is to be answered, where the paper that hands it over says so."""

from __future__ import annotations

import pytest

from proposals.parsing.requests import canonical_request, parse_request

TEXT = "关于护水的提案\n水质不稳。\n建议：\n1.加密点位。\n2.建设模型。"
HEAD = "省政协十三届四次会议第7号提案\n提案人：王洪福\n交办日期：2026年3月2日\n"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("答复期限：2026-06-02", "2026-06-02"),
        ("办结时限\t2026年6月2日", "2026-06-02"),
        ("最迟答复：2026.6.2", "2026-06-02"),
        ("请于2026年6月2日前书面答复提案人。", "2026-06-02"),
        ("请于6月2日以前办理完毕并答复。", "2026-06-02"),
        ("请主办单位于2026年6月2日前答复提案人，会办单位于2026年4月2日前送会办意见。", "2026-06-02"),
        ("请会办单位于2026年4月2日前答复主办单位。", "None"),
        ("办理期限：三个月", "None"),
        ("答复期限：2025-06-02", "None"),
        ("2026年1月2日前提交。", "None"),
        ("请于2月30日前答复。", "None"),
    ],
)
def test_it_works(said: str, day: str) -> None:
    assert str(parse_request(canonical_request(f"{HEAD}{said}\n{TEXT}")).due_on) == day
