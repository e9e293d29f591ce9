"""Add an act to the audit: inside the transaction of the act, if there is one, and last in it."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from kejiting.audit.actor import Actor, actor_at_hand
from kejiting.audit.chain import digest_of
from kejiting.audit.models import LONGEST_DETAIL, LONGEST_NAME, AuditAct, AuditHead, AuditRecord
from kejiting.runtime.replicas import PRIMARY

HEAD = 1


def record_act(
    act: AuditAct,
    thing: Model | None = None,
    *,
    by: User | None = None,
    kind: str = "",
    name: str = "",
    detail: str = "",
) -> AuditRecord:
    """Add one row: what was done to `thing`, or to what has this kind and name; `detail` is for people to read.

    Neither passwords nor keys nor what readers do not see of a text may be handed over. Until the transaction ends
    nobody else adds to the chain: SQLite has one writer, PostgreSQL holds the head's row. So it is to be called when
    all other rows of the act are locked and written, lest two wait for each other. Raises django.db.Error; then
    nothing of the act is to be kept.
    """
    if thing is not None:
        kind, name = kind or str(thing._meta.verbose_name), name or str(thing)
    # inside of a transaction no savepoint: if the row cannot be written, the act is not done
    with transaction.atomic(using=PRIMARY, savepoint=False):
        head = _held_head()
        return _next(
            head,
            actor_at_hand(by),
            act=act,
            kind=_line(kind, 40),
            object_id=thing.pk if thing is not None and isinstance(thing.pk, int) else None,
            name=_line(name, LONGEST_NAME),
            detail=_line(detail, LONGEST_DETAIL),
        )


def begin_audit() -> None:
    """Let the chain begin now, if it has not begun."""
    with transaction.atomic(using=PRIMARY):
        _held_head()


def _held_head() -> AuditHead:
    heads = AuditHead.objects.using(PRIMARY).select_for_update()
    head = heads.filter(pk=HEAD).first()
    if head is not None:
        return head
    AuditHead.objects.using(PRIMARY).bulk_create([AuditHead(pk=HEAD)], ignore_conflicts=True)
    head = heads.get(pk=HEAD)
    if head.number == 0:  # nobody else made it at the same moment
        _next(head, actor_at_hand(), act=AuditAct.BEGAN, detail="从这时起记录审计，以前的操作没有记录。")
    return head


def _next(head: AuditHead, actor: Actor, **values: object) -> AuditRecord:
    record = AuditRecord(
        number=head.number + 1,
        at=timezone.now(),
        person=actor.person,
        by_name=_line(actor.name, LONGEST_NAME),
        command=_line(actor.command, 60),
        address=_line(actor.address, 45),
        request_id=_line(actor.request_id, 64) if actor.request_id else None,
        former=head.digest,
        **values,
    )
    record.digest = digest_of(record)
    record.save(force_insert=True, using=PRIMARY)
    head.number, head.digest = record.number, record.digest
    head.save(using=PRIMARY, force_update=True)
    return record


def _line(text: str, longest: int) -> str:
    """On one line, without what no base holds or no screen shows."""
    line = "".join(char if char.isprintable() else " " for char in text)
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
