"""Shapes of the API that are filled from the rows which pages show, by the names of their attributes."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AliasPath, BaseModel, BeforeValidator, ConfigDict, Field


class Shape(BaseModel):
    """Validated from a row with such attributes, or from a mapping by the names of the fields."""

    model_config = ConfigDict(from_attributes=True, populate_by_name=True)


def taken_from(path: str, description: str | None = None) -> Any:
    """Declare a field that a row has under another name, or that a row of its own has: letter.title."""
    return Field(validation_alias=AliasPath(*path.split(".")), description=description)


def _called(value: object) -> object:
    return value() if callable(value) else value


Called = BeforeValidator(_called)
Url = Annotated[str, Field(validation_alias="get_absolute_url"), Called]
"""The address of the row's page."""
