"""Figures go with an indicator that is merged, split, brought back or restored; what a person assigned since stays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.contrib.auth.models import User
from django.db.models import Q

from kejiting.web.actions import ActionError
from measures.histories.changes import changes_of_indicator
from measures.models import Discrepancy, Figure, Indicator, SeriesPoint
from measures.records import (
    Maintenance,
    assign,
    bring_indicator_back,
    catch_up_all_checks,
    choice_of,
    indicator_state,
    maintain_indicator,
    restore_indicator_act,
    review_discrepancy,
)
from proposals.records import state_after
from tests.soak.chance import Chance

pytestmark = pytest.mark.django_db

STEPS = 14


def decided() -> dict[int, tuple[object, ...]]:
    """Of each figure who assigned it, and when."""
    rows = Figure.objects.filter(indicator__isnull=False).values_list("pk", "assigned_by", "assigned_at")
    return {pk: told for pk, *told in rows}  # type: ignore[misc]


def figures_of(indicator: Indicator) -> set[int]:
    return set(Figure.objects.filter(indicator=indicator).values_list("pk", flat=True))


def merge(indicator: Indicator, into: Indicator, by: User) -> None:
    maintain_indicator(indicator.pk, Maintenance("merge", indicator.version, name=into.name), by=by)


def split(indicator: Indicator, name: str, by: User) -> Indicator:
    """All its figures and wordings go to a new one."""
    figures = frozenset(map(choice_of, indicator.figures.all()))
    aliases = tuple(indicator.aliases.values_list("pk", flat=True))
    asked = Maintenance("split", indicator.version, name=name, figures=figures, aliases=aliases)
    maintain_indicator(indicator.pk, asked, by=by)
    return Indicator.objects.get(name=name)


@pytest.fixture
def two(settled: dict[str, Indicator]) -> tuple[Indicator, Indicator]:
    """Two that count money, one of them with a doubt that a person answered."""
    one = settled["职务科技成果转化金额"]
    other = Indicator.objects.create(name="成果转化合同额", unit="元")
    return one, other


def test_it_works(two: tuple[Indicator, Indicator], editor: User) -> None:
    """Brought back, the one that was merged has its figures, wordings and answered doubts; the other has them no more."""
    one, other = two
    check = Discrepancy.objects.get(indicator=one, kind="differs")
    review_discrepancy(check.pk, action="close", reason="批次不同", expected_version=0, by=editor)
    figures, before, state = figures_of(one), decided(), indicator_state(one)
    merge(one, other, editor)
    assert figures_of(other) == figures

    bring_indicator_back(Indicator.everything.get(pk=one.pk), by=editor)
    assert (figures_of(one), figures_of(other), decided()) == (figures, set(), before)
    assert indicator_state(Indicator.objects.get(pk=one.pk)) == state
    assert not other.aliases.exists()
    check.refresh_from_db()
    assert (check.indicator, check.closed) == (one, True)
    catch_up_all_checks()
    check.refresh_from_db()
    assert (check.indicator, check.closed, check.found) == (one, True, True)
    assert set(SeriesPoint.objects.filter(indicator=one).values_list("figure", flat=True)) == figures
    assert other.acts.latest("pk").reason == "数据移回了“职务科技成果转化金额”"


def test_the_other_restored_gives_back_what_was_merged_into_it(two: tuple[Indicator, Indicator], editor: User) -> None:
    one, other = two
    figures, state = figures_of(one), indicator_state(other)
    merge(one, other, editor)
    other.refresh_from_db()
    restore_indicator_act(other, other.acts.earliest("pk").pk, by=editor, expected_version=other.version)
    assert indicator_state(other) == state
    assert figures_of(Indicator.objects.get(pk=one.pk)) == figures


def test_what_a_person_assigned_since_stays(two: tuple[Indicator, Indicator], editor: User) -> None:
    one, other = two
    merge(one, other, editor)
    moved, released, *rest = Figure.objects.filter(indicator=other).order_by("pk")
    third = Indicator.objects.create(name="另一个", unit="元")
    assign([moved], third, by=editor)
    assign([released], None, by=editor)
    bring_indicator_back(Indicator.everything.get(pk=one.pk), by=editor)
    assert figures_of(one) == {figure.pk for figure in rest}
    assert figures_of(third) == {moved.pk}


def test_its_name_is_taken(two: tuple[Indicator, Indicator], editor: User) -> None:
    one, other = two
    figures = figures_of(one)
    merge(one, other, editor)
    Indicator.objects.create(name=one.name, unit="元")
    other.refresh_from_db()
    with pytest.raises(ActionError, match="已有叫"):
        restore_indicator_act(other, other.acts.earliest("pk").pk, by=editor, expected_version=other.version)
    assert figures_of(other) == figures


def test_a_split_is_taken_back_whole(two: tuple[Indicator, Indicator], editor: User) -> None:
    """Figures and wordings come home; the new one lies in the wastebasket, and has them again if it is brought back."""
    one, _ = two
    figures, before = figures_of(one), decided()
    maintain_indicator(one.pk, Maintenance("edit", one.version, name="改了名", unit="元"), by=editor)
    one.refresh_from_db()
    new = split(one, "拆出的", editor)
    assert figures_of(new) == figures
    *_, first, after = one.acts.order_by("pk")
    one.refresh_from_db()
    restore_indicator_act(one, first.pk, by=editor, expected_version=one.version)
    assert (figures_of(one), decided()) == (figures, before)
    gone = Indicator.everything.get(pk=new.pk)
    assert (gone.is_deleted, gone.deletion_reason) == (True, f"数据移回了“{one}”")

    one.refresh_from_db()
    restore_indicator_act(one, after.pk, by=editor, expected_version=one.version)
    assert (figures_of(one), figures_of(Indicator.objects.get(pk=new.pk)), decided()) == (set(), figures, before)


def test_what_was_split_off_and_has_figures_of_its_own_stays(two: tuple[Indicator, Indicator], editor: User) -> None:
    one, _ = two
    figures = figures_of(one)
    new = split(one, "拆出的", editor)
    added = Figure.objects.filter(unit="元", indicator=None)[0]
    assign([added], new, by=editor)
    one.refresh_from_db()
    restore_indicator_act(one, one.acts.earliest("pk").pk, by=editor, expected_version=one.version)
    assert (figures_of(one), figures_of(Indicator.objects.get(pk=new.pk))) == (figures, {added.pk})


def test_what_a_person_made_stays_without_figures(two: tuple[Indicator, Indicator], editor: User) -> None:
    one, other = two
    split(one, "拆出的", editor)
    merge(Indicator.objects.get(name="拆出的"), other, editor)
    one.refresh_from_db()
    restore_indicator_act(one, one.acts.earliest("pk").pk, by=editor, expected_version=one.version)
    assert not figures_of(Indicator.objects.get(pk=other.pk))


def test_what_leaves_the_figures_alone_does_not_keep_them_again(two: tuple[Indicator, Indicator], editor: User) -> None:
    one, other = two
    for name in ("甲", "乙", "丙"):
        maintain_indicator(one.pk, Maintenance("edit", one.version, name=name, unit="元"), by=editor)
        one.refresh_from_db()
    assert len([row for row in one.act_contents.all() if "figures" in row.content]) == 1
    assert one.acts.count() == 4
    merge(one, other, editor)
    assert len([row for row in one.act_contents.all() if "figures" in row.content]) == 2


def test_figures_of_others_are_not_split_off(settled: dict[str, Indicator], editor: User) -> None:
    of_another = settled["合格技术经纪人"].figures.all()[0]
    one = settled["职务科技成果转化金额"]
    asked = Maintenance("split", one.version, name="新", figures=frozenset({choice_of(of_another)}))
    with pytest.raises(ActionError, match="别人刚刚改过"):
        maintain_indicator(one.pk, asked, by=editor)


def act_by_chance(random: Chance, by: User) -> None:
    one, *others = random.sample(list(Indicator.objects.filter(unit="个").order_by("pk")), 2)
    figures = frozenset(map(choice_of, random.sample(list(one.figures.order_by("pk")), min(1, one.figures.count()))))
    gone = list(Indicator.everything.filter(deleted_at__isnull=False).order_by("pk"))
    action = random.choice(("edit", "split", "merge", "merge", "back", "restore", "restore"))
    if action == "back" and gone:
        bring_indicator_back(random.choice(gone), by=by)
    elif action == "restore" and one.acts.exists():
        former = random.choice([act for act in one.acts.order_by("pk") if state_after(act).get("status") != "deleted"])
        restore_indicator_act(one, former.pk, by=by, expected_version=one.version)
        one.refresh_from_db()
        assert indicator_state(one) == state_after(former)
        assert not list(changes_of_indicator(state_after(former), indicator_state(one)))
    elif action in ("edit", "split", "merge"):
        name = others[0].name if action == "merge" else f"名称{random.randrange(10**6)}"
        maintain_indicator(one.pk, Maintenance(action, one.version, name=name, unit="个", figures=figures), by=by)


@pytest.mark.parametrize("chance", range(8))
def test_whatever_is_done_no_decision_is_lost(chance: int, settled: dict[str, Indicator], editor: User) -> None:
    """Each figure is of an indicator in use, as it was assigned; and what is restored is all that it was."""
    random = Chance(str(chance))
    before = decided()
    for _ in range(STEPS):
        with suppress(ActionError):  # refused: as it was
            act_by_chance(random, editor)
        assert decided() == before
        assert not Figure.objects.filter(indicator__in=_in_wastebasket()).exists()
    catch_up_all_checks()
    points = dict(SeriesPoint.objects.values_list("figure_id", "indicator_id"))
    assert points == {figure.pk: figure.indicator_id for figure in Figure.objects.filter(Q(pk__in=points))}


def _in_wastebasket() -> Iterator[int]:
    return Indicator.everything.filter(deleted_at__isnull=False).values_list("pk", flat=True).iterator()
