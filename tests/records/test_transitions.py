"""Which status may follow which, for whom: every pair, of letters and of plans, done or refused with its sentence."""

from __future__ import annotations

from itertools import product

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from kejiting.text.file_text import OCR
from kejiting.web.actions import ActionError
from measures.models import Plan
from measures.records import put_plan_away, set_plan_status
from proposals.models import EnteredModel, ReplyLetter, Status
from proposals.records import AskedStatus, change_status, open_to, put_letter_away, set_status
from tests.admin.admin_pages import words_of

pytestmark = pytest.mark.django_db

A, D, C, P, W, X = (
    Status.ARRIVED, Status.DRAFT, Status.CHECKED, Status.PUBLISHED, Status.WITHDRAWN, Status.DELETED,
)  # fmt: skip
# What an editor may do; an administrator may also delete what is published, and bring back what lies in the wastebasket
EDITORS = {
    A: {D, C, P, X},
    D: {C, P, X},
    C: {D, P, X},
    P: {W},
    W: {D, C, P, X},
    X: set(),  # it is what it was when it is taken out
}
SENTENCES = {
    (A, A): "不能变回待核对", (A, W): "不用撤回", (D, A): "不能变回待核对", (D, D): "已经是这个状态", (D, W): "不用撤回",
    (C, A): "不能变回待核对", (C, C): "已经是这个状态", (C, W): "不用撤回", (P, A): "不能再变回待核对", (P, D): "请先撤回",
    (P, C): "请先撤回", (P, P): "已经发布", (P, X): "需要“删除", (W, A): "不能变回待核对", (W, W): "已经撤回",
    (X, A): "请先恢复", (X, D): "请先恢复", (X, C): "请先恢复", (X, P): "请先恢复", (X, W): "请先恢复", (X, X): "已经在回收站里",
}  # fmt: skip


def as_if(document: EnteredModel, status: Status) -> EnteredModel:
    document.status = status
    document.status_before = P if status == X else ""
    document.withdrawn_at = timezone.now() if status == W else None
    return document


@pytest.fixture(params=["letter", "plan"])
def document(request: pytest.FixtureRequest) -> EnteredModel:
    return ReplyLetter(title="答复") if request.param == "letter" else Plan(title="方案")


def test_every_pair_of_an_editor(document: EnteredModel, editor: User) -> None:
    for was, to in product(Status, Status):
        asked = AskedStatus(editor, reason="误发", looked_at=True)
        if to in EDITORS[was]:
            change_status(as_if(document, was), to, asked)
            assert document.status == to
        else:
            with pytest.raises(ActionError, match=SENTENCES[was, to]):
                change_status(as_if(document, was), to, asked)
            assert document.status == was
        assert (to in open_to(as_if(document, was), editor)) == (to in EDITORS[was])


def test_every_pair_of_the_others(document: EnteredModel, reader: User, administrator: User) -> None:
    for was, to in product(Status, Status):
        may = to in EDITORS[was] or (was, to) == (P, X)
        is_known = may or (was == X and to != X)
        with pytest.raises(ActionError, match="需要“" if is_known else SENTENCES[was, to]):
            change_status(as_if(document, was), to, AskedStatus(reader, reason="误发", looked_at=True))
        assert not open_to(as_if(document, was), reader)
        assert (to in open_to(as_if(document, was), administrator)) == may
        for by in (administrator, None):
            if may:
                change_status(as_if(document, was), to, AskedStatus(by, reason="误发", looked_at=True))


def test_what_lies_in_the_wastebasket_is_taken_out_as_it_was(document: EnteredModel, editor: User) -> None:
    for to in (A, D, C, W):
        with pytest.raises(ActionError, match="请先恢复"):
            change_status(as_if(document, X), to, AskedStatus(editor, bringing_back=True))
    change_status(as_if(document, X), P, AskedStatus(editor, bringing_back=True))
    assert document.status == P


def test_what_another_has_thrown_away_is_not_published(seeds: dict[str, ReplyLetter], plan: Plan) -> None:
    for one, throw_away, publish in (
        (seeds["000"], put_letter_away, set_status),
        (plan, put_plan_away, set_plan_status),
    ):
        throw_away(one, by=None)
        with pytest.raises(ActionError, match="请先恢复"):
            publish(one, P, by=None)


def test_what_has_to_hold(document: EnteredModel, editor: User, administrator: User, settings: Settings) -> None:
    with pytest.raises(ActionError, match="请写明为什么撤回"):
        change_status(as_if(document, P), W, AskedStatus(editor, reason="  "))
    document.problems = [{"field": OCR, "message": "请核对"}]
    for to in (C, P):
        with pytest.raises(ActionError, match="还没有核对"):
            change_status(as_if(document, D), to, AskedStatus(editor))
    settings.TWO_PERSONS = True
    document.entered_by = editor
    for was in (A, D, C, W):
        with pytest.raises(ActionError, match="要由另一个人发布"):
            change_status(as_if(document, was), P, AskedStatus(editor, looked_at=True))
        with pytest.raises(ActionError, match="要由另一个人发布"):  # nor by restoring what it was
            change_status(as_if(document, was), P, AskedStatus(editor, looked_at=True, going_back=True))
    change_status(as_if(document, D), C, AskedStatus(editor, looked_at=True))
    assert document.problems == []
    change_status(document, P, AskedStatus(administrator))


def test_its_address_says_that_it_was_withdrawn(
    client: Client, reader_client: Client, editor_client: Client, editor: User, seeds: dict[str, ReplyLetter]
) -> None:
    letter = seeds["000"]
    address, asked = letter.get_absolute_url(), f"/api/letters/{letter.pk}"
    withdraw = reverse("entry_withdraw", args=[letter.pk])
    assert "打开的人只看到" in words_of(editor_client.get(withdraw))
    done = editor_client.post(withdraw, {"version": letter.version, "reason": "文号有误。"}, follow=True)
    assert "已撤回：文号有误" in words_of(done)
    for reading, place in ((client, address), (reader_client, address), (client, f"{address}word/"), (client, asked)):
        gone = reading.get(place)
        said = gone.json()["detail"] if place == asked else gone.content.decode()
        assert gone.status_code == 410
        assert (str(letter) in said, letter.doc_number in said, "文号有误" in said) == (True, True, True)
        assert not any(line in said for line in letter.public_text.splitlines() if len(line) > 60)
    assert client.get("/api/letters").json()["count"] == len(seeds) - 1
    assert editor_client.get("/entry/?status=withdrawn").context["queue"].object_list[0] == letter

    letter.refresh_from_db()
    set_status(letter, Status.DRAFT, by=editor)  # corrected before it is published again
    assert client.get(address).status_code == 410
    set_status(letter, Status.PUBLISHED, by=editor)
    assert client.get(address).status_code == 200
    set_status(letter, Status.WITHDRAWN, by=editor, reason="重复")
    put_letter_away(letter, by=editor)
    assert client.get(address).status_code == 404


def test_what_is_checked_waits_for_another(
    settings: Settings, editor: User, editor_client: Client, administrator_client: Client, seeds: dict[str, ReplyLetter]
) -> None:
    settings.TWO_PERSONS = True
    letter = seeds["000"]
    ReplyLetter.objects.filter(pk=letter.pk).update(status=Status.CHECKED, entered_by=editor)
    assert str(letter) not in words_of(editor_client.get("/work/?kind=checked"))
    assert str(letter) in words_of(administrator_client.get("/work/?kind=checked"))
    review = reverse("entry_review", args=[letter.pk])
    assert "由另一个人发布" in words_of(editor_client.get(review))
    assert "存并发布" in words_of(administrator_client.get(review))
