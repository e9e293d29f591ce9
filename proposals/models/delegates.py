"""委员、代表、团体: those who make proposals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any, Literal, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from kejiting.text.keys import asked_name_keys, name_key
from kejiting.text.pinyin import pinyin_keys, pinyin_order, typed
from kejiting.web.addresses import page_address
from proposals.models.bounds import not_a_number
from proposals.models.keys import KeyField
from proposals.models.querysets import LetterRowQuerySet

NameMatch = Literal["exact", "startswith", "contains"]


class DelegateKind(models.TextChoices):
    MEMBER = "member", "委员"
    DEPUTY = "deputy", "代表"
    ORGANISATION = "organisation", "团体"


TITLED = {DelegateKind.MEMBER, DelegateKind.DEPUTY}


class DelegateQuerySet(LetterRowQuerySet["Delegate"]):
    """`published`: those whom a published letter answers, once for each such letter."""

    owner = "proposals__letters"

    def answered(self) -> Self:
        """Those that are `published`, each once; an opinion is no answer to them. Letters that are not published are few, and an index names them:
        what is published stands behind its long text."""
        return self.filter(Exists(_published_answers().filter(proposal__signatures__delegate=OuterRef("pk"))))

    def named(self, words: str, how: NameMatch = "exact") -> Self:
        """Those who are called so, or how the words begin or what they hold: however it is written (买买提•吐尔逊,
        王洪福委员), or by pinyin or initials (wanghongfu, whf), of which a beginning is enough where the name's is."""
        wanted = Q()
        for key in asked_name_keys(words):
            wanted |= Q(**{f"name_key__{how}": key})
        if letters := typed(words):
            spelled = "exact" if how == "exact" else "startswith"
            wanted |= Q(pk__in=PinyinKey.objects.filter(**{f"letters__{spelled}": letters}).values("delegate"))
        return self.filter(wanted)


def count_letters(delegates: Iterable[Delegate]) -> Counter[int]:
    """How many published letters answer each, by key; one query."""
    who = "proposal__signatures__delegate"
    answers = _published_answers().filter(**{f"{who}__in": [delegate.pk for delegate in delegates]}).order_by()
    return Counter(dict(answers.values_list(who).annotate(letters=models.Count("letter", distinct=True))))


def _published_answers() -> models.QuerySet[Any]:
    answers, letters = (apps.get_model("proposals", name)._default_manager for name in ("Answer", "ReplyLetter"))
    hidden, opinions = letters.exclude(status="published"), letters.filter(document_type="会办意见")
    published: models.QuerySet[Any] = answers.exclude(letter__in=hidden.order_by().values("pk"))
    return published.exclude(letter__in=opinions.order_by().values("pk"))


class Delegate(models.Model):
    """One per name, kind and region; two rows that are one person are merged by hand in the admin.

    Names are one by their key, however letters print them: `name` is as the first letter does.
    """

    name = models.CharField("姓名或名称", max_length=60, validators=(not_a_number,))
    name_key = KeyField(max_length=240, of="name", key=name_key)
    pinyin = KeyField(max_length=480, of="name", key=pinyin_order, default="", db_index=True)
    # NULL: the letter does not say whether a deputy or a member asked
    kind = models.CharField("身份", max_length=12, choices=DelegateKind.choices, null=True, blank=True)
    region = models.CharField("地方", max_length=60, blank=True, default="")
    objects = DelegateQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "委员和代表"
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("name_key", "kind", "region"),
                name="delegate_once",
                violation_error_message="已有同名、同身份、同地方的一条，请直接使用或合并。",
            ),
            models.UniqueConstraint(
                fields=("name_key", "region"),
                condition=models.Q(kind__isnull=True),
                name="delegate_of_unknown_kind_once",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__isnull=True) | models.Q(kind__in=DelegateKind.values), name="delegate_kind"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="delegate_named"),
        )

    def __str__(self) -> str:
        return self.titled(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self.pinyin_keys.all().delete()
        spelled = pinyin_keys(name_key(self.name))
        PinyinKey.objects.bulk_create(PinyinKey(delegate=self, letters=letters) for letters in spelled)

    def get_absolute_url(self) -> str:
        return page_address("delegate", self.pk)

    def titled(self, name: str) -> str:
        return f"{name}{self.get_kind_display()}" if self.kind in TITLED else name

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """A form that has the name has its key, too."""
        self.name_key = name_key(self.name)
        super().validate_constraints(exclude=set(exclude or ()) - {"name_key"})


class PinyinKey(models.Model):
    """A name in Latin letters, whole or by initials, as people type it; derived from the name, never edited."""

    delegate = models.ForeignKey(Delegate, models.CASCADE, related_name="pinyin_keys")
    letters = models.CharField(max_length=400, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "拼音"
        constraints = (models.UniqueConstraint(fields=("delegate", "letters"), name="spelling_once"),)

    def __str__(self) -> str:
        return self.letters
