"""Citations as links on the pages of letters and plans, the pages of what is cited, its files and the API."""

from __future__ import annotations

import csv
import re
from html import unescape
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import ingest_letter
from measures.extraction.citations import number_key, title_key
from measures.models import Citation, Plan, document_address
from proposals.models import ReplyLetter
from proposals.records import correcting, edit_text
from tests.conftest import FIXTURES

pytestmark = pytest.mark.django_db

Seeds = dict[str, ReplyLetter]
REFORM = "吉林省全面深化职务科技成果改革实施方案"
NUMBER = "国办发〔2016〕28号"
LINK = re.compile(r'<a\s+class="note note-document" href="([^"]+)"[^>]*>(.*?)</a\s*>')


def of_title(title: str) -> str:
    return document_address(title_key(title))


def linked(page: str) -> set[str]:
    return {address for address, _ in LINK.findall(page)}


def test_every_title_of_a_letter_is_a_link(client: Client, seeds: Seeds) -> None:
    for letter in seeds.values():
        page = client.get(letter.get_absolute_url()).content.decode()
        documents = set(Citation.objects.filter(letter=letter).values_list("document", flat=True))

        assert linked(page) == {document_address(key) for key in documents}


def test_every_link_leads_to_a_page_that_names_the_letter(client: Client, seeds: Seeds, plan: Plan) -> None:
    for owner in (*seeds.values(), plan):
        for address in linked(client.get(owner.get_absolute_url()).content.decode()):
            assert owner.get_absolute_url() in client.get(address, follow=True).content.decode()


def test_the_text_stays_as_it_is(client: Client, seeds: Seeds, plan: Plan) -> None:
    for letter in seeds.values():
        page = client.get(letter.get_absolute_url()).content.decode()
        lines = re.findall(r'<p class="text-line[^"]*">(.*?)</p>', page, re.DOTALL)

        assert "\n".join(unescape(re.sub("<[^>]+>", "", line)) for line in lines) == letter.text
    page = unescape(re.sub("<[^>]+>", "", client.get(plan.get_absolute_url()).content.decode()))
    for item in plan.items.all():
        assert item.text in page


def test_the_numbers_of_the_plan_are_links(client: Client, plan: Plan) -> None:
    page = client.get(plan.get_absolute_url()).content.decode()
    words = [unescape(words) for _, words in LINK.findall(page)]

    assert any(NUMBER in one and one.startswith("《") for one in words)
    assert any("吉发〔2016〕26号" in one and one.startswith("《") for one in words)
    assert NUMBER in words  # alone, in the plan's head
    for address in linked(page):
        assert client.get(address, follow=True).status_code == 200


def test_who_cites_a_document(client: Client, seeds: Seeds) -> None:
    response = client.get(of_title(REFORM))
    page = response.content.decode()

    assert [one.owner for one in response.context["letters"]] == [seeds["000"], seeds["002"]]
    assert f"<mark>《{REFORM}》</mark>" in "".join(page.split())
    assert "吉科发成〔2025〕84号，2025年6月18日" in page
    assert "库中没有收录这份文件的全文" in page


def test_the_proposal_that_a_letter_answers(client: Client, seeds: Seeds) -> None:
    response = client.get(of_title("关于促进高校科技成果转移转化的建议"))

    assert [one.owner for one in response.context["letters"]] == [seeds["001"]]
    assert "收悉" in response.context["letters"][0].quotations[0].text
    assert "关于促进高校科技成果转移转化的建议" not in client.get("/citations/").content.decode()


def test_a_plan_in_the_base_is_named(client: Client, plan: Plan, seeds: Seeds) -> None:
    response = client.get(of_title(plan.title or ""))

    assert response.context["held"] == [plan]
    assert plan.get_absolute_url() in response.content.decode()


def test_a_letter_in_the_base_is_named(client: Client, seeds: Seeds) -> None:
    letter = seeds["001"]
    with correcting(letter):
        edit_text(letter, letter.text.replace("《国家技术", "按照吉科发成[2025]84号，《国家技术", 1))
        letter.save()

    key = number_key("吉科发成〔2025〕84号")
    assert key is not None
    response = client.get(document_address(key))
    assert response.context["held"] == [seeds["000"]]
    assert [one.owner for one in response.context["letters"]] == [letter]


def test_a_number_leads_to_its_title(client: Client, seeds: Seeds, plan: Plan) -> None:
    key = number_key(NUMBER)
    assert key is not None
    response = client.get(document_address(key), follow=True)

    assert response.context["name"].startswith("《国务院办公厅关于印发促进科技成果转移转化行动方案的通知")
    assert response.context["number"] == NUMBER


def test_the_list(client: Client, seeds: Seeds, plan: Plan) -> None:
    rows = client.get("/citations/").context["rows"]

    assert [(row.title, row.letters, row.times) for row in rows if row.letters > 1] == [
        (REFORM, 2, 4),
        ("吉林省教育科技人才产业一体化发展三年行动方案", 2, 2),
    ]
    assert rows[0].title == REFORM
    assert len(rows) == Citation.objects.filter(is_proposal=False).values("document").distinct().count()


