from __future__ import annotations

import pytest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kejiting.markup import fill


@pytest.mark.parametrize(
    "value",
    ["概念验证", "<script>", "\"'&", "{0}", "{value}", 3, None, mark_safe("<b>粗</b>"), mark_safe("<b>") + "<i>"],
    ids=repr,
)
def test_it_escapes_as_django_does(value: object) -> None:
    filled = fill('<a href="{value}">{value}</a>', value=value)

    assert filled == format_html('<a href="{value}">{value}</a>', value=value)
    assert isinstance(filled, SafeString)
