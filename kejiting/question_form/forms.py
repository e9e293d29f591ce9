"""The parameters of the search page, read strictly."""

from __future__ import annotations

from typing import Any, get_args

from django import forms

from kejiting.answers import MAX_LENGTH, Question
from kejiting.answers.similar import LIKE, SimilarTo, passage_named
from kejiting.question_form.property_labels import LABELS, SeveralField
from kejiting.search import NAMES, Filters, Sort

SORTS = {"relevance": "最相关", "date": "最新", "number": "编号"}


class QuestionForm(forms.Form):
    """With a field for each of `PROPERTIES`, which are put in below."""

    # as they stand in addresses
    field_order = ("q", "like", *NAMES)

    q = forms.CharField(
        required=False,
        max_length=MAX_LENGTH,
        error_messages={"max_length": f"检索词太长，请不要超过{MAX_LENGTH}字：可以只留一两句话。"},
    )
    # the passage to which others are to be near; beside words it counts for nothing
    like = forms.RegexField(rf"\A(?:{LIKE.pattern})\Z", required=False, max_length=30)
    synonyms = forms.ChoiceField(required=False, choices=[("off", "只查原词")])
    sort = forms.ChoiceField(required=False, choices=list(SORTS.items()))
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)
    size = forms.IntegerField(required=False, min_value=1, max_value=50)

    like_passage: SimilarTo | None = None

    def clean(self) -> dict[str, Any] | None:
        given = super().clean() or self.cleaned_data
        if given.get("q"):
            given["like"] = ""
        elif given.get("like"):
            self.like_passage = passage_named(given["like"])
            if self.like_passage is None:
                self.add_error("like", "没有这一段：可能已经改动或删去，请重新检索。")
        return given

    def question(self) -> Question:
        """The question asked; to be called on a valid form only."""
        given = self.cleaned_data
        sort = given["sort"]
        return Question(
            q=self.like_passage.question if self.like_passage else given["q"],
            filters=Filters(**{name: given[name] for name in NAMES}),
            sort=sort if sort in get_args(Sort) else "relevance",
            page=given["page"] or 1,
            size=given["size"] or 10,
            synonyms=given["synonyms"] != "off",
        )


QuestionForm.declared_fields.update({name: SeveralField(LABELS[name].values.field()) for name in NAMES})