@pytest.mark.parametrize(
    ("asked", "count"), [("职务科技成果改革", 1), ("國辦發(2016)28號", 1), ("吉林省 条例", 3), ("没有", 0)]
)
def test_the_list_is_searched(client: Client, seeds: Seeds, plan: Plan, asked: str, count: int) -> None:
    assert client.get("/citations/", {"q": asked}).context["page"].paginator.count == count


def test_empty_lists_say_what_to_do(client: Client, db: None) -> None:
    assert "答复函发布以后" in client.get("/citations/").content.decode()
    assert "没有标题或文号里有“无”的文件" in client.get("/citations/", {"q": "无"}).content.decode()


def test_drafts_are_for_editors(client: Client, editor_client: Client, seeds: Seeds) -> None:
    ReplyLetter.objects.update(status="draft")

    assert client.get(of_title(REFORM)).status_code == 404
    assert client.get("/citations/").context["page"].paginator.count == 0
    assert client.get("/api/citations").json()["count"] == 0
    assert "尚未发布" in editor_client.get(of_title(REFORM)).content.decode()


def test_a_drafts_words_name_no_document(client: Client, editor_client: Client, plan: Plan, seeds: Seeds) -> None:
    """A number that the published letter cites alone, and a draft, read before it, by a title of its own."""
    draft, letter = seeds["000"], seeds["001"]
    for one, words in ((draft, "《未定稿》（国办发〔2031〕7号）、"), (letter, "国办发〔2031〕7号、")):
        with correcting(one):
            edit_text(one, one.text.replace("《", f"{words}《", 2))
            one.save()
    ReplyLetter.objects.filter(pk=draft.pk).update(status="draft")
    address = of_title("未定稿")

    page = client.get(address)
    assert page.context["number"] == "国办发〔2031〕7号"
    assert "未定稿" not in page.content.decode()
    assert client.get(f"/api{address.rstrip('/')}").json()["title"] is None
    assert client.get("/citations/", {"q": "未定稿"}).context["page"].paginator.count == 0
    assert "未定稿" in editor_client.get(address).content.decode()


def test_contacts_are_never_shown(client: Client, editor_client: Client, db: None) -> None:
    (path,) = (FIXTURES / "letters").glob("000*")
    said = "《职称评审办法》（联系人：陆言，13800000000）"
    text = path.read_text(encoding="utf-8").replace("《关于完善", f"{said}《关于完善", 1)
    letter = ingest_letter(read_letter("contact.txt", text.encode()), by=None, publish=True)
    key = title_key("职称评审办法")
    assert "13800000000" in letter.text
    for address in (
        letter.get_absolute_url(),
        document_address(key),
        f"/citations/export/?format=csv&document={key}",
        f"/api/citations/{key}",
    ):
        page = editor_client.get(address).content.decode("unicode_escape" if "/api/" in address else "utf-8")
        assert "职称评审办法" in page
        assert "13800000000" not in page
        assert "陆言" not in page


def test_queries_do_not_grow(client: Client, seeds: Seeds, plan: Plan) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    assert queries(of_title(REFORM)) == queries(of_title("吉林省科学技术进步条例")) <= 15
    assert queries("/citations/") <= 5


@pytest.mark.parametrize("key", ["0" * 16, "x", "%E7%A7%91", "0" * 500])
def test_unknown_documents_are_not_there(client: Client, db: None, key: str) -> None:
    assert client.get(f"/citations/{key}/").status_code == 404


def test_files(client: Client, seeds: Seeds, plan: Plan) -> None:
    response = client.get("/citations/export/", {"format": "csv", "document": title_key(REFORM)})
    found = list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"), newline="")))
    everything = client.get("/citations/export/", {"format": "csv"}).content.decode()

    assert {line["被引文件"] for line in found} == {REFORM}
    assert all(REFORM in "".join(line["原文"].split()) for line in found)
    assert NUMBER in everything
    assert client.get("/citations/export/", {"format": "xlsx"}).content[:2] == b"PK"
    assert client.get("/citations/export/", {"format": "csv", "document": "x"}).status_code == 422


def test_the_api(client: Client, seeds: Seeds, plan: Plan) -> None:
    first = client.get("/api/citations", {"size": 1}).json()["items"][0]
    answer = client.get(f"/api/citations/{first['key']}").json()
    texts = {letter.pk: letter.public_text for letter in seeds.values()}

    assert (first["title"], first["letters"], first["times"]) == (REFORM, 2, 4)
    assert answer["count"] == 4
    for place in answer["citations"]:
        assert texts[place["letter"]["id"]][place["start"] : place["end"]] == place["words"]
    assert client.get(f"/api/citations/{first['key']}", {"as_of": "2025-05-31"}).json()["count"] == 3
    assert client.get("/api/citations/" + "0" * 16).status_code == 404
    assert client.get("/api/citations/x").status_code == 422
