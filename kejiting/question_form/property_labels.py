"""What people and programs are told of the properties of `kejiting.search`: their labels, and which values may be asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Annotated, Any, Literal

from django import forms
from pydantic import StringConstraints

from kejiting.answers import PART_LABELS
from kejiting.text.lazy_re import lazy_re
from kejiting.web.api_parameters import Words, Year
from proposals.models import CongressSession, HandlingClass, LetterDocumentType, ProposalKind

_SESSION_KEY = lazy_re(r"(?:人大|政协)-[^-\s]{1,60}-[0-9]{1,2}(?:-[0-9]{1,2})?")


# of one property; nobody chooses more
MOST_CHOSEN = 30


class SeveralField(forms.Field):
    """Reads each value of a parameter that may come several times by the field of one; empty ones are none."""

    widget = forms.MultipleHiddenInput

    def __init__(self, one: forms.Field) -> None:
        super().__init__(required=False)
        self._one = one

    def clean(self, value: object) -> list[Any]:
        """Each once, in the order in which they were chosen."""
        given = [text for text in value if text.strip()] if isinstance(value, list) else []
        if len(given) > MOST_CHOSEN:
            raise forms.ValidationError(f"同一个条件最多选 {MOST_CHOSEN} 项。")
        return list(dict.fromkeys(map(self._one.clean, given)))


@dataclass(frozen=True, slots=True)
class Values:
    """The field of a form that reads one, its type in the API, and how the page writes it."""

    field: Callable[[], forms.Field]
    type: Any
    written: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class PropertyLabel:
    """`label` is the page's word, `description` the API's sentence."""

    label: str
    description: str
    values: Values
    example: str | None = None


def _one_of(choices: Iterable[tuple[str, str]]) -> Values:
    labels = dict(choices)
    field = partial(forms.ChoiceField, required=False, choices=list(labels.items()))
    return Values(field, Literal[tuple(labels)], lambda value: labels.get(value, value))


def _session(key: str) -> str:
    """政协-省-13-3 → 省政协十三届三次会议"""
    if not _SESSION_KEY.fullmatch(key):
        return key
    body, region, term, *meeting = key.split("-")
    return str(CongressSession(body=body, region=region, term=int(term), meeting=int(meeting[0]) if meeting else None))


_WORDS = Values(partial(forms.CharField, required=False, max_length=60), Words)
_YEARS = Values(partial(forms.IntegerField, required=False, min_value=1949, max_value=2999), Year, "{}年".format)
_SESSIONS = Values(
    partial(forms.RegexField, rf"\A(?:{_SESSION_KEY.pattern})\Z", required=False, max_length=80),
    Annotated[str, StringConstraints(max_length=80, pattern=f"^(?:{_SESSION_KEY.pattern})$")],
    _session,
)

LABELS = {
    "part": PropertyLabel("部分", "只看哪一部分", _one_of(PART_LABELS.items())),
    "year": PropertyLabel("年份", "成文年份", _YEARS),
    "kind": PropertyLabel("种类", "提案种类", _one_of(ProposalKind.choices)),
    "session": PropertyLabel("届次", "届次，如 政协-省-13-3", _SESSIONS, "政协-省-13-3"),
    "agency": PropertyLabel("机关", "发文机关全称", _WORDS),
    "office": PropertyLabel("处室（代字）", "起草处室：发文字号的代字里写明的，如 吉科发成 的 成", _WORDS, "成"),
    "handling": PropertyLabel("办理类别", "办理类别：A、B、C、D，原文写明的", _one_of(HandlingClass.choices)),
    "document_type": PropertyLabel("文种", "文种：答复，或者会办意见", _one_of(LetterDocumentType.choices)),
    "delegate": PropertyLabel("提出人", "提出人姓名", _WORDS),
    "topic": PropertyLabel("主题", "提到的主题，用主题的名称；以其他名称提到的也算", _WORDS, "概念验证中心"),
    "number": PropertyLabel("提案编号", "提案、建议编号", _WORDS, "157"),
    "doc_number": PropertyLabel("字号", "发文字号", _WORDS, "吉科发成〔2025〕84号"),
}


@lru_cache(maxsize=4096)
def value_label(name: str, value: str) -> str:
    """As the page writes it: 2025 → 2025年"""
    return LABELS[name].values.written(value)
