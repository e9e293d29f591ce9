"""What the letters and the plan cite, as rows of the ledger."""

from __future__ import annotations

import pytest

from measures.extraction.citations import number_key, title_key
from measures.models import Citation, Plan
from measures.records import delete_plan, refresh_stale_ledgers
from proposals.models import ReplyLetter
from proposals.records import correcting, delete_letter, edit_text

pytestmark = pytest.mark.django_db

Seeds = dict[str, ReplyLetter]
NUMBER = "国办发〔2016〕28号"


def insert(letter: ReplyLetter, words: str, before: str) -> None:
    assert before in letter.text
    with correcting(letter):
        edit_text(letter, letter.text.replace(before, words + before, 1))
        letter.save()


def test_all_titles_of_the_letters(seeds: Seeds) -> None:
    titled = Citation.objects.filter(title__isnull=False)

    assert titled.count() == 25
    assert titled.filter(is_proposal=True).count() == 4
    for citation in titled.select_related("letter"):
        assert citation.letter is not None
        printed = citation.span.of(citation.letter.text)
        assert "".join(printed.split()) == f"《{citation.title}》"


def test_the_head_of_a_letter_cites_nothing(seeds: Seeds) -> None:
    assert not Citation.objects.filter(title__isnull=True).exists()


def test_the_numbers_of_the_plan(plan: Plan) -> None:
    numbers = Citation.objects.filter(plan=plan, number__isnull=False).order_by("start")

    assert [one.number for one in numbers] == [NUMBER, "吉发〔2016〕26号"]
    assert all(one.title and one.item for one in numbers)


def test_one_document_of_two_letters_has_one_key(seeds: Seeds) -> None:
    key = title_key("吉林省全面深化职务科技成果改革实施方案")
    found = Citation.objects.filter(document=key)

    assert found.values("letter").distinct().count() == 2
    assert found.count() == 4


def test_titles_that_differ_by_the_issuer_are_two(seeds: Seeds) -> None:
    insert(seeds["001"], "《关于完善科技成果评价机制的指导意见》、", "《国家技术转移专业人员能力等级培训大纲》")
    like = Citation.objects.filter(title__endswith="关于完善科技成果评价机制的指导意见")

    assert like.count() == like.values("document").distinct().count() == 2


def test_a_number_alone_meets_the_title_that_has_it(seeds: Seeds, plan: Plan) -> None:
    insert(seeds["001"], f"落实{NUMBER}，", "《国家技术转移专业人员能力等级培训大纲》")
    alone = Citation.objects.get(letter=seeds["001"], number=NUMBER)

    assert alone.title is None
    assert alone.document == Citation.objects.get(plan=plan, number=NUMBER).key


def test_it_meets_a_title_that_comes_later_and_leaves_one_that_goes(seeds: Seeds, plan: Plan) -> None:
    delete_plan(plan)
    insert(seeds["001"], f"落实{NUMBER}，", "《国家技术转移专业人员能力等级培训大纲》")
    assert Citation.objects.get(number=NUMBER).document == number_key(NUMBER)

    insert(seeds["000"], f"《行动方案》（{NUMBER}）、", "《关于人才工作支撑科技创新驱动高质量发展的若干措施》")
    assert Citation.objects.get(letter=seeds["001"], number=NUMBER).document == title_key("行动方案")

    delete_letter(seeds["000"])
    assert Citation.objects.get(number=NUMBER).document == number_key(NUMBER)


def test_a_title_that_is_printed_with_unseen_characters_is_no_longer_than_its_column(seeds: Seeds) -> None:
    title = "关\u00ad\u200b\u2060于" * 60
    insert(seeds["001"], f"《{title}》、", "《国家技术转移专业人员能力等级培训大纲》")
    held = Citation.objects.get(letter=seeds["001"], document=title_key("关于" * 60))

    assert 100 < len(held.title or "") <= 150


def test_citations_move_with_a_corrected_letter(seeds: Seeds) -> None:
    letter = seeds["003"]
    with correcting(letter):
        edit_text(letter, letter.text.replace("吉林省科学技术进步条例", "科学技术进步法").replace("目前", "眼下目前"))
        letter.save()

    titles = {one.title for one in Citation.objects.filter(letter=letter)}
    assert "科学技术进步法" in titles
    assert "吉林省科学技术进步条例" not in titles
    for one in Citation.objects.filter(letter=letter):
        assert "".join(one.span.of(letter.text).split()) == f"《{one.title}》"


def test_plans_of_before_the_ledgers_are_read(plan: Plan) -> None:
    Citation.objects.all().delete()
    plan.ledger.delete()

    assert refresh_stale_ledgers() == 1
    assert Citation.objects.filter(plan=plan).count() == 4
