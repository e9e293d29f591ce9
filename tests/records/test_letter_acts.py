"""Every act on a letter is kept; the whole letter goes back to what it was after any of them, and nothing differs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import stage_letter
from kejiting.text.spans import Span
from kejiting.web.actions import ActionError, RowChangedError
from measures.models import Figure, Indicator, Plan, Target
from measures.records import assign
from proposals.models import ActContent, ActKind, LetterAct, Part, Proposal, ReplyLetter, Status
from proposals.pages.act_changes import changes_between
from proposals.records import (
    HEADER_FIELDS,
    ContentsEdit,
    assign_letter,
    bring_letter_back,
    correct_letter,
    keep_act,
    last_edit_of,
    one_act,
    put_letter_away,
    replace_letter,
    reread_letter,
    restore_act,
    set_status,
    state_after,
    to_parsed,
    undo_edit,
)
from tests.admin.admin_pages import change, words_of
from tests.entry.desk_tools import seed

pytestmark = pytest.mark.django_db

STEPS = 14


class Chance(Random):
    """The same number does the same acts."""


Act = Callable[[ReplyLetter, User, Chance], object]


def pressed(action: str, target: str = "", *, selected: Span | None = None) -> ContentsEdit:
    return ContentsEdit(action, target, parts={}, asks={}, titles={}, selected=selected, at=None)


NOTHING = pressed("save")


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, settings: Settings) -> Path:
    settings.SHARED_DIR = tmp_path / "data"
    settings.SHARED_DIR.mkdir()
    return settings.SHARED_DIR


def correct(letter: ReplyLetter, by: User, contents: ContentsEdit = NOTHING, **changed: object) -> None:
    parsed = to_parsed(letter)
    header = {name: getattr(parsed, name) for name in HEADER_FIELDS}
    header |= {name: words.value for name in ("title", "proposal_title") if (words := header[name])}
    correct_letter(letter, expected_version=letter.version, header=header | changed, contents=contents, by=by)


def correct_head(letter: ReplyLetter, by: User, random: Chance) -> None:
    field = random.choice(("agency", "title", "number", "proposal_title", "category"))
    correct(letter, by, **{field: f"第{random.randrange(9)}" if field != "number" else str(random.randrange(1, 9))})


def sign(letter: ReplyLetter, by: User, random: Chance) -> None:
    correct(letter, by, delegates=tuple(random.sample(("王洪福", "李锐", "王松伟", "王宇辉"), random.randrange(1, 4))))


def mark(letter: ReplyLetter, by: User, random: Chance) -> None:
    start = random.randrange(len(letter.text) - 60)
    part = random.choice((Part.MEASURES, Part.OUTCOMES, Part.NEXT_STEPS))
    correct(letter, by, pressed("mark", part, selected=Span(start, start + random.randrange(5, 60))))


def remove(letter: ReplyLetter, by: User, random: Chance) -> None:
    keys = list(letter.passages.exclude(part__in=(Part.TITLE, Part.PROPOSAL)).values_list("pk", flat=True))
    correct(letter, by, pressed("remove", str(random.choice(keys))))


def come_anew(letter: ReplyLetter, by: User, random: Chance) -> None:
    other = f"{seed('000').decode()}\n另有一段，第{random.randrange(10**9)}次。\n"
    arrived = stage_letter(read_letter("新.txt", other.encode()), by=by)
    replace_letter(letter, arrived, by=by)


def there_and_back(letter: ReplyLetter, by: User, _random: Chance) -> None:
    put_letter_away(letter, by=by, reason="看错了")
    bring_letter_back(letter, by=by)


def take_back(letter: ReplyLetter, by: User, _random: Chance) -> None:
    if edit := last_edit_of(letter, by):
        undo_edit(letter, edit.pk, by=by)


OF_USE = [status for status in Status if status != Status.DELETED]
ACTS: tuple[Act, ...] = (
    correct_head,
    correct_head,
    sign,
    mark,
    mark,
    remove,
    come_anew,
    there_and_back,
    take_back,
    lambda letter, by, _: reread_letter(letter, by=by),
    lambda letter, by, random: set_status(letter, random.choice(OF_USE), by=by, reason="看看"),
    lambda letter, by, random: assign_letter(letter, random.choice((by, None)), by=by),
    lambda letter, by, random: restore_act(letter, random.choice(possible(letter)).pk, by=by),
)


def possible(letter: ReplyLetter) -> list[LetterAct]:
    return [act for act in letter.acts.select_related("state", "text") if act.state.content["status"] != "deleted"]


@pytest.mark.parametrize("chance", range(3))
def test_any_act_comes_back(editor: User, chance: int) -> None:
    letter = stage_letter(read_letter("信.txt", seed("000")), by=editor)
    random = Chance(chance)
    for _ in range(STEPS):
        with suppress(ActionError):  # refused: as it was
            random.choice(ACTS)(letter, editor, random)
        letter = ReplyLetter.objects.get(pk=letter.pk)
        assert not keep_act(letter, ActKind.ELSEWHERE, by=None), "what was done is kept already"

    for act in random.sample(possible(letter), min(8, len(possible(letter)))):
        restore_act(letter, act.pk, by=editor, expected_version=letter.version)
        letter = ReplyLetter.objects.get(pk=letter.pk)
        last = letter.acts.select_related("state", "text").last()
        assert last is not None
        assert list(changes_between(state_after(act), state_after(last))) == []
        assert (last.state_id, last.text_id) == (act.state_id, act.text_id)
        assert all(passage.end <= len(letter.text) for passage in letter.passages.all())


def test_one_act_is_one_entry(editor: User) -> None:
    letter = stage_letter(read_letter("信.txt", seed("000")), by=editor)
    assert not letter.acts.exists()
    correct(letter, editor, pressed("reread"), agency="省科技厅", category="提案")
    set_status(letter, Status.PUBLISHED, by=editor)

    kinds = [(act.kind, act.by) for act in letter.acts.all()]
    assert kinds == [("found", editor), ("corrected", editor), ("published", editor)]
    with pytest.raises(TypeError):
        letter.acts.all()[0].delete()


def test_what_leaves_it_as_it_was_can_be_rolled_back(seeds: dict[str, ReplyLetter], editor: User) -> None:
    letter = seeds["000"]
    version, acts = letter.version, letter.acts.count()
    for only_if_changed, written in ((True, 0), (False, 1)):
        with one_act(letter, ActKind.CORRECTED, by=editor, only_if_changed=only_if_changed):
            ReplyLetter.objects.filter(pk=letter.pk).update(version=version + 1)
        letter.refresh_from_db()
        assert (letter.version, letter.acts.exclude(kind="found").count()) == (version + written, acts)


def test_what_is_equal_is_kept_once(editor: User) -> None:
    letter = stage_letter(read_letter("信.txt", seed("000")), by=editor)
    for _ in range(5):
        set_status(letter, Status.PUBLISHED)
        set_status(letter, Status.WITHDRAWN, reason="误发")

    assert letter.acts.count() == 11
    assert ActContent.objects.count() == 5


def test_what_people_assigned_comes_back(seeds: dict[str, ReplyLetter], plan: Plan, editor: User) -> None:
    """With the passage that an act removed: its figures' indicator, and the target that one was held against."""
    letter = seeds["000"]
    set_status(letter, Status.WITHDRAWN, reason="误发")
    set_status(letter, Status.PUBLISHED)
    figure = Figure.objects.filter(letter=letter, passage__isnull=False)[0]
    indicator = Indicator.objects.create(name="技术经纪人", unit=figure.unit)
    assign([figure], indicator, by=editor)
    target = Target.objects.order_by("pk")[0]
    target.evidence.create(figure=figure, by=editor)
    correct(letter, editor, pressed("remove", str(figure.passage_id)))
    assert not Figure.objects.filter(letter=letter, indicator=indicator).exists()
    before = letter.acts.get(kind=ActKind.ELSEWHERE)
    restore_act(letter, before.pk, by=editor)

    again = Figure.objects.get(letter=letter, indicator=indicator)
    assert (again.passage_id, again.start, again.printed) == (figure.passage_id, figure.start, figure.printed)
    assert (again.assigned_by, target.evidence.get().figure) == (editor, again)


