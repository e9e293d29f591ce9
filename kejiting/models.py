"""What the site itself keeps of a person, beside what Django does."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.urls import reverse

from kejiting.audit.models import AuditHead, AuditRecord  # noqa: F401  # where Django looks for them


class InitialPassword(models.Model):
    """初始密码: an administrator gave this person the password; whoever logs in with it has to set another one."""

    person = models.OneToOneField(User, models.CASCADE, primary_key=True, verbose_name="用户")

    class Meta:
        verbose_name = verbose_name_plural = "初始密码"

    def __str__(self) -> str:
        return str(self.person)


LONGEST_SUBJECT = 2000
"""Of a search: some two hundred Chinese characters, as an address writes them."""


class FollowKind(models.TextChoices):
    DELEGATE = "delegate", "提出人"
    TOPIC = "topic", "主题"
    INDICATOR = "indicator", "指标"
    COMMITMENT = "commitment", "承诺"
    SEARCH = "search", "检索"


class Follow(models.Model):
    """关注: a person wants to be told of what is new about a thing, from `since` on.

    `subject` says which: the id of its row, or the parameters of a search as an address has them. No row is held for
    its sake: what is followed may be gone.
    """

    person = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="用户")
    kind = models.CharField("种类", max_length=10, choices=FollowKind.choices)
    subject = models.CharField("关注什么", max_length=LONGEST_SUBJECT)
    since = models.DateTimeField("关注时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "关注"
        ordering = ("-since", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("person", "kind", "subject"), name="follow_once"),
            models.CheckConstraint(condition=models.Q(kind__in=FollowKind.values), name="follow_kind_known"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.subject}"

    @property
    def key(self) -> tuple[str, str]:
        """What is followed, whoever does."""
        return self.kind, self.subject


class NewsFeed(models.Model):
    """订阅地址: a person's news as an Atom feed, at an address that is its own key.

    The base has only a `digest` of the key. `identity` is the feed's name, which stays when the address is changed.
    """

    person = models.OneToOneField(User, models.CASCADE, primary_key=True, verbose_name="用户")
    digest = models.CharField(max_length=64, unique=True)
    identity = models.UUIDField(default=uuid4)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "订阅地址"

    def __str__(self) -> str:
        return str(self.person)


class OwnOffice(models.Model):
    """本处室: by which 代字 a person finds what their office wrote; they say it themselves, and it gives no right."""

    person = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="own_office")
    code = models.CharField("代字", max_length=60)

    class Meta:
        verbose_name = verbose_name_plural = "本处室"
        constraints = (models.CheckConstraint(condition=~Q(code=""), name="own_office_named"),)

    def __str__(self) -> str:
        return self.code


def list_address(listing: str) -> str:
    """Where a list is: commitments → /commitments/, plan/3 → /plans/3/. Raises NoReverseMatch."""
    name, *keys = listing.split("/")
    return reverse(name, args=keys)


class SavedView(models.Model):
    """常用条件: what a person asks of a list, under a name. `listing` is the name of the list, for `list_address`.

    `query` holds known parameters only, in the form's order and without the page, so that equal questions are equal.
    """

    person = models.ForeignKey(User, models.CASCADE, related_name="saved_views")
    listing = models.CharField("名单", max_length=40)
    query = models.CharField("条件", max_length=2000)
    name = models.CharField("名称", max_length=40)

    class Meta:
        verbose_name = verbose_name_plural = "常用条件"
        ordering = ("person", "listing", "pk")
        constraints = (
            models.UniqueConstraint(fields=("person", "listing", "name"), name="saved_view_name_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(query=""), name="saved_view_named"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{list_address(self.listing)}?{self.query}"


class LastVisit(models.Model):
    """上次来访: when this person last looked at the overview, and from when on all is news to them.

    `news_since` is the end of the visit before, NULL if there was none; it moves when a visit begins, so that looking
    again takes no news away.
    """

    person = models.OneToOneField(User, models.CASCADE, primary_key=True, verbose_name="用户")
    seen_at = models.DateTimeField("上次看概览")
    news_since = models.DateTimeField("从何时起是新的", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "上次来访"

    def __str__(self) -> str:
        return str(self.person)
