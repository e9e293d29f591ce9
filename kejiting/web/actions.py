"""What people ask a page to do: the form that reads it, and why it cannot be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django import forms
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)
Act = TypeVar("Act")

# What no page sends
STALE = dict.fromkeys(
    ("required", "invalid", "invalid_choice", "min_value", "max_value", "max_length"), "请刷新页面再填。"
)
UNKNOWN_ACTION = "没有这样的操作，请刷新页面再试。"


class ActionError(Exception):
    """What cannot be done; the message is a Chinese sentence for people. `obstacle` is the row that stands in the way."""

    status = 422

    def __init__(self, sentence: str, obstacle: Model | None = None) -> None:
        super().__init__(sentence)
        self.obstacle = obstacle


class RowChangedError(ActionError):
    """Somebody changed or took out the row since it was read: nothing is overwritten."""

    status = 409

    def __init__(self, row: Any, sentence: str = "") -> None:
        told = f"《{row}》刚才已被别人改过，您的改动没有保存。请重新打开，看过新的内容再改。"
        super().__init__(sentence or told, row)


def expect_version(row: Any, expected_version: int | None, sentence: str = "") -> None:
    """Raise RowChangedError if `row` is not as the person saw it; None: nobody saw a page of it."""
    if expected_version not in (None, row.version):
        raise RowChangedError(row, sentence)


def lock_row(rows: QuerySet[Row], row: Any, expected_version: int | None) -> None:
    """Hold one of the rows until the transaction ends.

    Raises RowChangedError if it is not as the caller read it, or not as the person saw it (see `expect_version`).
    """
    expect_version(row, expected_version)
    held = rows.order_by().select_for_update().filter(pk=row.pk)
    if held.values_list("version", flat=True).first() != row.version:
        raise RowChangedError(row)


def refuse_if(holds: object, sentence: str, obstacle: Model | None = None) -> None:
    """Raise ActionError if that holds."""
    if holds:
        raise ActionError(sentence, obstacle)


def get_or_refuse(rows: QuerySet[Row], sentence: str) -> Row:
    """Return the first of the rows. Raises ActionError if there is none."""
    row = rows.first()
    if row is None:
        raise ActionError(sentence)
    return row


def action_named(actions: Mapping[str, Act], name: str) -> Act:
    """Return what the button of that name does. Raises ActionError for a name that no page sends."""
    if name not in actions:
        raise ActionError(UNKNOWN_ACTION)
    return actions[name]


def form_errors(form: forms.BaseForm) -> list[str]:
    """List what a form finds wrong, one sentence each, without the names of the fields."""
    return [str(error) for errors in form.errors.values() for error in errors]


class ActionForm(forms.Form):
    """Reads what a page sends; `action` names the button that was pressed, if there are several."""

    action: forms.Field = forms.CharField(required=False)

    def read(self) -> dict[str, Any]:
        """Return what was sent. Raises ActionError if anything is wrong with it."""
        if not self.is_valid():
            raise ActionError("".join(dict.fromkeys(form_errors(self))))
        return self.cleaned_data


class RowsField(forms.MultipleChoiceField):
    """What was ticked in a table, whatever it may be: whoever writes looks the rows up."""

    def valid_value(self, value: object) -> bool:
        return True

    def clean(self, value: Any) -> frozenset[str]:
        return frozenset(super().clean(value))
