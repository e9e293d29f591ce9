"""What a new letter costs an indicator of which little is said, and one of which much is; to be run in `manage.py shell`."""

from __future__ import annotations

import statistics
import sys
import time
from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db.models import Max

from measures.models import Figure, Indicator
from measures.records import assign, catch_up_checks, refresh_ledger
from proposals.models import Part, Passage, Recommendation, ReplyLetter
from tests.bench.ledgers import LITTLE_SAID, MUCH_SAID

FIGURES = 20
_ROUNDS = 15


def measure() -> None:
    """Print the milliseconds of processor time of a letter of each, in turns; the medians, the little said first."""
    by, taken = get_user_model().objects.get(username="admin"), list[tuple[float, ...]]()
    named = [Indicator.objects.get(name=name) for name in (LITTLE_SAID, MUCH_SAID)]
    last = ReplyLetter.objects.aggregate(last=Max("written_on"))["last"]
    for number in range(1 + _ROUNDS):
        day = last + timedelta(days=number)
        taken.append(tuple(_milliseconds(one, day, number, by) for one in named))
    sys.stdout.write(" ".join(str(statistics.median(column)) for column in zip(*taken[1:], strict=True)))


def _come(indicator: Indicator, day: date, number: int, by: User) -> None:
    """From its saving on, until its checks are found."""
    lines = [f"第{place}类培训技术人员{100 + number}人。" for place in range(FIGURES)]
    text = "\n".join(lines)
    letter = ReplyLetter.objects.create(
        title="新的", text=text, as_read_text=text, text_sha256=f"{indicator.pk} {number}", status="published",
        written_on=day,
    )  # fmt: skip
    ask, start = Recommendation.objects.create(letter=letter, position=1, title="培训"), 0
    for line in lines:
        Passage.objects.create(
            letter=letter, recommendation=ask, part=Part.OUTCOMES, start=start, end=start + len(line)
        )
        start += len(line) + 1
    refresh_ledger(letter)
    figures = list(Figure.objects.filter(letter=letter))
    if len(figures) != FIGURES:
        raise RuntimeError(f"{len(figures)} figures were read")
    assign(figures, indicator, by=by)
    if not catch_up_checks():
        raise RuntimeError("its checks were not found")


def _milliseconds(indicator: Indicator, day: date, number: int, by: User) -> float:
    began = time.process_time()
    _come(indicator, day, number, by)
    return (time.process_time() - began) * 1000
