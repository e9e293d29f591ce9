"""A person says what stands where; the passages stay spans of the text, and a later reading leaves them alone."""

from __future__ import annotations

import pytest

from kejiting.ingest.reading import read_letter
from kejiting.text.spans import Span
from kejiting.web.actions import ActionError, RowChangedError
from proposals.models import Origin, Part, Passage, Recommendation, ReplyLetter
from proposals.records import (
    begin_ask,
    correcting,
    end_ask,
    join_items,
    mark_item,
    remove_item,
    reread_letter,
    save_letter,
    set_ask,
    set_part,
    split_item,
)

pytestmark = pytest.mark.django_db

TEXT = """王洪福委员：
您提出的《关于建设科技创新中心的提案》收悉，现答复如下：
一、关于“建设平台”的建议
（一）落实举措
1.印发了管理办法。2.召开了推进会。
3.组织了培训。
（二）取得成效
建成平台三个。
二、关于“引进人才”的建议
（一）落实举措
出台了人才政策。
吉林省科学技术厅
2025年6月18日
"""


@pytest.fixture
def letter() -> ReplyLetter:
    reading = read_letter("letter.txt", TEXT.encode())
    return save_letter(reading.parsed, source=reading.source, by=None)


def place(letter: ReplyLetter, words: str) -> Span:
    start = letter.text.index(words)
    return Span(start, start + len(words))


def item(letter: ReplyLetter, words: str) -> Passage:
    span = place(letter, words)
    return letter.passages.exclude(part=Part.PROPOSAL).get(start__lte=span.start, end__gte=span.end)


def contents(letter: ReplyLetter) -> list[tuple[int | None, str, str]]:
    rows = letter.passages.exclude(part__in=("title", "proposal")).select_related("recommendation").order_by("start")
    return [(row.recommendation and row.recommendation.position, row.part, row.span.of(letter.text)) for row in rows]


ONE, TWO = "一、关于“建设平台”的建议", "二、关于“引进人才”的建议"
READ = [
    (1, "recommendation", ONE),
    (1, "measures", "1.印发了管理办法。"),
    (1, "measures", "2.召开了推进会。"),
    (1, "measures", "3.组织了培训。"),
    (1, "outcomes", "建成平台三个。"),
    (2, "recommendation", TWO),
    (2, "measures", "出台了人才政策。"),
]


def test_it_is_read_so(letter: ReplyLetter) -> None:
    assert [row for row in contents(letter) if row[1] != "measures"] == [row for row in READ if row[1] != "measures"]


def test_words_that_were_no_item_become_one(letter: ReplyLetter) -> None:
    with correcting(letter):
        mark_item(letter, Part.OUTCOMES, place(letter, "召开了推进会。"))

    assert (1, "outcomes", "召开了推进会。") in contents(letter)
    assert letter.set_by_person == ["letter_passages", "recommendations"]


def test_what_is_left_of_an_item_stays_on_both_sides(letter: ReplyLetter) -> None:
    with correcting(letter):
        mark_item(
            letter, Part.NEXT_STEPS, place(letter, "人才")
        )  # inside the proposal's heading of ask two: the ask goes

    assert (1, "next_steps", "人才") in contents(letter)
    with correcting(letter):
        mark_item(letter, Part.OUTCOMES, place(letter, "平台三"))

    rows = contents(letter)
    at = rows.index((1, "outcomes", "平台三"))
    assert rows[at - 1 : at + 2] == [(1, "outcomes", "建成"), (1, "outcomes", "平台三"), (1, "outcomes", "个。")]


def test_a_recommendation_begins_where_a_person_says(letter: ReplyLetter) -> None:
    with correcting(letter):
        begin_ask(letter, place(letter, "（二）取得成效"), "取得成效")

    assert [ask.title for ask in letter.recommendations.all()] == ["建设平台", "取得成效", "引进人才"]
    assert [ask.position for ask in letter.recommendations.all()] == [1, 2, 3]
    assert contents(letter)[-4:] == [
        (2, "recommendation", "（二）取得成效"),
        (2, "outcomes", "建成平台三个。"),
        (3, "recommendation", TWO),
        (3, "measures", "出台了人才政策。"),
    ]


def test_a_letter_without_asks_gets_its_first(letter: ReplyLetter) -> None:
    reading = read_letter("plain.txt", TEXT.replace(ONE, "我厅认真研究。").replace(TWO, "人才方面。").encode())
    plain = save_letter(reading.parsed, source=reading.source, by=None)
    with correcting(plain):
        begin_ask(plain, place(plain, "人才方面。"), "人才")

    assert [ask.title for ask in plain.recommendations.all()][-1] == "人才"
    assert contents(plain)[-1][0] == plain.recommendations.get(title="人才").position


