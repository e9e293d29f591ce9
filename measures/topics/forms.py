"""What people ask of the pages of topics, and what editors say of a topic."""

from __future__ import annotations

from django import forms

from kejiting.web.actions import ActionForm
from kejiting.web.alphabet import letter_field
from kejiting.web.downloads import FormatForm
from kejiting.web.filter_forms import FilterForm, sort_field
from kejiting.web.parameters import MAX_ID
from measures.models import Topic
from measures.records import TopicWords
from measures.topics.rows import SORTS
from proposals.models.bounds import FIRST_YEAR, LAST_YEAR

YEAR_REFUSED = f"年份请写成 {FIRST_YEAR} 到 {LAST_YEAR} 之间的四位数字，如 2024。以下列的是全部年份。"


class TopicListForm(FilterForm):
    in_sight = ("q",)

    q = forms.CharField(
        label="名称", required=False, max_length=60, widget=forms.TextInput(attrs={"placeholder": "简称也可以"})
    )
    letter = letter_field()
    sort = sort_field({name: label for name, (label, _) in SORTS.items()})


class TopicPageForm(forms.Form):
    year = forms.IntegerField(required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)


class TopicExportForm(FormatForm):
    topic = forms.IntegerField(required=False, min_value=1, max_value=MAX_ID)


class TopicDeletionForm(ActionForm):
    expected_version = forms.IntegerField(required=False)


class TopicForm(forms.Form):
    name = forms.CharField(label="名称", max_length=60, error_messages={"required": "请填写名称。"})
    aliases = forms.CharField(
        label="其他名称",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="每行一个，照文件里的写法：简称、全称、改名以前的名称。",
    )
    what = forms.CharField(label="说明", required=False, max_length=200, help_text="一句话，说明它是什么。")
    expected_version = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=2**31 - 1,
        widget=forms.HiddenInput,
        error_messages={"invalid": "页面不完整，请刷新以后再改。"},
    )

    @classmethod
    def of(cls, topic: Topic | None) -> TopicForm:
        if topic is None:
            return cls()
        return cls(
            initial={
                "name": topic.name,
                "aliases": "\n".join(topic.aliases),
                "what": topic.what,
                "expected_version": topic.version,
            }
        )

    def refused(self, sentence: str, now: Topic | None) -> TopicForm:
        """The form as it was filled in and refused, but expecting the version of now."""
        filled = {name: self.data.get(name) for name in self.fields}
        again = TopicForm({**filled, "expected_version": now.version if now else ""})
        again.add_error(None, sentence)
        return again

    @property
    def words(self) -> TopicWords:
        """To be called on a valid form only."""
        given = self.cleaned_data
        aliases = tuple(filter(None, (line.strip() for line in given["aliases"].splitlines())))
        return TopicWords(given["name"], aliases, given["what"])
