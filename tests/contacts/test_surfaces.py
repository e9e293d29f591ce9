"""Every letter of `wordings.txt` is published: nobody reads of a contact anywhere that an anonymous reader comes to.

Questions are followed with one filter; by `make security` with two, which are as many pages again.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin

import pytest
from django.http import HttpResponseBase
from django.test import Client

from kejiting.indexing.sync import sync_pending
from kejiting.ingest.plan_saving import ingest_plan
from kejiting.ingest.reading import read_letter, read_plan
from kejiting.ingest.saving import ingest_letter
from kejiting.search_pages.zero_results import note_missed
from proposals.models import ReplyLetter, ZeroResultQuery
from tests.contacts.letters import compared, letter_with, wordings
from tests.remembered import remembered

pytestmark = pytest.mark.django_db

WORDINGS = list(wordings())
# Few digits or letters stand in addresses and style sheets, too.
HIDDEN = {
    words: wording.number for wording in WORDINGS for words in wording.hidden if len(words) > 6 or not words.isascii()
}
# Where a reader begins; from there every link is followed.
STARTS = (
    "/", "/?q=联系人", "/?q=技术经纪人", "/?q=将继续加大支持力度", "/search/export/?q=联系&format=xlsx", "/search/export/?q=技术&format=csv",
    "/letters/", "/delegates/", "/figures/", "/figures/export/?format=csv", "/figures/export/?format=xlsx", "/commitments/",
    "/commitments/export/?format=csv", "/commitments/export/?format=xlsx", "/topics/", "/topics/export/?format=csv", "/citations/",
    "/citations/export/?format=csv", "/plans/", "/indicators/", "/indicators/checks/", "/api/letters?size=50", "/api/figures?size=50",
    "/api/commitments?size=50", "/api/search?q=联系", "/api/search?part=outcomes&size=50", "/api/citations", "/api/topics", "/api/indicators",
    "/api/plans", "/no-such-page/",
)  # fmt: skip
# One page of its kind is like the next, and a question with a second filter shows a part of what it showed with one.
MOST_OF_A_KIND = 3
MOST_PARAMETERS = 3 if "SECURITY" in os.environ else 2
_LINK = re.compile(r'(?:href|src|action)="([^"#]*)|"(?:url|next)": ?"([^"#]*)')
_ID = re.compile(r"\d+|q=[^&]*|=[^&]*")


@pytest.fixture
def letters(db: None) -> list[ReplyLetter]:
    remembered("contacts", _publish)
    sync_pending()
    return list(ReplyLetter.objects.order_by("pk"))


def _publish() -> None:
    """Twelve of them in a letter."""
    for place in range(0, len(WORDINGS), 12):
        letter = letter_with(WORDINGS[place : place + 12])
        ingest_letter(read_letter(f"{place}.txt", letter.encode()), by=None, publish=True, index=False)


def shown(response: HttpResponseBase) -> str:
    data = b"".join(response.streaming_content) if response.streaming else response.content
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as sheet:
            data = b"\n".join(sheet.read(name) for name in sheet.namelist())
    text = data.decode("utf-8", errors="replace")
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)


def everything(client: Client, letters: list[ReplyLetter]) -> Iterator[tuple[str, str]]:
    """Follow every link from where a reader begins, with all letters and some pages of each other kind."""
    own = [f"{path}{letter.pk}" for letter in letters for path in ("/api/letters/", "/letters/")]
    waiting = [*STARTS, *(f"{path}/" if path.startswith("/letters") else path for path in own)]
    known, kinds = set(waiting), dict[str, int]()
    while waiting:
        address = waiting.pop()
        text = shown(client.get(address))
        yield address, text
        for groups in _LINK.findall(text):
            link = urljoin(address, unescape(next(filter(None, groups), "")))
            kind = _ID.sub("", link)
            is_like_others = kinds.get(kind, 0) == MOST_OF_A_KIND or link.count("=") > MOST_PARAMETERS
            if link.startswith("/") and link not in known and not is_like_others:
                known.add(link)
                kinds[kind] = kinds.get(kind, 0) + 1
                waiting.append(link)


def test_it_works(client: Client, letters: list[ReplyLetter]) -> None:
    open_contacts, pages = set[tuple[int, str, str]](), 0
    for address, text in everything(client, letters):
        pages += 1
        plain = compared(text)
        open_contacts |= {(HIDDEN[words], words, address) for words in HIDDEN if words in plain}

    assert sorted({(n, w) for n, w, _ in open_contacts}) == []
    assert pages > len(letters) * 2 + len(STARTS)


def test_what_stands_beside_them_is_shown(client: Client, letters: list[ReplyLetter]) -> None:
    pages = compared("".join(client.get(f"/api/letters/{letter.pk}").json()["text"] for letter in letters))
    assert [words for wording in WORDINGS for words in wording.shown if words not in pages] == []


@pytest.mark.parametrize("address", ["/", "/api/search"])
def test_nobody_finds_a_letter_by_its_contact(client: Client, letters: list[ReplyLetter], address: str) -> None:
    found = []
    for words in HIDDEN:
        response = client.get(address, {"q": f'"{words}"'})
        count = response.json()["count"] if "api" in address else response.context["found"].count
        found += [words] * bool(count)

    assert found == []


def test_nothing_is_suggested_of_a_contact(client: Client, letters: list[ReplyLetter]) -> None:
    for words in HIDDEN:
        for typed in (words, words[:2]):
            answer = compared(shown(client.get("/api/suggest", {"q": typed})).replace(f'"{typed}"', ""))
            assert typed == words[:2] or words not in answer


def test_what_was_asked_in_vain_is_no_page_of_readers(client: Client, letters: list[ReplyLetter]) -> None:
    note_missed("程哲")

    assert ZeroResultQuery.objects.get().query == "程哲"
    assert "程哲" not in shown(client.get("/"))


def test_the_file_itself_is_for_those_logged_in(client: Client, letters: list[ReplyLetter]) -> None:
    for name in ("original", "as-read", "former/1", "former/1/original"):
        assert client.get(f"/letters/{letters[0].pk}/{name}/").status_code == 302


def test_a_plan_names_no_contact_either(client: Client, db: None) -> None:
    text = "关于推进成果转化的实施方案\n一、总体要求\n到2025年，建成平台120家。\n二、主要任务\n（一）建设平台。\n1.建设技术转移机构50家。联系人：程哲，电话：0431-88970801。\n吉林省科学技术厅\n2025年6月18日\n联系人：陆言，电话：88970802\n"
    plan = ingest_plan(read_plan("plan.txt", text.encode()))
    addresses = (
        f"/plans/{plan.pk}/",
        f"/api/plans/{plan.pk}",
        "/api/search?q=平台",
        "/?q=技术转移机构",
        f"/plans/{plan.pk}/export/?format=csv",
    )
    for address in addresses:
        answer = compared(shown(client.get(address)))
        assert [words for words in ("程哲", "陆言", "88970801", "88970802") if words in answer] == [], address
    assert "建设技术转移机构50家" in compared(shown(client.get(addresses[0])))
