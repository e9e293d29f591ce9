"""Parameters of the API that several endpoints share, each with its bounds."""

from __future__ import annotations

from typing import Annotated, Any, Protocol

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja import P
from ninja.parser import Parser
from pydantic import Field, StringConstraints
from pydantic_core import PydanticCustomError

from kejiting.web.parameters import MAX_ID

MAX_PAGE = 100_000


def without_nul(value: str) -> str:
    # PostgreSQL cannot even be asked for it; SQLite can, and says that there is none
    if "\0" in value:
        raise PydanticCustomError("nul_character", "nul")
    return value


Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]
Page = Annotated[int, Field(ge=1, le=MAX_PAGE, description="第几页，从 1 起；超出末页时列表为空")]
Year = Annotated[int, Field(ge=1949, le=2999)]

ID = P(ge=1, le=MAX_ID, description="编号")


class PageParams(Protocol):
    """What every list is asked with: its page, from 1, and how many rows a page has."""

    page: int
    size: int


def page_slice(asked: PageParams) -> slice:
    """Return the rows of the page that is asked for; past the end, an empty stretch."""
    return slice((asked.page - 1) * asked.size, asked.page * asked.size)


class EmptyParamsParser(Parser):
    """Reads `?year=&kind=` as no restriction: forms send their empty fields too."""

    def parse_querydict(
        self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        given: dict[str, Any] = super().parse_querydict(data, list_fields, request)
        stated = {
            name: [one for one in value if one.strip()] if isinstance(value, list) else value
            for name, value in given.items()
        }
        return {name: value for name, value in stated.items() if not isinstance(value, str) or value.strip()}
