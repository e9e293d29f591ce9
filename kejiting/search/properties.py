"""What letters and their passages are filtered, counted and listed by: one table, of which everything else follows.

The columns of the index, facets, the search page's form, the API's parameters and the columns of an export come from
it. A new property of letters takes a line here, its value in `kejiting.indexing.documents` and its label in
`kejiting.question_form.property_labels`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kejiting.text.fold import fold
from kejiting.text.keys import name_key, number_key

# By name; a property that the document does not state is left out.
Properties = Mapping[str, tuple[str, ...]]
# What may be given for a property: one value, or several
Given = str | int | Iterable[str | int] | None


@dataclass(frozen=True, slots=True)
class Property:
    """A filter by its name. `many`: a document may have several values. `newest_first`: its facet's values stand in
    their order, the last first; else those of most letters come first. `key`: what values are compared by."""

    name: str
    of_passages: bool = False
    many: bool = False
    is_facet: bool = True
    newest_first: bool = False
    key: Callable[[str], str] = str


# The only one that each passage has for itself; it is a field of `Entry`.
PART = Property("part", of_passages=True)
# In the order of the page
PROPERTIES = (
    PART,
    Property("year", newest_first=True),
    Property("kind"),
    Property("session"),
    Property("agency"),
    Property("office"),
    Property("handling"),
    Property("document_type"),
    Property("delegate", many=True, key=name_key),
    Property("topic", many=True),
    Property("number", many=True, is_facet=False, key=number_key),
    Property("doc_number", is_facet=False, key=fold),
)
OF_DOCUMENTS = tuple(one for one in PROPERTIES if not one.of_passages)
FACETS = tuple(one for one in PROPERTIES if one.is_facet)
NAMES = tuple(one.name for one in PROPERTIES)
_KEYS = {one.name: one.key for one in PROPERTIES}


def properties(**values: Given) -> Properties:
    """Those of a document, by name: `properties(year=2025, kind=None, delegate=["王洪福", "李锐"])`.

    Raises TypeError for a name that is none of a document's, or for several values where there is but one.
    """
    given = {name: as_values(value) for name, value in values.items()}
    many = {one.name: one.many for one in OF_DOCUMENTS}
    for name, some in given.items():
        if name not in many or (len(some) > 1 and not many[name]):
            raise TypeError(f"no property of a document: {name}={some!r}")
    return {name: tuple(dict.fromkeys(map(_KEYS[name], some))) for name, some in given.items() if some}


def value_key(name: str, value: str) -> str:
    """What a value of the property of this name is compared by."""
    return _KEYS[name](value)


def as_values(given: Given) -> tuple[str, ...]:
    """Each once, as text."""
    if given is None:
        return ()
    return (str(given),) if isinstance(given, str | int) else tuple(dict.fromkeys(map(str, given)))
