"""The years in which published letters were written, as a form offers them."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db import connection

from kejiting.runtime.sql import rows
from kejiting.web.filter_forms import FilterForm

# The newest day of each year: from one to the next in an index, since the days of all letters are thousands
_NEWEST_DAYS = """
WITH RECURSIVE newest(day) AS (
    SELECT MAX(written_on) FROM proposals_replyletter WHERE status = 'published'
    UNION ALL
    SELECT (SELECT MAX(written_on) FROM proposals_replyletter WHERE status = 'published' AND written_on < {new_year})
    FROM newest WHERE day IS NOT NULL)
SELECT day FROM newest WHERE day IS NOT NULL
"""


def written_years() -> list[int]:
    """Return the years, the newest first; one query."""
    new_year, values = connection.ops.date_trunc_sql("year", "day", ())
    return [int(str(day)[:4]) for (day,) in rows(_NEWEST_DAYS.format(new_year=new_year), list(values))]


class LetterFilterForm(FilterForm):
    """Offers the years in its field `year`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["year"])
        field.choices = [("", "全部"), *[(str(year), f"{year}年") for year in written_years()]]
