"""What the audit hears by itself: people who log in, their accounts and rights, and what is done in the administration.

All other acts are recorded by the functions that do them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from axes.signals import user_locked_out
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver
from django.http import HttpRequest

from kejiting.audit.actor import account_name
from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act

# Written by Django at every login, and when a password is kept by a newer algorithm: nobody changed anything
_BY_ITSELF = ({"last_login"}, {"password"})
# What is told of an account besides its password and whether it is active
_FIELDS = {"username": "用户名", "last_name": "姓氏", "first_name": "名字", "email": "邮箱", "is_superuser": "超级用户"}
_LOGGED = {ADDITION: AuditAct.ADDED, CHANGE: AuditAct.CHANGED, DELETION: AuditAct.REMOVED}
# Whatever is done to these in the administration is recorded by what does it
_RECORDED = {"auth.user", "auth.group", "proposals.replyletter", "measures.plan"}
_MOVED = {"post_add": "加上", "post_remove": "去掉"}


@receiver(user_logged_in)
def _logged_in(user: User, **_: Any) -> None:
    record_act(AuditAct.LOGGED_IN, user, by=user)


@receiver(user_logged_out)
def _logged_out(user: User | None, **_: Any) -> None:
    if user is not None:
        record_act(AuditAct.LOGGED_OUT, user, by=user)


@receiver(user_login_failed)
def _login_failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    if not getattr(request, "axes_locked_out", False):  # told by the next one
        _record_try(AuditAct.LOGIN_FAILED, credentials.get("username"))


@receiver(user_locked_out)
def _locked(username: str | None, **_: Any) -> None:
    _record_try(AuditAct.LOCKED, username)


def _record_try(act: AuditAct, typed: str | None) -> None:
    """What was typed is told only where it is the name of an account: else it may be a password in the wrong field."""
    account = User.objects.filter(username=typed or "").first()
    record_act(act, account, detail="" if account else "没有这个用户名")


@receiver(pre_save, sender=User)
def _before(instance: User, update_fields: frozenset[str] | None = None, **_: Any) -> None:
    is_told = instance.pk and (update_fields is None or set(update_fields) not in _BY_ITSELF)
    instance._audited = User.objects.filter(pk=instance.pk).first() if is_told else None  # type: ignore[attr-defined]


@receiver(post_save, sender=User)
def _account(instance: User, created: bool, **_: Any) -> None:
    was: User | None = instance._audited  # type: ignore[attr-defined]
    if created:
        record_act(AuditAct.ADDED, instance, detail="超级用户" if instance.is_superuser else "")
    if was is None:
        return
    if was.password != instance.password:
        record_act(AuditAct.PASSWORD, instance)
    if was.is_active != instance.is_active:
        record_act(AuditAct.ACTIVATED if instance.is_active else AuditAct.DEACTIVATED, instance)
    changed = [label for field, label in _FIELDS.items() if getattr(was, field) != getattr(instance, field)]
    if changed:
        detail = "、".join(changed).replace("超级用户", "设为超级用户" if instance.is_superuser else "不再是超级用户")
        record_act(AuditAct.CHANGED, instance, name=account_name(instance), detail=detail)


@receiver(post_save, sender=Group)
def _role_made(instance: Group, created: bool, **_: Any) -> None:
    if created:
        record_act(AuditAct.ADDED, instance, kind="角色")


@receiver(post_delete, sender=User)
@receiver(post_delete, sender=Group)
def _gone(instance: User | Group, **_: Any) -> None:
    record_act(AuditAct.REMOVED, instance)


def _rights(rows: type[User | Group | Permission]) -> Callable[..., None]:
    """Return what is called when people or roles are given `rows`, or lose them."""

    def changed(instance: User | Group, action: str, reverse: bool, pk_set: set[int] | None, **_: Any) -> None:
        others = (rows if not reverse else User).objects
        if action in _MOVED and pk_set:
            names = "、".join(map(str, others.filter(pk__in=pk_set).select_related().order_by("pk")))
            record_act(AuditAct.RIGHTS, instance, detail=f"{_MOVED[action]}：{names}")
        elif action == "pre_clear":
            record_act(AuditAct.RIGHTS, instance, detail="全部去掉")

    return changed


for _through, _rows in (
    (User.groups.through, Group),
    (User.user_permissions.through, Permission),
    (Group.permissions.through, Permission),
):
    m2m_changed.connect(_rights(_rows), sender=_through, weak=False)


@receiver(post_save, sender=LogEntry)
def _in_administration(instance: LogEntry, **_: Any) -> None:
    model = instance.content_type.model_class() if instance.content_type else None
    if model is None or model._meta.label_lower in _RECORDED:
        return
    detail = f"编号 {instance.object_id}，{instance.get_change_message()}".rstrip("，")
    record_act(
        _LOGGED[instance.action_flag], kind=str(model._meta.verbose_name), name=instance.object_repr, detail=detail
    )
