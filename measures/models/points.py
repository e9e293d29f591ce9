"""Settled figures on the lines of their indicators, and the letters whose figures are yet to be put there anew."""

from __future__ import annotations

from typing import Self

from django.db import models

from measures.extraction.checks import LONGEST_LINE, LONGEST_PERIOD, PLANNED
from measures.models.figures import Figure
from measures.models.indicators import Indicator
from measures.models.querysets import LedgerRowQuerySet
from proposals.models import ReplyLetter


class SeriesPointQuerySet(LedgerRowQuerySet["SeriesPoint"]):
    def planned(self) -> Self:
        """What letters mean to reach."""
        return self.filter(series__startswith=PLANNED)

    def reported(self) -> Self:
        """What letters say there is."""
        return self.exclude(series__startswith=PLANNED)


class SeriesPoint(models.Model):
    """What a settled figure of a published letter is compared by, as the rules worked it out of its sentence.

    Made anew with its letter's checks, never by hand; `Point` says what the columns hold. The base holds no row for its
    sake: a letter that is saved and one whose checks are found at the same moment do not wait for each other. So figure
    and letter may be gone until the letter's turn comes.
    """

    figure = models.OneToOneField(Figure, models.DO_NOTHING, db_constraint=False, related_name="point")
    letter = models.ForeignKey(ReplyLetter, models.DO_NOTHING, db_constraint=False, related_name="+")
    indicator = models.ForeignKey(
        Indicator, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="points"
    )
    series = models.CharField(max_length=LONGEST_LINE)
    sort_key = models.CharField(max_length=54)
    period = models.CharField(max_length=LONGEST_PERIOD)
    held_on = models.DateField(null=True)
    written_on = models.DateField(null=True)
    printed = models.CharField(max_length=80)
    low = models.DecimalField(max_digits=24, decimal_places=6)
    high = models.DecimalField(max_digits=24, decimal_places=6)
    least = models.DecimalField(max_digits=28, decimal_places=8)
    most = models.DecimalField(max_digits=28, decimal_places=8)
    sentence = models.PositiveBigIntegerField()
    objects = SeriesPointQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "序列中的数据"
        ordering = ("indicator", "series", "sort_key")
        indexes = (
            models.Index(fields=("indicator", "series", "sort_key"), name="point_on_its_line"),
            models.Index(fields=("indicator", "sort_key"), name="point_in_time"),
            models.Index(fields=("indicator", "written_on", "figure"), name="point_by_letter_date"),
        )

    def __str__(self) -> str:
        return self.printed


class PendingRecheck(models.Model):
    """A letter whose settled figures may state something else than when their checks were found.

    Such rows are added and taken away, never changed, and hold nothing: two letters saved at once wait for none of them.
    """

    letter = models.PositiveBigIntegerField(db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "待重新核对的答复函"
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.letter)
