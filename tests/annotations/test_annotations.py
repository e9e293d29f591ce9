"""Annotations by span: which of those that overlap are drawn, and that no character of the text is changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kejiting.search import cut_snippet
from kejiting.text.spans import Span
from measures.annotations.annotation import Annotation, AnnotationKind, Annotations
from tests.text.test_markup import Nesting

CHECK, NEWER, TARGET, DOCUMENT, TOPIC, PROMISE = AnnotationKind
ANNOTATIONS = st.lists(
    st.builds(
        lambda start, length, kind, label: Annotation(Span(start, start + length), kind, label, f"/{kind}/?a=1&b=2"),
        st.integers(0, 60),
        st.integers(1, 30),
        st.sampled_from(AnnotationKind),
        st.sampled_from(("请核口径", '有更新的数据：2"<3', "主题：中试")),
    )
)


def note(start: int, end: int, kind: AnnotationKind, label: str = "", address: str = "/a/") -> Annotation:
    return Annotation(Span(start, end), kind, label, address)


def test_it_works() -> None:
    notes = Annotations([note(4, 10, NEWER, "有更新的数据：2.3亿元", "/letters/1/#p1")])

    assert notes.html("转化金额9942万元。") == (
        '转化金额<a class="note note-newer" href="/letters/1/#p1" title="有更新的数据：2.3亿元">9942万元</a>。'
    )
    assert notes.html("9942万元", 4).startswith("<a ")
    assert notes.html("。", 10) == "。"


def test_those_of_one_span_are_one_link_that_says_all() -> None:
    html = Annotations([note(0, 2, NEWER, "新", "/new/"), note(0, 2, CHECK, "核", "/check/")]).html("三家")

    assert html == '<a class="note note-check" href="/check/" title="核；新">三家</a>'


def test_the_weightiest_has_the_place_then_the_longest() -> None:
    text = "《关于建设100家概念验证中心的办法》"
    title, figure = note(0, len(text), DOCUMENT, "文件"), note(5, 9, CHECK, "核")
    topic, longer = note(9, 13, TOPIC, "概念验证"), note(9, 15, TOPIC, "概念验证中心")

    assert Annotations([topic, longer]).html(text).count("<a ") == 1
    assert ">概念验证中心</a>" in Annotations([topic, longer]).html(text)
    assert f">{text}</a>" in Annotations([topic, longer, title]).html(text)
    assert Annotations([title, figure, topic]).html(text).count("<a ") == 2


def test_a_link_over_two_stretches_is_a_link_in_both() -> None:
    notes = Annotations([note(2, 7, DOCUMENT)])

    assert [notes.html(words, at).count("<a ") for at, words in ((0, "按照《甲"), (4, "办法》执行"), (7, "执行"))] == [
        1,
        1,
        0,
    ]


def test_what_is_between_links_leads_elsewhere_and_the_keyboard_stops_once() -> None:
    html = Annotations([note(2, 4, NEWER)]).html("前面三家后面", href="/letters/1/#p1")

    assert html.count('href="/letters/1/#p1"') == 2
    assert html.count('tabindex="-1"') == 1
    assert html.startswith('<a href="/letters/1/#p1">前面</a><a class="note')


def test_the_keyboard_stops_at_what_is_shown_of_a_hit() -> None:
    text = "三家" + "一" * 100 + "转化五家。"
    notes = Annotations([note(0, 2, NEWER), note(104, 106, NEWER)])
    html = notes.excerpt(cut_snippet(text, (Span(102, 104),), 20), href="/p/")

    assert html.count('<a href="/p/">') == 1
    assert '<a href="/p/">' in html[: html.index("转化")]
    assert html.count('tabindex="-1"') == 1


def test_a_warning_names_the_figures_once_each_and_no_others() -> None:
    text = "转化633个、9942 万元，转化633个，达100家"
    notes = Annotations(
        [
            note(2, 6, CHECK, "请核口径"),
            note(7, 14, NEWER, "有更新的数据：2.3亿元"),
            note(17, 21, CHECK, "请核口径"),
            note(23, 27, TARGET, "已达目标"),
        ]
    )

    assert notes.warning(text) == "其中633个请核口径；9942万元有更新的数据：2.3亿元"
    assert notes.warning("达100家", 22) == ""


@given(
    st.text(alphabet="成果<>&'\"一\n\t", max_size=80), ANNOTATIONS, st.integers(0, 60), st.sampled_from(["", "/p/?a&b"])
)
def test_any_annotations_leave_the_text_as_it_is(
    text: str, annotations: list[Annotation], start: int, href: str
) -> None:
    notes = Annotations(annotations)
    excerpt = cut_snippet(text, (Span(0, 3), Span(5, 9)) if len(text) > 9 else (), 40)
    words = text[start : start + 20]

    assert Nesting(notes.html(text, href=href)).text == text
    assert Nesting(notes.html(words, start, href)).text == words
    assert Nesting(notes.excerpt(excerpt, href=href)).text.strip("…") == excerpt.window.of(text)
    assert notes.warning(text) == "" or notes.warning(text).startswith("其中")