def test_what_was_changed_elsewhere_is_no_act_of_the_next(
    editor: User, editor_client: Client, seeds: dict[str, ReplyLetter]
) -> None:
    letter = seeds["000"]
    set_status(letter, Status.WITHDRAWN, by=editor, reason="误发")
    change(editor_client, Proposal.objects.get(letters=letter), title="别的题目")
    letter.refresh_from_db()
    set_status(letter, Status.PUBLISHED, by=editor)

    assert [act.kind for act in letter.acts.all()] == ["found", "withdrawn", "elsewhere", "published"]


def test_the_pages(editor_client: Client, editor: User, reader_client: Client, seeds: dict[str, ReplyLetter]) -> None:
    letter = seeds["000"]
    history = reverse("letter_history", args=[letter.pk])
    assert "还没有改动过" in words_of(editor_client.get(history))
    assert reader_client.get(history).status_code == 403

    set_status(letter, Status.WITHDRAWN, by=editor, reason="误发")
    correct(letter, editor, agency="省科技厅")
    put_letter_away(letter, by=editor, reason="看错了")
    bring_letter_back(letter, by=editor)
    page = words_of(editor_client.get(history))
    for words in ("撤回", "状态：已发布 → 已撤回", "→ 省科技厅", "放进回收站", "原因：看错了", "从回收站恢复", "编辑"):
        assert words in page

    first = letter.acts.first()
    assert first is not None
    act = reverse("letter_act", args=[letter.pk, first.pk])
    assert "整份恢复到这一步" in words_of(editor_client.get(act))
    stale = editor_client.post(act, {"expected_version": "1"}, follow=True)
    assert "已被别人改过" in words_of(stale)
    done = editor_client.post(act, {"expected_version": str(letter.version)}, follow=True)
    assert "已恢复到“原来的内容”以后的样子" in words_of(done)
    letter.refresh_from_db()
    assert letter.is_published
    assert letter.agency != "省科技厅"
    assert "和现在相同" in words_of(editor_client.get(act))


def test_the_second_of_two_is_told(editor: User, seeds: dict[str, ReplyLetter]) -> None:
    letter, stale = seeds["000"], ReplyLetter.objects.get(pk=seeds["000"].pk)
    set_status(letter, Status.WITHDRAWN, by=editor, reason="误发")
    first = letter.acts.first()
    assert first is not None
    with pytest.raises(RowChangedError):
        restore_act(stale, first.pk, by=editor, expected_version=1)
    with pytest.raises(ActionError):
        restore_act(letter, first.pk + 10**6, by=editor)


def test_a_longer_history_costs_no_more_queries(
    editor_client: Client, editor: User, seeds: dict[str, ReplyLetter]
) -> None:
    letter = seeds["000"]
    counts = []
    for agency in range(4):
        correct(letter, editor, agency=f"第{agency}厅")
        with CaptureQueriesContext(connection) as queries:
            editor_client.get(reverse("letter_history", args=[letter.pk]))
        counts.append(len(queries))
    assert all(later <= former for former, later in pairwise(counts[1:]))
