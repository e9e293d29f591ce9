"""What the ledgers know of figures, topics, documents and promises, on every page that shows their passage."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from measures.annotations.passages import annotate_passages
from measures.models import (
    Commitment,
    CommitmentState,
    Discrepancy,
    DiscrepancyFigure,
    Figure,
    Plan,
    SeriesPoint,
    Target,
    TargetEvidence,
    Topic,
)
from measures.records import take_step
from proposals.models import Delegate, Passage, ReplyLetter, Status

pytestmark = pytest.mark.django_db

Seeds = dict[str, ReplyLetter]
NEWER = "有更新的数据：2.3亿元（2025-06-18，吉科发成〔2025〕84号）"
NOTE = re.compile(r'<a class="note note-(\w+)" href="([^"]+)" title="([^"]*)">(.*?)</a>', re.DOTALL)


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def notes_in(page: str) -> set[tuple[str, ...]]:
    """Kind, address, title and words of each, without <mark>."""
    return {tuple(re.sub(r"<[^>]+>|\s", "", unescape(part)) for part in found) for found in NOTE.findall(page)}


def words_in(page: str, kind: str) -> set[str]:
    return {words for found, _, _, words in notes_in(page) if found == kind}


def contested() -> Passage:
    """That of the letter of May which says 9942万元, of which something is to be asked."""
    return Passage.objects.get(figures__in=DiscrepancyFigure.objects.filter(printed="9942万元").values("figure"))


def figure_of(letter: ReplyLetter, printed: str) -> Figure:
    return next(one for one in letter.figures.select_related("letter") if "".join(one.printed.split()) == printed)


def test_the_letter_of_may_knows_the_values_of_june(client: Client, settled: Seeds) -> None:
    page = page_of(client, settled["002"].get_absolute_url())
    titles = {words: title for kind, _, title, words in notes_in(page) if kind == "check"}

    assert titles["9942万元"] == f"请核口径；{NEWER}"
    assert titles["633个"] == "请核口径；有更新的数据：1239个（2025-06-18，吉科发成〔2025〕84号）"
    assert 'data-warning="其中' in page
    check = Discrepancy.objects.get(members__figure__printed="2.3亿元")
    assert check.get_absolute_url() in {address for _, address, _, words in notes_in(page) if words == "9942万元"}


def test_the_letter_of_june_is_asked_but_not_superseded(client: Client, settled: Seeds) -> None:
    page = page_of(client, settled["000"].get_absolute_url())

    assert "2.3亿元" in words_in(page, "check")
    assert "有更新的数据：" not in page


def test_a_closed_check_leaves_the_newer_value(client: Client, settled: Seeds) -> None:
    Discrepancy.objects.update(closed=True)
    page = page_of(client, settled["002"].get_absolute_url())
    newer = Figure.objects.get(printed="2.3亿元")

    assert words_in(page, "check") == set()
    assert ("newer", newer.get_absolute_url(), NEWER, "9942万元") in notes_in(page)
    assert "其中" in page


def test_what_is_not_published_is_known_to_nobody(client: Client, editor_client: Client, settled: Seeds) -> None:
    """Not even in the moment before the points of the letter are taken away."""
    ReplyLetter.objects.filter(pk=settled["000"].pk).update(status=Status.DRAFT)
    assert SeriesPoint.objects.filter(letter=settled["000"]).exists()

    for reading in (client, editor_client):
        page = page_of(reading, settled["002"].get_absolute_url())
        assert words_in(page, "check") | words_in(page, "newer") == set()
        assert "data-warning" not in page


def test_a_plan_is_no_newer_value(client: Client, settled: Seeds) -> None:
    latest = SeriesPoint.objects.get(figure__printed="2.3亿元")
    SeriesPoint.objects.filter(pk=latest.pk).update(series=f"计划\n{latest.series}")
    Discrepancy.objects.update(closed=True)

    assert "9942万元" not in words_in(page_of(client, settled["002"].get_absolute_url()), "newer")


def test_a_figure_that_meets_a_target_says_so(client: Client, settled: Seeds, plan: Plan) -> None:
    figure = figure_of(settled["000"], "2518人")
    target = Target.objects.filter(item__plan=plan, unit="名").order_by("low").first()
    assert target is not None
    TargetEvidence.objects.create(target=target, figure=figure)
    page = page_of(client, settled["000"].get_absolute_url())
    (note,) = (note for note in notes_in(page) if note[0] == "target")

    assert note[1] == target.get_absolute_url()
    assert note[3] == "2518人"
    assert note[2].startswith("已超过目标：")
    Plan.objects.update(status=Status.DRAFT)
    assert words_in(page_of(client, settled["000"].get_absolute_url()), "target") == set()


def test_programmes_documents_and_promises_on_a_letter(client: Client, settled: Seeds, editor: User) -> None:
    letter = settled["000"]
    promise = letter.commitments.order_by("pk").first()
    assert promise is not None
    take_step(promise, CommitmentState.DONE, expected_version=0, by=editor, evidence=None, reason="已办")
    page = page_of(client, letter.get_absolute_url())

    assert {(f"/topics/{mention.topic_id}/", f"主题：{mention.topic.name}") for mention in letter.mentions.all()} >= {
        note[1:3] for note in notes_in(page) if note[0] == "topic"
    }
    assert words_in(page, "topic")
    assert words_in(page, "document")
    assert '<span class="note-promise" title="承诺：已落实">' in page
    assert '<span class="note-promise" title="承诺：待落实">' in page


def test_the_text_stays_as_it_is(client: Client, settled: Seeds) -> None:
    for letter in settled.values():
        page = page_of(client, letter.get_absolute_url())
        lines = re.findall(r'<p class="text-line[^"]*">(.*?)</p>', page, re.DOTALL)

        assert "\n".join(unescape(re.sub("<[^>]+>", "", line)) for line in lines) == letter.text
        for passage in letter.passages.filter(part__in=("measures", "outcomes", "next_steps", "prose")):
            found = re.search(rf'<p id="w{passage.pk}"[^>]*>(.*?)</p>', page, re.DOTALL)
            assert found is not None
            assert unescape(re.sub("<[^>]+>", "", found[1])) == passage.text


def test_hits_say_the_same_and_lead_to_their_place(client: Client, settled: Seeds) -> None:
    page = page_of(client, "/?q=9942万元")
    hit = contested()

    assert ("check", f"请核口径；{NEWER}", "9942万元") in {
        (kind, title, words) for kind, _, title, words in notes_in(page)
    }
    assert "<mark>9942万元</mark></a>" in page
    assert "赋权职务科技成果" in words_in(page, "topic")
    assert "其中633个请核口径" in page
    shown = re.search(rf'id="p{hit.pk}">.*?<p class="words">(.*?)</p>', page, re.DOTALL)
    assert shown is not None
    assert shown[1].count(f'href="{hit.get_absolute_url()}">') == 1
    assert re.sub(r"^.*?</span>|<[^>]+>|\s|…", "", unescape(shown[1])) in "".join(hit.text.split())


def test_what_was_asked_for_leads_to_its_place_and_not_to_its_topic(client: Client, settled: Seeds) -> None:
    page = page_of(client, "/?q=技术经纪人")

    assert words_in(page, "topic")
    assert not any("技术经纪人" in words for words in words_in(page, "topic") | words_in(page, "document"))


@pytest.mark.parametrize("address", ["/figures/?value=9942万元", "/?q=9942万元"])
def test_lists_of_figures_say_it_in_their_sentences(client: Client, settled: Seeds, address: str) -> None:
    page = page_of(client, address)
    rows = "".join(re.findall(r'<p class="figure-words">(.*?)</p>', page, re.DOTALL))

    assert ("check", f"请核口径；{NEWER}", "9942万元") in {
        (kind, title, words) for kind, _, title, words in notes_in(rows)
    }
    assert "<mark>9942万元</mark></a>" in rows


def test_the_figures_of_a_topic_say_it_and_lead_to_their_place(
    client: Client, settled: Seeds, topics: dict[str, Topic]
) -> None:
    page = page_of(client, topics["赋权改革"].get_absolute_url())
    rows = re.search(r'aria-labelledby="figures">.*?</section>', page, re.DOTALL)

    assert rows is not None
    assert words_in(rows[0], "check")
    assert all(figure.get_absolute_url() in rows[0] for figure in Figure.objects.filter(passage=contested()))


def test_what_a_topic_quotes_of_a_plan_leads_to_documents_and_other_topics(
    client: Client, topics: dict[str, Topic], plan: Plan
) -> None:
    """To none but those that the item names, and not to itself."""
    found = False
    for topic in topics.values():
        page = page_of(client, topic.get_absolute_url())
        quoted = re.search(r'aria-labelledby="plans">.*?</section>', page, re.DOTALL)
        notes = notes_in(quoted[0]) if quoted else set()
        assert topic.get_absolute_url() not in {address for _, address, _, _ in notes}
        found = found or {"topic"} <= {kind for kind, *_ in notes}
    assert found


def test_a_topic_quotes_with_the_same_marks_and_does_not_lead_to_itself(
    client: Client, settled: Seeds, topics: dict[str, Topic]
) -> None:
    topic = topics["赋权改革"]
    page = page_of(client, topic.get_absolute_url())

    assert words_in(page, "check")
    assert f'class="note note-topic" href="{topic.get_absolute_url()}"' not in page
    assert words_in(page, "topic")


def test_promises_on_the_page_of_a_delegate_say_it_too(client: Client, settled: Seeds) -> None:
    """The promise of a number that a later letter contradicts."""
    figure = Figure.objects.filter(passage__commitments__isnull=False).order_by("pk").first()
    assert figure is not None
    delegate = Delegate.objects.filter(proposals__letters=figure.letter_id)[0]
    promise = Commitment.objects.filter(passage=figure.passage_id, start__lte=figure.start, end__gte=figure.end).get()
    doubt = Discrepancy.objects.create(kind="differs", key="k", is_doubt=True, message="请核口径。")
    DiscrepancyFigure.objects.create(
        discrepancy=doubt, figure=figure, position=1, printed=figure.printed, sentence="", letter=""
    )
    page = page_of(client, f"/delegates/{delegate.pk}/")

    assert ("check", doubt.get_absolute_url(), "请核口径", "".join(figure.printed.split())) in notes_in(page)
    assert f'<a href="{promise.get_absolute_url()}"' in page


def test_what_was_collected_warns_and_leaves_as_it_was(client: Client, settled: Seeds) -> None:
    passage = contested()
    client.post("/basket/", {"add": passage.pk})

    assert f"9942万元请核口径，{NEWER}" in page_of(client, "/basket/")
    text = client.get("/basket/export/?format=txt").content.decode()
    assert "9942万元" in text
    assert "请核口径" not in text
    assert '<span class="copy-warning">其中' in page_of(client, settled["002"].get_absolute_url())


def test_queries_do_not_grow(client: Client, settled: Seeds) -> None:
    def queries(*passages: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            annotate_passages(passages)
        return len(captured)

    assert queries(contested().pk) == queries(*Passage.objects.values_list("pk", flat=True)) <= 9
