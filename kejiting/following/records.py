"""Follow something and stop following it; the address of a person's feed."""

from __future__ import annotations

import secrets
from hashlib import sha256

from django.contrib.auth.models import User
from django.db import transaction

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.following.subjects import Subject, subjects_of
from kejiting.models import LONGEST_SUBJECT, Follow, FollowKind, NewsFeed
from kejiting.web.actions import ActionError, refuse_if

MOST_FOLLOWED = 200
GONE = "没有可以关注的内容：可能已经改动或撤下，请刷新页面再试。"
TOO_LONG = "检索的内容太长，不能关注：请只留几个词再关注。"
FULL = f"最多关注 {MOST_FOLLOWED} 项。请先在“我的关注”里取消一些。"


@transaction.atomic
def follow(person: User, kind: FollowKind, subject: str) -> Subject:
    """Follow from now on; what is followed already stays as it is. Raises ActionError if it is not there."""
    refuse_if(len(subject) > LONGEST_SUBJECT, TOO_LONG)
    wanted = Follow(person=person, kind=kind, subject=subject)
    followed = subjects_of([wanted], person).get(wanted.key)
    if followed is None:
        raise ActionError(GONE)
    own = Follow.objects.filter(person=person)
    refuse_if(not own.filter(kind=kind, subject=subject).exists() and own.count() >= MOST_FOLLOWED, FULL)
    Follow.objects.get_or_create(person=person, kind=kind, subject=subject)
    return followed


def unfollow(person: User, kind: FollowKind, subject: str) -> None:
    """Whatever has become of it; what is not followed stays so."""
    Follow.objects.filter(person=person, kind=kind, subject=subject).delete()


@transaction.atomic
def renew_feed(person: User) -> str:
    """The key of a new address; the old one leads nowhere. Nobody can be told it again: the base has only its digest."""
    key = secrets.token_urlsafe(32)
    NewsFeed.objects.update_or_create(person=person, defaults={"digest": _digest(key)})
    record_act(AuditAct.FEED, person, by=person)
    return key


def feed_with(key: str) -> NewsFeed | None:
    """None too where the person may not log in any more."""
    return NewsFeed.objects.select_related("person").filter(digest=_digest(key), person__is_active=True).first()


def _digest(key: str) -> str:
    return sha256(key.encode("utf-8", "replace")).hexdigest()
