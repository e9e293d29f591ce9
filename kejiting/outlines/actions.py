"""What each button of an outline's page does: a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.urls import reverse

from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import stage_letter
from kejiting.outlines.forms import OutlineActionForm, OutlineFieldsForm
from kejiting.outlines.sources import quotation_of_now, quotation_of_plan, sentence_around
from kejiting.outlines.word_files import check_outline, word_file
from kejiting.text.spans import Span
from kejiting.web.actions import ActionError, expect_version, get_or_refuse
from kejiting.web.downloads import name_for_file
from measures.models import Commitment, Figure, PlanItem, Target
from proposals.models import Outline, OutlineItem, Passage, ReplyTemplate, RequestAsk
from proposals.records.outline_items import OutlineQuotation, quotation_of
from proposals.records.outlines import (
    change_item,
    change_template,
    move_item,
    pick,
    remove_item,
    renew_item,
    set_outline,
    write,
)

_STALE_WORDS = "这段文字已经不在库里，请刷新页面再试。"
_STALE_ITEM, _STALE_ASK = "这一段已经不在提纲里，请刷新页面再试。", "这条建议已经不在了，请刷新页面再试。"


@dataclass(frozen=True, slots=True)
class Done:
    """The sentence for people, the piece that it is about, and where it leads, if elsewhere."""

    sentence: str
    item: OutlineItem | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class OutlinePress:
    """A button of the page, pressed by a person."""

    outline: Outline
    form: OutlineActionForm
    by: User

    @property
    def item(self) -> OutlineItem:
        return get_or_refuse(self.outline.items.filter(pk=self.form.target), _STALE_ITEM)

    def ask(self, pk: int | None) -> RequestAsk | None:
        """0 and None: the piece stands before the first ask."""
        return get_or_refuse(self.outline.request.asks.filter(pk=pk), _STALE_ASK) if pk else None

    def pick(self) -> Done:
        return self._passage(self.form.target, self.form.span)

    def figure(self) -> Done:
        """The sentence in which a figure stands."""
        figures = Figure.objects.published().filter(passage__isnull=False).select_related("passage__letter")
        figure = get_or_refuse(figures.filter(pk=self.form.target), _STALE_WORDS)
        text = figure.passage.text if figure.passage else ""
        return self._passage(figure.passage_id, sentence_around(text, figure.span))

    def promise(self) -> Done:
        promises = Commitment.objects.published().filter(passage__isnull=False)
        promise = get_or_refuse(promises.filter(pk=self.form.target), _STALE_WORDS)
        return self._passage(promise.passage_id, Span(promise.start, promise.end))

    def plan(self) -> Done:
        items = PlanItem.objects.published().select_related("plan")
        item = get_or_refuse(items.filter(pk=self.form.target), _STALE_WORDS)
        return self._picked(quotation_of_plan(item, self.form.span))

    def target(self) -> Done:
        """The sentence of the plan in which a target stands."""
        targets = Target.objects.published().select_related("item__plan")
        target = get_or_refuse(targets.filter(pk=self.form.target), _STALE_WORDS)
        item = target.item
        place = Span(max(0, target.start - item.start), max(0, target.end - item.start))
        return self._picked(quotation_of_plan(item, sentence_around(item.text, place)))

    def _passage(self, pk: int | None, span: Span | None) -> Done:
        found = Passage.objects.in_use().select_related("letter", "recommendation")
        return self._picked(quotation_of(get_or_refuse(found.filter(pk=pk or 0), _STALE_WORDS), span))

    def _picked(self, quotation: OutlineQuotation) -> Done:
        form = self.form
        ask = self.ask(form.ask_key)
        item = pick(self.outline, quotation, ask=ask, expected_version=form.expected_version, by=self.by)
        return Done("已引用，放在这一条的最后。", item)

    def write(self) -> Done:
        form = self.form
        ask = self.ask(form.target)
        return Done(
            "已加一段。", write(self.outline, form.text, ask=ask, expected_version=form.expected_version, by=self.by)
        )

    def change(self) -> Done:
        item = self.item
        change_item(item, self.form.text, expected_version=self.form.expected_version, by=self.by)
        return Done("已保存。", item)

    def up(self) -> Done:
        return self._moved(up=True)

    def down(self) -> Done:
        return self._moved(up=False)

    def _moved(self, *, up: bool) -> Done:
        item = self.item
        move_item(item, up=up, expected_version=self.form.expected_version, by=self.by)
        return Done("已移动。", item)

    def remove(self) -> Done:
        remove_item(self.item, expected_version=self.form.expected_version, by=self.by)
        return Done("已删去一段。")

    def renew(self) -> Done:
        item = self.item
        renew_item(item, quotation_of_now(item), expected_version=self.form.expected_version, by=self.by)
        return Done("已换成原处现在的文字。", item)

    def fields(self) -> Done:
        form = OutlineFieldsForm(self.form.data)
        if not form.is_valid():
            sentences = (f"{form[name].label}：{''.join(map(str, errors))}" for name, errors in form.errors.items())
            raise ActionError("".join(sentences))
        set_outline(self.outline, form.cleaned_data, expected_version=self.form.expected_version, by=self.by)
        return Done("已保存各栏。")

    def template(self) -> Done:
        named = ReplyTemplate.objects.filter(pk=self.form.cleaned_data.get("template") or 0)
        template = get_or_refuse(named, "请先选一个模板；刚才选的可能已被删除。")
        change_template(self.outline, template, expected_version=self.form.expected_version, by=self.by)
        return Done(f"各栏已按模板“{template}”重新填写。")

    def check(self) -> Done:
        return Done("已按提纲现在的内容核对。", address=check_outline(self.outline, by=self.by).get_absolute_url())

    def letter(self) -> Done:
        """The clean Word file arrives at the entry desk, to be looked at, corrected and published there."""
        expect_version(self.outline, self.form.expected_version)
        name = f"{name_for_file(str(self.outline)) or '答复'}.docx"
        letter = stage_letter(read_letter(name, word_file(self.outline, cite=False)), by=self.by)
        return Done("已收到录入台，请核对以后发布。", address=reverse("entry_review", args=[letter.pk]))


ACTIONS: Mapping[str, Callable[[OutlinePress], Done]] = {
    "pick": OutlinePress.pick,
    "figure": OutlinePress.figure,
    "promise": OutlinePress.promise,
    "plan": OutlinePress.plan,
    "target": OutlinePress.target,
    "write": OutlinePress.write,
    "change": OutlinePress.change,
    "up": OutlinePress.up,
    "down": OutlinePress.down,
    "remove": OutlinePress.remove,
    "renew": OutlinePress.renew,
    "fields": OutlinePress.fields,
    "template": OutlinePress.template,
    "check": OutlinePress.check,
    "letter": OutlinePress.letter,
}
