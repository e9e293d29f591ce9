"""What a person selected in the text, as the header's form takes it: this is the title, this is the date."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from kejiting.text.dates import read_date
from kejiting.web.actions import ActionError
from proposals.entry.header_form import number_as_printed, session_initial
from proposals.parsing import read_number, read_session

Values = dict[str, str]


def header_values(field: str, words: str) -> Values:
    """The values of the header's form that say: this field is these words. Raises MarkingError if they cannot be read."""
    read = FIELDS.get(field)
    if read is None:
        raise ActionError("没有这一栏。")
    return read(field, words)


def _as_it_stands(field: str, words: str) -> Values:
    return {field: "".join(words.split())}


def _day(field: str, words: str) -> Values:
    day: date | None = read_date(words)
    if day is None:
        raise ActionError("选中的文字里读不出日期，请选“2025年6月18日”这样的一处，或者直接填写。")
    return {field: day.isoformat()}


def _session(field: str, words: str) -> Values:
    session = read_session(words)
    if session is None:
        raise ActionError("选中的文字里读不出届次，请选“省政协十三届三次会议”这样的一处，或者直接填写。")
    return {name: "" if value is None else str(value) for name, value in session_initial(session).items()}


def _number(field: str, words: str) -> Values:
    return {field: read_number(words) or number_as_printed(words) or ""}


def _names(field: str, words: str) -> Values:
    """尊敬的林清禾、陆言代表： → 林清禾、陆言."""
    bare = re.sub(r"^尊敬的?|[:：，,。]+$", "", "".join(words.split()))
    names = (re.sub(r"(?<=..)(?:政协|人大)?(?:委员|代表)$", "", name) for name in re.split("[、，,；;]", bare))
    return {field: "、".join(name for name in names if name)}


# What each button of the page reads from the selected words
FIELDS: dict[str, Callable[[str, str], Values]] = {
    "title": _as_it_stands,
    "proposal_title": _as_it_stands,
    "doc_number": _as_it_stands,
    "index_number": _as_it_stands,
    "agency": _as_it_stands,
    "addressee": _as_it_stands,
    "category": _as_it_stands,
    "written_on": _day,
    "published_on": _day,
    "session": _session,
    "number": _number,
    "delegates": _names,
}
