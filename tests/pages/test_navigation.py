from __future__ import annotations

import re

from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from kejiting.web.addresses import page_address


def places(html: str) -> list[tuple[str, bool]]:
    """The words of the navigation, and which of them says that we are there."""
    # aria-current is said of one place; not of the masthead
    found = re.findall(r'<li><a href="[^"]*"( aria-current="page")?>([^<]*)</a></li>', html.partition("</nav>")[0])
    return [(words, bool(here)) for here, words in found]


def test_the_place_where_we_are_is_marked(client: Client, db: None) -> None:
    here = [words for words, is_here in places(client.get("/indicators/checks/").content.decode()) if is_here]
    assert here == ["指标"]


def test_some_are_shown_to_those_who_may_go_there(client: Client, reader_client: Client, editor_client: Client) -> None:
    nobody, reader, editor = (
        [words for words, _ in places(one.get("/plans/").content.decode())]
        for one in (client, reader_client, editor_client)
    )
    assert [words for words in reader if words != "我的关注"] == nobody
    assert "我的关注" in reader
    assert [words for words in editor if words not in {"录入", "工作台", "来件", "发文前核对"}] == reader
    assert {"录入", "工作台", "来件", "发文前核对"} <= set(editor)


def test_a_page_refused_before_anybody_is_known_has_its_navigation(db: None) -> None:
    page = render_to_string("web/base.html", {}, RequestFactory().get("/"))
    assert len(places(page)) == 11


def test_a_place_under_more_is_named_beside_it(client: Client, db: None) -> None:
    html = client.get("/topics/").content.decode()
    assert '<summary class="is-current">更多<span class="current-name">：主题</span></summary>' in html


def test_addresses_are_those_of_reverse() -> None:
    for name, keys in (("search", ()), ("letter", (70,)), ("target", (3, 405)), ("request_sheet", (0,))):
        assert page_address(name, *keys) == reverse(name, args=keys)
