"""What is remembered of one ask, part by part, from the seeds and their ledgers."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kejiting.ask_memory import AskQuestion, memory_of
from kejiting.ask_memory.cited_documents import cited_documents_of
from measures.models import Commitment, Plan, SeriesPoint
from measures.records import load_indicators, load_seed_topics, refresh_stale_mentions
from measures.records.following import follow_letters
from proposals.models import ReplyLetter, Synonym
from tests.conftest import FIXTURES

pytestmark = pytest.mark.django_db
AGENCY = "吉林省科学技术厅"
BROKERS = AskQuestion(
    "一、支持高校建立独立运行的技术转移机构，培养技术经纪人。", "高校建设专门的技术转移机构", ("王洪福",), AGENCY
)


@pytest.fixture
def ledgers(seeds: dict[str, ReplyLetter], plan: Plan) -> dict[str, ReplyLetter]:
    load_seed_topics()
    refresh_stale_mentions()
    load_indicators(FIXTURES / "indicators.toml", seeds.values())
    follow_letters()
    return seeds


def test_it_works(ledgers: dict[str, ReplyLetter]) -> None:
    memory = memory_of(BROKERS)

    first = memory.answers[0]
    assert first.title == "推动省内高校建设专门的技术转移机构"
    assert (first.is_same_ask, first.year) == (True, 2025)
    assert first.citation == "吉科发成〔2025〕84号，2025年6月18日，第一项"
    assert {passage.part for passage in first.passages} >= {"measures", "outcomes"}
    text = first.letter.public_text
    assert all(passage.text in text for passage in first.passages)
    assert [part.count for part in memory.parts] == [
        len(memory.answers), len(memory.promises.open_ones), len(memory.figures), len(memory.targets), 0,
        len(memory.documents),
    ]  # fmt: skip
    assert not memory.no_index


def test_figures_are_the_newest_reported_of_each_series(ledgers: dict[str, ReplyLetter]) -> None:
    memory = memory_of(AskQuestion("加大技术合同登记力度，提高技术合同成交额。", "提高技术合同成交额", (), AGENCY))
    assert memory.figures
    for known in memory.figures:
        points = SeriesPoint.objects.published().reported().filter(indicator=known.indicator)
        for shown in known.series:
            series = points.get(figure=shown.figure).series
            newest = points.filter(series=series).order_by("-sort_key")[0]
            assert newest.figure_id == shown.figure.pk


def test_open_promises_on_the_matter_and_to_the_proposers(ledgers: dict[str, ReplyLetter]) -> None:
    memory = memory_of(BROKERS)
    open_ones = memory.promises.open_ones
    assert open_ones
    assert any(one.is_to_proposer for one in open_ones)
    promise = open_ones[0].row.commitment
    Commitment.objects.filter(pk=promise.pk).update(state="done")
    assert promise.pk not in {one.row.commitment.pk for one in memory_of(BROKERS).promises.open_ones}
    Commitment.objects.filter(pk=promise.pk).update(state="open", is_dismissed=True)
    assert promise.pk not in {one.row.commitment.pk for one in memory_of(BROKERS).promises.open_ones}


def test_plans_give_their_targets(ledgers: dict[str, ReplyLetter]) -> None:
    memory = memory_of(AskQuestion("建设技术转移示范机构，发展技术市场，技术合同交易额要有目标。", "", (), AGENCY))
    assert any(matter.targets for matter in memory.targets)
    assert all(matter.text and matter.citation for matter in memory.targets)


def test_other_agencies_stand_apart(ledgers: dict[str, ReplyLetter]) -> None:
    ReplyLetter.objects.filter(pk=ledgers["000"].pk).update(agency="浙江省科学技术厅")
    memory = memory_of(BROKERS)
    assert ledgers["000"].pk in {one.letter.pk for one in memory.foreign}
    assert ledgers["000"].pk not in {one.letter.pk for one in memory.answers}


def test_documents_tell_newer_editions_and_other_names(ledgers: dict[str, ReplyLetter]) -> None:
    cited = memory_of(BROKERS).documents
    assert cited
    titled = next(one for one in cited if one.name.startswith("《"))
    Synonym.objects.create(word=titled.name[1:5], other="新的名称", note="2026年改称")
    asked = AskQuestion(f"落实{titled.name.replace('》', '（2019年修订）》')}。")
    (known, *_) = cited_documents_of(asked, ())
    assert [one.title for one in known.editions] == [titled.name.strip("《》")]
    assert isinstance(known.editions[0].last_cited, date)
    assert "现在的名称是“新的名称”" in known.renamed


def test_what_is_not_published_is_not_remembered(ledgers: dict[str, ReplyLetter]) -> None:
    memory_of(BROKERS)  # the index has heard of them
    ReplyLetter.objects.update(status="draft")
    memory = memory_of(BROKERS)
    assert not memory.answers
    assert not memory.promises.open_ones
    assert not any(known.series for known in memory.figures)


def test_an_empty_base_remembers_nothing(db: None) -> None:
    memory = memory_of(BROKERS)
    assert [part.count for part in memory.parts] == [0] * 6


def test_the_number_of_queries_stays(ledgers: dict[str, ReplyLetter]) -> None:
    memory_of(BROKERS)
    with CaptureQueriesContext(
        connection,
    ) as of_one:
        memory_of(AskQuestion("培养技术经纪人", "", (), AGENCY))
    with CaptureQueriesContext(connection) as of_many:
        memory_of(AskQuestion(ledgers["002"].text[:2000], "加强全省科技创新的顶层设计", ("王洪福", "李锐"), AGENCY))
    assert len(of_many) <= len(of_one) + 4 <= 50
