"""The years in which published letters were written, as a form offers them."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from kejiting.web.filter_forms import FilterForm
from proposals.models import ReplyLetter


class LetterFilterForm(FilterForm):
    """Offers the years in its field `year`, the newest first.

    Of the days, which stand in an index: the year of each letter would be asked of a function.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = ReplyLetter.objects.published().order_by().values_list("written_on", flat=True).distinct()
        years = sorted({day.year for day in days if day}, reverse=True)
        field = cast(forms.ChoiceField, self.fields["year"])
        field.choices = [("", "全部"), *[(str(year), f"{year}年") for year in years]]
