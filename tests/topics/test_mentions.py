"""Where the letters name the topics, as rows of the ledger: they follow the letters and the names."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.core.management import call_command

from kejiting.indexing.outbox import current_position, has_unread
from kejiting.indexing.sync import search
from kejiting.search import Filters, SearchQuery
from kejiting.text.fold import fold
from kejiting.text.scan import find_term
from kejiting.web.actions import ActionError
from measures.models import ExtractionVersion, Mention, Plan, PlanLedger, Topic
from measures.records import (
    TopicWords,
    load_seed_topics,
    put_topic_away,
    refresh_ledger,
    refresh_stale_ledgers,
    refresh_stale_mentions,
    save_topic,
    stale_mentions,
    stale_plans,
)
from measures.records.ledger_texts import letter_text
from measures.records.mentions import names_of_today, refresh_mentions
from proposals.models import ReplyLetter
from proposals.records import correcting, delete_letter, edit_text

pytestmark = pytest.mark.django_db

Seeds = dict[str, ReplyLetter]
Topics = dict[str, Topic]

# Names of which no longer name of a topic holds any
PLAIN = ("科创专员", "双千工程", "概念验证中心", "先使用后付费", "科技特派员", "揭榜挂帅", "正职领导持股备案制")


def words_of(mentions: Iterable[Mention]) -> list[str]:
    return [fold(mention.span.of((mention.letter or mention.plan).text)) for mention in mentions]


def scanned(letters: Iterable[ReplyLetter], topic: Topic) -> int:
    """How often plain scanning finds the names in the passages; a name inside another of them counts once."""
    names = sorted(map(fold, (topic.name, *topic.aliases)), key=len, reverse=True)
    count = 0
    for letter in letters:
        for passage in letter.passages.all():
            text = fold(passage.text)
            for name in names:
                count += sum(1 for _ in find_term(text, name))
                text = text.replace(name, "□" * len(name))
    return count


@pytest.mark.parametrize("name", PLAIN)
def test_mentions_are_those_that_plain_scanning_finds(topics: Topics, seeds: Seeds, name: str) -> None:
    mentions = Mention.objects.filter(topic=topics[name], letter__isnull=False)

    assert mentions.count() == scanned(seeds.values(), topics[name])
    assert {fold(name), *map(fold, topics[name].aliases)} >= set(words_of(mentions))


def test_every_mention_stands_in_its_passage(topics: Topics, seeds: Seeds, plan: Plan) -> None:
    mentions = list(Mention.objects.select_related("topic", "letter", "passage", "plan", "item"))
    assert len(mentions) > 200
    for mention in mentions:
        piece = mention.passage or mention.item
        assert piece is not None
        assert piece.start <= mention.start < mention.end <= piece.end
        assert words_of([mention])[0] in map(fold, (mention.topic.name, *mention.topic.aliases))


def test_the_longest_name_stands(topics: Topics, seeds: Seeds, plan: Plan) -> None:
    general = Mention.objects.filter(topic=topics["中试中心"])
    industry = Mention.objects.filter(topic=topics["行业中试中心"], plan=plan)

    assert industry.exists()
    assert "行业中试中心" in words_of(industry)
    assert not general.filter(start__in=[one.end - len("中试中心") for one in industry], plan=plan).exists()


def test_mentions_follow_a_new_name(topics: Topics, seeds: Seeds) -> None:
    topic = topics["科创专员"]
    before = Mention.objects.filter(topic=topic).count()
    save_topic(TopicWords("科创专员", ("科创副总", "科技人才"), topic.what), topic=topic, expected_version=1)

    assert stale_mentions().count() == 4
    assert refresh_stale_mentions() == 4
    assert Mention.objects.filter(topic=topic).count() > before
    assert "科技人才" in words_of(Mention.objects.filter(topic=topic))
    assert not stale_mentions().exists()


def test_a_name_set_free_is_that_of_the_shorter_one(topics: Topics, plan: Plan) -> None:
    put_topic_away(topics["行业中试中心"], by=None, expected_version=1)
    refresh_stale_mentions()

    places = Mention.objects.filter(topic=topics["中试中心"], plan=plan)
    assert any(plan.text[one.start - 2 : one.end] == "行业中试中心" for one in places)


def test_only_mentions_are_read_again_for_a_name(topics: Topics, seeds: Seeds) -> None:
    figures = list(seeds["000"].figures.order_by("pk").values())
    citations = list(seeds["000"].citations.order_by("pk").values_list("pk", flat=True))
    save_topic(TopicWords("技术"))
    refresh_stale_ledgers()

    assert list(seeds["000"].figures.order_by("pk").values()) == figures
    assert list(seeds["000"].citations.order_by("pk").values_list("pk", flat=True)) == citations
    assert Mention.objects.filter(topic__name="技术").exists()


def test_reading_again_that_was_cut_off_goes_on(topics: Topics, seeds: Seeds, plan: Plan) -> None:
    """As the next start does it."""
    save_topic(TopicWords("吉林省"))
    ExtractionVersion.objects.filter(letter=seeds["000"]).update(names="half way")
    PlanLedger.objects.all().delete()
    assert stale_plans().exists()

    call_command("refresh_ledgers")

    assert not stale_mentions().exists()
    assert not stale_plans().exists()
    assert Mention.objects.filter(topic__name="吉林省", plan=plan).exists()


def test_mentions_move_with_a_corrected_letter(topics: Topics, seeds: Seeds) -> None:
    letter = seeds["003"]
    before = Mention.objects.filter(letter=letter, topic=topics["双千工程"]).count()
    with correcting(letter):
        edit_text(letter, letter.text.replace("双千工程", "双百工程", 1))
        letter.save()

    mentions = Mention.objects.filter(letter=letter, topic=topics["双千工程"])
    assert mentions.count() == before - 1
    letter.refresh_from_db()
    assert set(words_of(mentions)) <= {"双千工程", '科技成果转化"双千工程"'}


def test_mentions_go_with_their_letter_and_topic(topics: Topics, seeds: Seeds) -> None:
    pk = seeds["000"].pk
    delete_letter(seeds["000"])
    put_topic_away(topics["双千工程"], by=None, expected_version=1)

    assert not Mention.objects.filter(letter=pk).exists()
    assert not Mention.objects.filter(topic=topics["双千工程"].pk).exists()


def test_a_topic_deleted_while_a_letter_is_read_has_no_mentions(topics: Topics, seeds: Seeds) -> None:
    names, topic = names_of_today(), topics["科创专员"]
    pk = topic.pk
    assert Mention.objects.filter(topic=pk, letter=seeds["000"]).exists()
    put_topic_away(topic, by=None, expected_version=1)
    refresh_mentions(letter_text(seeds["000"]), names)

    assert not Mention.objects.filter(topic=pk).exists()
    assert Mention.objects.filter(letter=seeds["000"]).exists()
    refresh_stale_mentions()
    assert not stale_mentions().exists()


def test_reading_a_letter_again_changes_no_place(topics: Topics, seeds: Seeds) -> None:
    places = list(Mention.objects.order_by("topic_id", "start", "letter_id").values("topic", "letter", "start", "end"))
    refresh_ledger(seeds["000"])

    again = Mention.objects.order_by("topic_id", "start", "letter_id").values("topic", "letter", "start", "end")
    assert list(again) == places


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (TopicWords("新名称", ("科创副总",)), "“科创副总”已是主题“科创专员”的名称"),
        (TopicWords("科 創 專 員"), "“科 創 專 員”已是主题“科创专员”的名称"),
        (TopicWords("省"), "名称至少两个字"),
        (TopicWords("科 "), "名称至少两个字"),
        (TopicWords("新名称", ("长" * 61,)), "名称太长"),
        (TopicWords("新名称", tuple(f"名称{n}" for n in range(50))), "名称太多"),
    ],
)
def test_names_that_cannot_be(topics: Topics, words: TopicWords, sentence: str) -> None:
    with pytest.raises(ActionError, match=sentence):
        save_topic(words)

    assert Topic.objects.count() == len(topics)


def test_a_name_written_twice_is_kept_once(db: None) -> None:
    topic = save_topic(TopicWords("科创专员", ("科创 专员", "科创副总", "科創副總")))

    assert topic.aliases == ["科创副总"]
    assert topic.names.count() == 2


def test_the_second_of_two_changes_is_told(topics: Topics) -> None:
    topic = topics["科创专员"]
    save_topic(TopicWords("科创专员", ("科技副总",)), topic=topic, expected_version=1)

    with pytest.raises(ActionError, match="别人刚刚改过这个主题"):
        save_topic(TopicWords("科创专员"), topic=topic, expected_version=1)
    with pytest.raises(ActionError, match="别人刚刚改过这个主题"):
        put_topic_away(topic, by=None, expected_version=1)
    topic.refresh_from_db()
    assert topic.aliases == ["科技副总"]


def test_seed_topics_are_loaded_once(topics: Topics) -> None:
    assert len(topics) > 100
    Topic.objects.all().delete()

    assert load_seed_topics() == 0
    assert not Topic.objects.exists()


def found_by(topic: str) -> set[str]:
    return {document.key for document in search(SearchQuery(filters=Filters(topic=topic), size=50)).documents}


def test_the_search_index_follows_names_and_mentions(topics: Topics, seeds: Seeds) -> None:
    topic = topics["双千工程"]
    naming = {mention.letter.key for mention in Mention.objects.filter(topic=topic, letter__isnull=False)}
    assert found_by("双千工程") == naming != set()

    save_topic(TopicWords("双千培育", ("双千工程",)), topic=topic, expected_version=1)
    assert (found_by("双千工程"), found_by("双千培育")) == (set(), naming)

    save_topic(TopicWords("双千培育", ("没有的名称",)), topic=topic, expected_version=2)
    refresh_stale_mentions()
    assert found_by("双千培育") == set()

    save_topic(TopicWords("双千培育", ("双千工程",)), topic=topic, expected_version=3)
    refresh_stale_mentions()
    assert found_by("双千培育") == naming

    put_topic_away(topic, by=None, expected_version=4)
    assert found_by("双千培育") == set()


def test_letters_whose_topics_stay_are_not_told_of(topics: Topics, seeds: Seeds) -> None:
    position = current_position()
    save_topic(TopicWords("海洋牧场"))
    refresh_stale_mentions()
    assert not has_unread(position)
