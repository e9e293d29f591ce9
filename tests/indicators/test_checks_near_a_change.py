"""Whatever people do, what is found near a change is what would be found by looking everywhere."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User

from measures.extraction.checks import check_sentences, comparison, point
from measures.models import Discrepancy, Figure, Indicator, PendingRecheck, SeriesPoint
from measures.records import assign, catch_up_checks, refresh_ledger, release, series_points
from measures.records.statements import published_letters, statements_in_sentences
from proposals.models import Part, Passage, Recommendation, ReplyLetter, Status
from proposals.records import delete_letter, set_status
from tests.extraction.checks.whole_lines import find_pairs, in_series
from tests.soak.chance import Chance

pytestmark = pytest.mark.django_db

Found = set[tuple[str, frozenset[int]]]
SENTENCES = (
    "目前共有孵化器{}家。",
    "目前共有孵化器{}家，其中省级3家、市级2家。",
    "截至2024年底，共有孵化器{}家。",
    "2024年认定孵化器{}家。",
    "力争建成孵化器{}家。",
)


def letter_of(chance: Chance, number: int) -> ReplyLetter:
    lines = [chance.choice(SENTENCES).format(chance.choice((5, 5, 9, 12))) for _ in range(chance.randint(1, 2))]
    text = "\n".join(lines)
    letter = ReplyLetter.objects.create(
        title=f"第{number}份", text=text, as_read_text=text, text_sha256=str(number), status=Status.PUBLISHED,
        written_on=date(2024, 1, 1) + timedelta(days=chance.randrange(1200)),
    )  # fmt: skip
    ask, start = Recommendation.objects.create(letter=letter, position=1, title="孵化器"), 0
    for line in lines:
        Passage.objects.create(
            letter=letter, recommendation=ask, part=Part.OUTCOMES, start=start, end=start + len(line)
        )
        start += len(line) + 1
    refresh_ledger(letter)
    return letter


def found_everywhere(reach: int) -> Found:
    figures = list(Figure.objects.exclude(passage=None).select_related("passage"))
    stated = {one.id: one for one in statements_in_sentences(figures, published_letters(figures, texts=True))}
    found: Found = set()
    for indicator in Indicator.objects.all():
        own = [point(stated[one.pk]) for one in figures if one.indicator_id == indicator.pk and one.pk in stated]
        pairs = [pair for line in in_series(own).values() for pair in find_pairs(line, reach=reach)]
        found |= {(pair.kind, frozenset((pair.earlier.figure_id, pair.later.figure_id))) for pair in pairs}
        sums = check_sentences(tuple(stated.values()))
        found |= {
            (one.kind, frozenset(one.members)) for one in sums if {*one.members} & {each.figure_id for each in own}
        }
    return found


def held() -> Found:
    checks = Discrepancy.objects.filter(found=True).prefetch_related("members")
    return {(check.kind, frozenset(one.figure_id or 0 for one in check.members.all())) for check in checks}


def change(chance: Chance, indicators: list[Indicator], editor: User, number: int) -> None:
    """What people do, by chance."""
    letters, figures = list(ReplyLetter.objects.order_by("pk")), list(Figure.objects.order_by("pk"))
    letter = chance.choice(letters)
    match chance.randrange(8):
        case 0 | 1:
            letter_of(chance, number)
        case 2 | 3 | 4:
            assign(chance.sample(figures, min(3, len(figures))), chance.choice(indicators), by=editor)
        case 5:
            release(chance.sample(figures, min(2, len(figures))))
        case 6:
            letter.written_on = chance.choice((None, date(2025, 1, 1) + timedelta(days=chance.randrange(500))))
            letter.save()
        case _ if chance.one_in(3) and len(letters) > 3:
            delete_letter(letter)
        case _:
            set_status(letter, Status.WITHDRAWN if letter.is_published else Status.PUBLISHED, reason="误发")


@pytest.mark.parametrize("reach", [3, 200])
def test_looking_near_changes_finds_what_looking_everywhere_does(
    editor: User, monkeypatch: pytest.MonkeyPatch, reach: int
) -> None:
    chance = Chance(reach)
    monkeypatch.setattr(series_points, "WINDOW", reach)
    monkeypatch.setattr(comparison.look, "__defaults__", (reach,))
    monkeypatch.setattr(comparison.find_near, "__defaults__", (reach,))
    indicators = [Indicator.objects.create(name=name, unit="家") for name in ("孵化器", "其他孵化器")]
    for number in range(6):
        letter_of(chance, number)
    assign(list(Figure.objects.filter(unit="家")), indicators[0], by=editor)
    for number in range(100, 150):
        for step in range(chance.randint(1, 3)):
            change(chance, indicators, editor, number * 10 + step)
        assert catch_up_checks()
        assert held() == found_everywhere(reach)
        assert not PendingRecheck.objects.exists()
    assert (
        SeriesPoint.objects.count() == Figure.objects.exclude(indicator=None).filter(letter__status="published").count()
    )