def test_what_is_no_recommendation_falls_to_the_one_before(letter: ReplyLetter) -> None:
    with correcting(letter):
        end_ask(letter.recommendations.get(position=2))

    assert [ask.title for ask in letter.recommendations.all()] == ["建设平台"]
    assert contents(letter)[-1] == (1, "measures", "出台了人才政策。")
    assert TWO not in [words for _, _, words in contents(letter)]


def test_the_first_one_ended_leaves_an_answer_without_heading(letter: ReplyLetter) -> None:
    with correcting(letter):
        end_ask(letter.recommendations.get(position=1))

    assert [ask.title for ask in letter.recommendations.all()] == [None, "引进人才"]


def test_split_and_joined_again(letter: ReplyLetter) -> None:
    passage = item(letter, "组织了培训。")
    before = contents(letter)
    with correcting(letter):
        split_item(passage, place(letter, "组织").start)
    assert [words for _, _, words in contents(letter)][3:5] == ["3.", "组织了培训。"]
    with correcting(letter):
        join_items(letter.passages.get(pk=passage.pk))

    assert contents(letter) == before
    assert letter.passages.get(pk=passage.pk).origin == Origin.PERSON


@pytest.mark.parametrize("at", [0, "start", "end"])
def test_no_split_at_the_edge(letter: ReplyLetter, at: int | str) -> None:
    passage = item(letter, "组织了培训。")
    place_of = {"start": passage.start, "end": passage.end}.get(str(at), 0)
    with pytest.raises(ActionError, match="中间"), correcting(letter):
        split_item(passage, place_of)


def test_only_neighbours_of_one_part_join(letter: ReplyLetter) -> None:
    with pytest.raises(ActionError, match="同一部分"), correcting(letter):
        join_items(item(letter, "组织了培训。"))


def test_another_part_and_another_recommendation(letter: ReplyLetter) -> None:
    first, second = letter.recommendations.all()
    with correcting(letter):
        set_part(item(letter, "建成平台三个。"), Part.NEXT_STEPS)
        set_ask(item(letter, "组织了培训。"), second)
    with correcting(letter):
        set_ask(item(letter, "建成平台三个。"), None)

    assert (None, "next_steps", "建成平台三个。") in contents(letter)
    assert (2, "measures", "3.组织了培训。") in contents(letter)
    with pytest.raises(ActionError, match="只有“下一步”"), correcting(letter):
        set_ask(item(letter, "组织了培训。"), None)
    assert first.pk in [ask.pk for ask in letter.recommendations.all()]


def test_what_is_removed_does_not_come_back(letter: ReplyLetter) -> None:
    with correcting(letter):
        remove_item(item(letter, "建成平台三个。"))

    reread_letter(ReplyLetter.objects.get(), by=None)

    assert "建成平台三个。" not in [words for _, _, words in contents(letter)]


def test_a_later_reading_leaves_all_of_it_alone(letter: ReplyLetter) -> None:
    with correcting(letter):
        begin_ask(letter, place(letter, "（二）取得成效"), "取得成效")
        mark_item(letter, Part.PROSE, place(letter, "召开了推进会"))
    before, ids = contents(letter), list(letter.passages.values_list("pk", flat=True))

    reread_letter(ReplyLetter.objects.get(), by=None)

    assert contents(ReplyLetter.objects.get()) == before
    assert list(letter.passages.values_list("pk", flat=True)) == ids


def test_nothing_is_done_by_halves(letter: ReplyLetter) -> None:
    before, version = contents(letter), letter.version

    def remove_and_fail() -> None:
        with correcting(letter):
            remove_item(item(letter, "建成平台三个。"))
            mark_item(letter, Part.TITLE, Span(0, 3))

    with pytest.raises(ActionError):
        remove_and_fail()

    assert contents(letter) == before
    assert ReplyLetter.objects.get().version == version


def test_the_second_of_two_people_is_told(letter: ReplyLetter) -> None:
    first, second = ReplyLetter.objects.get(), ReplyLetter.objects.get()
    with correcting(first):
        remove_item(item(first, "建成平台三个。"))

    with pytest.raises(RowChangedError), correcting(second):
        remove_item(item(second, "出台了人才政策。"))
    assert (2, "measures", "出台了人才政策。") in contents(second)


@pytest.mark.parametrize("span", [Span(0, 0), Span(6, 7), Span(10, 100_000)])
def test_no_words_no_item(letter: ReplyLetter, span: Span) -> None:
    with pytest.raises(ActionError), correcting(letter):
        mark_item(letter, Part.MEASURES, span)
    assert Recommendation.objects.count() == 2
