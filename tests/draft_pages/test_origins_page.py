"""Where the sentences of a draft or a letter come from, as their page shows it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from kejiting.draft_pages import checking
from kejiting.draft_pages.origins import origin_context
from kejiting.indexing.sync import sync_pending
from kejiting.origins import NoIndexToAsk, OriginRow
from proposals.models import CheckedDraftFile, ReplyLetter
from tests.conftest import FIXTURES
from tests.draft_checks.letters import full_letters

(SEED,) = (FIXTURES / "letters").glob("000*")
SENTENCE = "全省持证人员达到2518人，同比增长12.5%。"


def taken_sentence(letter: ReplyLetter) -> str:
    """A long sentence of the letter with a number."""
    texts = (sentence for passage in letter.passages.all() for sentence in passage.text.split("。"))
    return next(f"{text.strip()}。" for text in texts if len(text) > 40 and "20" in text and "\n" not in text.strip())


def sent(client: Client, text: str) -> CheckedDraftFile:
    assert client.post("/draft/", {"text": text}).status_code == 302
    return CheckedDraftFile.objects.latest("pk")


def test_it_works(seeds: dict[str, ReplyLetter], editor_client: Client) -> None:
    sync_pending()
    sentence = taken_sentence(seeds["000"])
    draft = sent(editor_client, full_letters()[0].replace(SENTENCE, sentence))
    answer = editor_client.get(draft.get_absolute_url(), {"view": "origins"})
    taken = [one for one in answer.context["sentences"] if one.kind == "taken"]

    assert len(taken) == 1
    assert f"/letters/{seeds['000'].pk}/#p" in taken[0].url
    assert "<mark>20" in taken[0].here
    assert [one["count"] for one in answer.context["counts"]][:2] == [1, 0]
    assert answer.context["counts"][2]["count"] > 3


def test_what_was_changed_is_marked_with_the_old_words(seeds: dict[str, ReplyLetter], editor_client: Client) -> None:
    sync_pending()
    sentence = taken_sentence(seeds["000"])
    year = sentence[sentence.index("20") :][:4]
    draft = sent(editor_client, full_letters()[0].replace(SENTENCE, sentence.replace(year, "2031")))
    page = editor_client.get(draft.get_absolute_url(), {"view": "origins"}).content.decode()

    assert "<ins>2031</ins>" in page
    assert f"<del>{year}</del>" in page


def test_a_letter_has_earlier_ones_as_sources_only(seeds: dict[str, ReplyLetter], editor_client: Client) -> None:
    sync_pending()
    letter = seeds["000"]
    later = ReplyLetter.objects.exclude(pk=letter.pk)
    later.update(written_on=date(2031, 1, 1))
    page = editor_client.get(f"/letters/{letter.pk}/origins/")

    assert page.status_code == 200
    assert {one.kind for one in page.context["sentences"]} <= {"new", "short"}
    assert "句子的出处" in editor_client.get(letter.get_absolute_url()).content.decode()
    assert editor_client.get("/letters/999999/origins/").status_code == 404


def test_without_an_index_the_page_says_so(
    seeds: dict[str, ReplyLetter], editor_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> list[OriginRow]:
        raise NoIndexToAsk

    monkeypatch.setattr(checking, "origin_rows", refuse)
    draft = sent(editor_client, SEED.read_text(encoding="utf-8"))

    assert "检索索引正在重建" in editor_client.get(draft.get_absolute_url(), {"view": "origins"}).content.decode()


def test_shares_are_those_of_the_characters() -> None:
    text = "甲" * 30 + "乙" * 10
    rows = [
        OriginRow(start=0, end=30, kind="new", words="", citation="", url="", changes=[]),
        OriginRow(start=30, end=40, kind="taken", words="乙" * 10, citation="某函", url="/letters/1/#p1", changes=[]),
    ]
    context = origin_context(text, rows)

    assert [one["percent"] for one in context["counts"]] == [25, 0, 75]
    assert [(part.start, part.width) for part in context["strip"]] == [(0, 30), (30, 10)]
    assert origin_context(text, [])["counts"][0]["percent"] == 0
