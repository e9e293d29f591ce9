"""The view that rules read: what is left out, what is one form, and the way back to the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.reading_view import as_seen, reading_view
from kejiting.text.spans import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第\u200b157\u00ad号", "第157号"),
        ("第３０１号", "第301号"),
        ("⼗⼀⽉⼈", "十一月人"),
        ("\uf98e\uf989", "年黎"),
        ("買買提•吐尔逊", "买买提·吐尔逊"),
        ("巴图‧苏和、古丽米热・艾比布力", "巴图·苏和、古丽米热·艾比布力"),
        ("•推动成果转化", "•推动成果转化"),
        ("1·5亿元", "1.5亿元"),
        ("0431‑88970001", "0431-88970001"),
        ("联系人∶程哲﹕", "联系人：程哲："),
        ("二○二五年、二0二五年、二◯二五年、二О二五年", "二〇二五年、二〇二五年、二〇二五年、二〇二五年"),
        ("二 ○ 二 五 年", "二 〇 二 五 年"),
        ("二零二一—二零二五、一百零五、一 0 五", "二〇二一—二〇二五、一百零五、一 0 五"),
        ("2O25年", "2025年"),
        ("100〜150家", "100～150家"),
        ("㈠⑴⒈", "（一）（1）1、"),
        ("①28个, 10²", "①28个, 10²"),
        ("（一）关于“双创”的建议：1.5亿元", "（一）关于“双创”的建议：1.5亿元"),
    ],
)
def test_what_rules_read(text: str, expected: str) -> None:
    assert reading_view(text).text == expected


@given(st.text())
def test_the_view_of_a_view_is_that_view(text: str) -> None:
    once = reading_view(text).text

    assert reading_view(once).text == once


@given(st.text(), st.data())
def test_every_span_leads_back(text: str, data: st.DataObject) -> None:
    view = reading_view(text)
    assert len(view.offsets) == len(view.text)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    span = view.in_source(Span(start, end))

    assert span.end <= len(text)
    if start < end:
        assert view.from_source(span).start <= start
        assert view.from_source(span).end >= end


def test_a_value_is_as_it_is_seen() -> None:
    assert as_seen("王\u200b洪 福⽇買•Ａ") == "王洪福日買•Ａ"
