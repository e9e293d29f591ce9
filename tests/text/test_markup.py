"""Tags around stretches of a text: whatever the spans, the text stays as it is and tags are nested."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from kejiting.text.markup import Tag, apart, markup
from kejiting.text.spans import Span

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda pair: Span(pair[0], sum(pair))))


class Nesting(HTMLParser):
    """Raises AssertionError where a tag is closed that was not opened last."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.opened: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert not self.opened

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_entityref(self, name: str) -> None:
        self.text += unescape(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.text += unescape(f"&#{name};")


def layer(name: str, spans: list[Span]) -> list[Tag]:
    return [Tag(span, f"<{name}>", f"</{name}>") for span in apart(spans)]


def test_it_works() -> None:
    text = "转化金额9942万元"
    links, marks = layer("a", [Span(4, 10)]), layer("mark", [Span(2, 6)])

    assert markup(text, Span(0, 10), links, marks) == "转化<mark>金额</mark><a><mark>99</mark>42万元</a>"


def test_of_spans_that_overlap_the_first_has_the_place() -> None:
    assert apart([Span(5, 8), Span(0, 6), Span(8, 9), Span(0, 5), Span(6, 7)]) == [Span(0, 5), Span(5, 8), Span(8, 9)]


@given(st.text(alphabet="成果<>&'\"一\n\t", max_size=40), SPANS, SPANS, SPANS, st.integers(0, 40), st.integers(0, 40))
def test_any_spans_leave_the_text_as_it_is(
    text: str, links: list[Span], words: list[Span], marks: list[Span], start: int, end: int
) -> None:
    window = Span(min(start, end), max(start, end))
    html = markup(text, window, layer("a", links), layer("span", words), layer("mark", marks))

    assert Nesting(html).text == window.of(text)
