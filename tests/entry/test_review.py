"""The review page: every press saves what stands on it and what its button says, or nothing at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kejiting.indexing.sync import search
from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter, stage_letter
from kejiting.search import SearchQuery, parse_terms
from proposals.entry import review
from proposals.models import LetterAct, ReplyLetter
from proposals.records import letter_state, reread_letter, to_parsed
from tests.entry.desk_tools import seed, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


@pytest.fixture
def arrived(editor: User) -> ReplyLetter:
    return stage_letter(read_letter("letter.txt", seed("000")), by=editor)


@pytest.fixture
def prose(editor: User) -> ReplyLetter:
    return stage_letter(read_letter("letter.txt", seed("001")), by=editor)


def address(letter: ReplyLetter) -> str:
    return reverse("entry_review", args=[letter.pk])


def form_of(page: HttpResponse) -> dict[str, str]:
    """The fields of the page as a browser would send them back, without a button."""
    sent = {"version": str(page.context["letter"].version), "start": "", "end": "", "at": ""}
    for bound in page.context["header"]:
        value = bound.value()
        sent[bound.name] = "" if value is None or value is False else str(value)
    for ask in page.context["asks"]:
        if ask.recommendation and ask.recommendation.title:
            sent[f"title-{ask.recommendation.pk}"] = ask.recommendation.title
        for item in ask.items:
            sent[f"part-{item.passage.pk}"] = item.passage.part
            sent[f"ask-{item.passage.pk}"] = str(item.passage.recommendation_id or "")
    return sent


def press(client: Client, letter: ReplyLetter, action: str = "save", **changed: str) -> HttpResponse:
    sent = form_of(client.get(address(letter)))
    return client.post(address(letter), sent | changed | {"action": action}, follow=True)


def selected(letter: ReplyLetter, words: str) -> dict[str, str]:
    start = letter.text.index(words)
    return {"start": str(start), "end": str(start + len(words))}


def found(words: str) -> int:
    return search(SearchQuery(words=parse_terms(words))).count


def test_it_works(editor_client: Client, arrived: ReplyLetter) -> None:
    """Looked at, one field corrected by hand, one by selecting, published, found."""
    page = press(editor_client, arrived, "field:agency", **selected(arrived, "吉林省科学技术厅"), category="提案")
    assert page.redirect_chain == [(address(arrived), 302)]

    page = press(editor_client, arrived, "publish")

    letter = ReplyLetter.objects.get()
    assert page.redirect_chain == [(letter.get_absolute_url(), 302)]
    assert (letter.status, letter.category, letter.set_by_person) == ("published", "提案", ["category"])
    assert found("技术经纪") == 1


def test_what_only_arrived_is_in_no_list(client: Client, editor_client: Client, arrived: ReplyLetter) -> None:
    assert client.get(arrived.get_absolute_url()).status_code == 404
    assert client.get("/api/letters").json()["count"] == 0
    assert found("技术经纪") == 0
    assert "核对后保存" in words_of(editor_client.get(address(arrived)))


def test_what_lacks_something_is_published_only_after_a_question(editor_client: Client, editor: User) -> None:
    letter = stage_letter(read_letter("a.txt", seed("002")), by=editor)

    page = press(editor_client, letter, "publish", category="提案")

    assert page.status_code == 422
    assert "还没有发布，这份答复缺：提案（建议）编号。" in words_of(page)
    assert '#id_number">提案（建议）编号</a>' in page.content.decode()
    letter = ReplyLetter.objects.get()
    assert (letter.category, letter.status) == ("提案", "arrived")
    press(editor_client, letter, "publish:nevertheless")
    assert ReplyLetter.objects.get().is_published


def test_gaps_lead_to_their_fields(editor_client: Client, editor: User) -> None:
    letter = stage_letter(read_letter("a.txt", seed("002")), by=editor)

    page = editor_client.get(address(letter)).content.decode()

    for field in ("number", "index_number"):
        assert f'<a href="#id_{field}">' in page
        assert f'id="id_{field}"' in page


def test_kept_as_a_draft(editor_client: Client, arrived: ReplyLetter) -> None:
    page = press(editor_client, arrived, "draft")

    assert "已存为草稿" in words_of(page)
    assert ReplyLetter.objects.get().status == "draft"
    assert found("技术经纪") == 0


def test_given_up(editor_client: Client, arrived: ReplyLetter, data_dir: Path) -> None:
    page = press(editor_client, arrived, "discard")

    assert "已放弃" in words_of(page)
    assert not ReplyLetter.objects.exists()
    assert ReplyLetter.everything.get().is_deleted
    assert list((data_dir / "originals").rglob("*.txt"))


def test_a_published_letter_is_not_given_up(editor_client: Client, editor: User) -> None:
    letter = ingest_letter(read_letter("a.txt", seed("000")), by=editor, publish=True)

    press(editor_client, letter, "discard")

    assert ReplyLetter.objects.get().is_published


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        ("title", "对省政协十三届三次会议第157号委员提案的答复", "对省政协十三届三次会议第157号委员提案的答复"),
        ("doc_number", "吉科发成〔2025〕84号", "吉科发成〔2025〕84号"),
        ("written_on", "2025年06月25日", "2025-06-25"),
        ("number", "第157号", "157"),
        ("delegates", "王洪福委员", "王洪福"),
        ("agency", "吉林省科学技术厅", "吉林省科学技术厅"),
    ],
)
def test_selected_words_are_a_field(
    editor_client: Client, arrived: ReplyLetter, field: str, words: str, value: str
) -> None:
    emptied = {field: ""}
    press(editor_client, arrived, "save", **emptied)

    page = press(editor_client, arrived, f"field:{field}", **selected(arrived, words))

    assert str(page.context["header"][field].value()) == value
    assert field in ReplyLetter.objects.get().set_by_person


def test_a_selected_session_fills_its_five_fields(editor_client: Client, arrived: ReplyLetter) -> None:
    press(editor_client, arrived, "save", session_term="9", session_place="市", session_level="市")

    press(editor_client, arrived, "field:session", **selected(arrived, "省政协十三届三次会议"))

    session = to_parsed(ReplyLetter.objects.get()).session
    assert session is not None
    assert (session.body, session.region, session.term, session.meeting) == ("政协", "省", 13, 3)


REFUSED: list[tuple[str, dict[str, str], str]] = [
    ("field:written_on", {"start": "0", "end": "5"}, "读不出日期"),
    ("field:session", {"start": "0", "end": "5"}, "读不出届次"),
    ("field:text", {"start": "0", "end": "5"}, "没有这一栏"),
    ("field:title", {}, "请先在正文里选中文字"),
    ("mark:measures", {"start": "5", "end": "5"}, "请先在正文里选中文字"),
    ("mark:measures", {"start": "x", "end": "²"}, "请先在正文里选中文字"),
    ("mark:measures", {"start": "0", "end": "9999999"}, "请先在正文里选中文字"),
    ("mark:title", {"start": "0", "end": "5"}, "只能标为"),
    ("mark:nonsense", {"start": "0", "end": "5"}, "没有这个部分"),
    ("split", {}, "点一下"),
    ("split", {"at": "1"}, "不在任何一段里"),
    ("join:0", {}, "已经不在了"),
    ("join:abc", {}, "已经不在了"),
    ("remove:99999999999999999999", {}, "已经不在了"),
    ("end:0", {}, "已经不在了"),
    ("judge:0-5-measures", {}, "已经不在原处"),
    ("judge:9-5-measures", {}, "已经不在原处"),
    ("judge:", {}, "已经不在原处"),
    ("save", {"doc_number": "八十四号"}, "这不是完整的发文字号"),
    ("save", {"session_term": ""}, "写届次要有机构"),
    ("publish", {"written_on": "2025-02-30"}, "输入一个有效的日期"),
]


def test_refused(editor_client: Client, arrived: ReplyLetter) -> None:
    """Each press on the same page, for whatever is refused changes nothing."""
    before, sent = to_parsed(arrived), form_of(editor_client.get(address(arrived)))
    for action, changed, sentence in REFUSED:
        page = editor_client.post(address(arrived), sent | changed | {"action": action})

        assert page.status_code == 422, action
        assert sentence in words_of(page), action
        letter = ReplyLetter.objects.get()
        assert (to_parsed(letter), letter.version, letter.status) == (before, arrived.version, "arrived"), action


def test_a_recommendation_begins_at_the_selection(editor_client: Client, arrived: ReplyLetter) -> None:
    heading = arrived.recommendations.get(position=2)
    span = arrived.passages.get(recommendation=heading, part="recommendation").span
    press(editor_client, arrived, f"end:{heading.pk}")
    assert ReplyLetter.objects.get().recommendations.count() == 4

    press(editor_client, arrived, "begin", start=str(span.start), end=str(span.end))

    letter = ReplyLetter.objects.get()
    assert letter.recommendations.get(position=2).title == heading.title
    assert letter.recommendations.count() == 5


def test_split_joined_marked_and_moved(editor_client: Client, arrived: ReplyLetter) -> None:
    passage = arrived.passages.filter(part="measures").first()
    middle = (passage.start + passage.end) // 2
    press(editor_client, arrived, "split", at=str(middle))
    assert arrived.passages.get(pk=passage.pk).end <= middle
    press(editor_client, arrived, f"join:{passage.pk}")
    assert arrived.passages.get(pk=passage.pk).span == passage.span
    last = arrived.recommendations.last()

    press(editor_client, arrived, "save", **{f"part-{passage.pk}": "outcomes", f"ask-{passage.pk}": str(last.pk)})

    moved = arrived.passages.get(pk=passage.pk)
    assert (moved.part, moved.recommendation, moved.origin) == ("outcomes", last, "person")


def test_an_ask_gets_another_title(editor_client: Client, arrived: ReplyLetter) -> None:
    ask = arrived.recommendations.first()

    press(editor_client, arrived, "save", **{f"title-{ask.pk}": "另一个 题目"})

    assert arrived.recommendations.get(pk=ask.pk).title == "另一个题目"


def test_a_sentence_is_confirmed_or_changed_by_one_press(editor_client: Client, prose: ReplyLetter) -> None:
    page = editor_client.get(address(prose))
    sentence = next(s for ask in page.context["asks"] for item in ask.items for s in item.sentences)
    other = "outcomes" if sentence.kind == "measures" else "measures"
    assert sentence.reason
    assert "推定" in words_of(page)

    page = press(editor_client, prose, f"judge:{sentence.span.start}-{sentence.span.end}-{other}")

    judged = next(s for ask in page.context["asks"] for item in ask.items for s in item.sentences)
    assert (judged.kind, judged.reason) == (other, None)
    assert to_parsed(ReplyLetter.objects.get()).sentence_kinds == ((sentence.span, other),)
    assert ReplyLetter.objects.get().set_by_person == []
    press(editor_client, prose, "publish")
    letter = ReplyLetter.objects.get()
    (told,) = [
        one["kind"]
        for ask in editor_client.get(f"/api/letters/{letter.pk}").json()["recommendations"]
        for section in ask["sections"]
        for one in section.get("sentences", [])
        if one["text"] == "".join(sentence.text.split("\n"))
    ]
    assert told == other
    assert "认定" not in words_of(editor_client.get(letter.get_absolute_url()))
    assert 'data-kind="推定' in editor_client.get(letter.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("action", "words", "changed", "sentence"),
    [
        ("field:published_on", "2025年06月18日", {}, "发布日期由“2025-06-25”改为“2025-06-18”"),
        ("save", "", {"category": ""}, "分类由“委员提案;议案”改为“未写”"),
        ("save", "", {"delegates": "王洪福、李锐"}, "委员、代表或团体由“王洪福”改为“王洪福、李锐”"),
        ("save", "", {"number": "158", "session_meeting": "4"}, "编号由“157”改为“158”"),
        ("mark:outcomes", "推动技术经纪专业", {}, "“推动技术经纪专业”由举措改为成效"),
        ("begin", "推动技术经纪专业", {}, "从“推动技术经纪专业”起是第 2 项建议"),
        ("reread", "", {"agency": "省科技厅"}, "已按最新规则重新识别"),
    ],
)
def test_a_press_says_what_it_changed_and_is_taken_back(
    editor_client: Client, arrived: ReplyLetter, action: str, words: str, changed: dict[str, str], sentence: str
) -> None:
    former, reading = letter_state(arrived), to_parsed(arrived)
    page = press(editor_client, arrived, action, **(selected(arrived, words) if words else {}), **changed)
    assert sentence in words_of(page)
    edit = LetterAct.objects.last()

    page = press(editor_client, arrived, f"undo:{edit.pk}")

    assert "已撤销，恢复原样" in words_of(page)
    letter = ReplyLetter.objects.get()
    assert (letter_state(letter), to_parsed(letter)) == (former, reading)
    assert [act.kind for act in LetterAct.objects.all()] == ["found", "corrected", "undone"]


def test_items_and_asks_are_taken_back_with_their_ids(editor_client: Client, arrived: ReplyLetter) -> None:
    item = arrived.passages.filter(part="measures").first()
    ask = arrived.recommendations.get(position=2)
    for action, sentence in (
        (f"join:{item.pk}", "合为一段"),
        (f"remove:{item.pk}", "不再是举措"),
        (f"end:{ask.pk}", "不再是一项建议"),
    ):
        former = letter_state(ReplyLetter.objects.get())
        assert sentence in words_of(press(editor_client, arrived, action))
        press(editor_client, arrived, f"undo:{LetterAct.objects.latest('pk').pk}")
        assert letter_state(ReplyLetter.objects.get()) == former


def test_a_judged_sentence_is_taken_back(editor_client: Client, prose: ReplyLetter) -> None:
    page = editor_client.get(address(prose))
    sentence = next(s for ask in page.context["asks"] for item in ask.items for s in item.sentences)

    page = press(editor_client, prose, f"judge:{sentence.span.start}-{sentence.span.end}-outcomes")
    assert "认定为成效" in words_of(page)
    press(editor_client, prose, f"undo:{LetterAct.objects.latest('pk').pk}")

    assert not ReplyLetter.objects.get().judged_sentences.exists()


def test_a_proposal_that_went_to_another_comes_back(editor_client: Client, editor: User, arrived: ReplyLetter) -> None:
    """The number makes it the proposal of another letter; its own one, deleted meanwhile, has its former key again."""
    ingest_letter(read_letter("letter.txt", seed("001")), by=editor)
    other = ReplyLetter.objects.exclude(pk=arrived.pk).get()
    parsed = to_parsed(other)
    assert parsed.session
    assert parsed.number
    assert parsed.proposal_title
    former = letter_state(arrived)
    changed = {
        "number": parsed.number,
        "proposal_title": parsed.proposal_title.value,
        "session_term": str(parsed.session.term),
        "session_meeting": str(parsed.session.meeting),
    }

    press(editor_client, arrived, "save", **changed)
    assert ReplyLetter.objects.get(pk=arrived.pk).proposals.get() == other.proposals.get()
    press(editor_client, arrived, f"undo:{LetterAct.objects.latest('pk').pk}")

    assert letter_state(ReplyLetter.objects.get(pk=arrived.pk)) == former
    assert to_parsed(ReplyLetter.objects.get(pk=other.pk)) == parsed


def test_what_was_changed_since_is_not_taken_back(
    editor_client: Client, administrator_client: Client, arrived: ReplyLetter
) -> None:
    press(editor_client, arrived, "save", agency="省科技厅")
    edit = LetterAct.objects.last()
    assert "撤销" not in words_of(administrator_client.get(address(arrived)))
    press(administrator_client, arrived, "save", category="提案")

    page = press(editor_client, arrived, f"undo:{edit.pk}")

    assert "没有撤销" in words_of(page)
    letter = ReplyLetter.objects.get()
    assert (letter.agency, letter.category) == ("省科技厅", "提案")


def test_nothing_changed_is_said(editor_client: Client, arrived: ReplyLetter) -> None:
    assert "没有改动" in words_of(press(editor_client, arrived, "save"))
    assert not LetterAct.objects.filter(kind="corrected").exists()


def test_the_second_of_two_editors_is_told(editor_client: Client, arrived: ReplyLetter) -> None:
    sent = form_of(editor_client.get(address(arrived)))
    press(editor_client, arrived, "save", agency="省科技厅")

    page = editor_client.post(address(arrived), sent | {"action": "publish", "agency": "别的"}, follow=True)

    assert "刚才已被别人改过" in words_of(page)
    letter = ReplyLetter.objects.get()
    assert (letter.agency, letter.status) == ("省科技厅", "arrived")


def test_what_changed_is_the_persons_and_outlives_a_reading(
    editor_client: Client, editor: User, arrived: ReplyLetter
) -> None:
    changed = {
        "agency": "吉林省科技厅",
        "number": "第158号",
        "delegates": "王洪福、李锐",
        "session_meeting": "4",
        "category": "",
    }
    press(editor_client, arrived, "save", **changed)

    reread_letter(ReplyLetter.objects.get(), by=editor)

    letter = ReplyLetter.objects.get()
    parsed = to_parsed(letter)
    assert letter.set_by_person == ["agency", "category", "delegates", "number", "session"]
    assert (parsed.agency, parsed.category, parsed.number) == ("吉林省科技厅", None, "158")
    assert parsed.delegates == ("王洪福", "李锐")


def test_a_gap_that_was_filled_is_no_gap(editor_client: Client, editor: User) -> None:
    letter = stage_letter(read_letter("a.txt", seed("002")), by=editor)

    press(editor_client, letter, "save", number="88", doc_number="吉科发规划〔2025〕59号")

    letter = ReplyLetter.objects.get()
    assert (letter.doc_code, letter.doc_year, letter.doc_serial) == ("吉科发规划", 2025, 59)
    assert {"number", "doc_number"}.isdisjoint(problem["field"] for problem in letter.problems)


@pytest.mark.parametrize(("sent", "status"), [({}, "arrived"), ({"allow_duplicate": "on"}, "draft")])
def test_a_twin_has_to_be_wanted(editor_client: Client, editor: User, sent: dict[str, str], status: str) -> None:
    ingest_letter(read_letter("letter.txt", seed("000")), by=None)
    letter = stage_letter(read_letter("again.txt", seed("000") + b"\n"), by=editor)

    page = press(editor_client, letter, "draft", **sent)

    letter.refresh_from_db()
    assert letter.status == status
    assert ("仍然另存一份" in words_of(page)) == (status == "arrived")


def test_offers_are_taken_or_declined(editor_client: Client, editor: User, arrived: ReplyLetter) -> None:
    press(editor_client, arrived, "save", agency="甲", category="乙")
    letter = ReplyLetter.objects.get()
    letter.suggestions = [{"field": "agency", "value": "丙"}, {"field": "category", "value": "丁"}]
    letter.save()
    assert "最新规则读作“丙”" in words_of(editor_client.get(address(letter)))

    press(editor_client, letter, "decline:category")
    press(editor_client, letter, "take:agency")

    letter = ReplyLetter.objects.get()
    assert (letter.agency, letter.category, letter.suggestions) == ("吉林省科学技术厅", "乙", [])


def test_only_editors(client: Client, reader_client: Client, arrived: ReplyLetter) -> None:
    assert client.get(address(arrived)).status_code == 302
    assert reader_client.get(address(arrived)).status_code == 403
    assert reader_client.post(address(arrived), {"action": "publish", "version": "1"}).status_code == 403


def test_a_letter_with_scripts_in_it_is_shown_as_text(editor_client: Client, editor: User) -> None:
    text = seed("000").decode().replace("职称评审", "<script>alert(1)</script>职称评审")
    letter = stage_letter(read_letter("a.txt", text.encode()), by=editor)

    page = editor_client.get(address(letter)).content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_number_of_queries_does_not_grow_with_the_letter(
    editor_client: Client, editor: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    counts = []
    for number in ("001", "000"):
        letter = stage_letter(read_letter(f"{number}.txt", seed(number)), by=editor)
        with django_assert_max_num_queries(40) as captured:
            editor_client.get(address(letter))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_base_that_cannot_save(editor_client: Client, arrived: ReplyLetter, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shown is the letter as it is in the base, so that the same page can be sent once more."""

    def fails(*_: object, **__: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(review, "confirm_letter", fails)

    page = press(editor_client, arrived, "publish", title="别的")

    assert page.status_code == 503
    assert "没有存成" in words_of(page)
    assert f'name="version" value="{arrived.version}"' in page.content.decode()


def test_a_published_letter_is_corrected_here_and_its_form_stays_reachable(editor_client: Client, editor: User) -> None:
    letter = ingest_letter(read_letter("a.txt", seed("000")), by=editor, publish=True)
    link = f'<a href="{address(letter)}">修改'
    form = reverse("admin:proposals_replyletter_change", args=[letter.pk])

    for page in (letter.get_absolute_url(), reverse("entry")):
        shown = editor_client.get(page).content.decode()
        assert link in shown
        assert form not in shown
    assert f'href="{form}"' in editor_client.get(address(letter)).content.decode()
    assert f'href="{address(letter)}"' in editor_client.get(form).content.decode()
