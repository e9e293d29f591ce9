"""What is the house's own, made for tests: one of each kind, and acts on it by chance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import Group, User
from django.utils import timezone

from kejiting.ingest.reading import read_request
from kejiting.ingest.request_saving import ingest_request
from kejiting.text.spans import Span
from kejiting.web.roles import EDITOR, READER, ensure_roles, set_staff
from proposals.models import (
    ActKind,
    CongressSession,
    Delegate,
    Holiday,
    Outline,
    Passage,
    ReplyLetter,
    ReplyTemplate,
    Request,
    SettingsTable,
    Synonym,
)
from proposals.pages.history import History
from proposals.pages.house_histories import (
    OF_ACCOUNTS,
    OF_DELEGATES,
    OF_OUTLINES,
    OF_REQUESTS,
    OF_SESSIONS,
    OF_TABLES,
    OF_TEMPLATES,
)
from proposals.records import (
    add_answer,
    add_ask,
    changed_table,
    correct_request,
    delete_ask,
    one_act,
    remove_answer,
    retitle_ask,
)
from proposals.records.house_states import table_named
from proposals.records.outline_items import quotation_of
from proposals.records.outlines import begin_outline, change_item, move_item, pick, remove_item, set_outline, write
from proposals.records.reply_templates import save_reply_template
from tests.desk.request_texts import TEXT
from tests.soak.chance import Chance

WORDS = {"name": "简式", "form": "letter", "title": "关于{number}号的复函", "opening": "收悉。", "agency": "省科技厅"}


@dataclass(frozen=True, slots=True)
class Kind:
    """`make` one, do one `act` by chance."""

    history: History
    make: Callable[[], Any]
    act: Callable[[Any, User, Chance], object]


def of_template(template: ReplyTemplate, by: User, random: Chance) -> None:
    words = {**WORDS, "name": f"式{random.randrange(9)}", "closing": f"结尾{random.randrange(9)}"}
    save_reply_template(words, template=template, expected_version=template.version, by=by)


def of_request(row: Request, by: User, random: Chance) -> None:
    letter = random.choice(list(ReplyLetter.objects.all()))
    asks = list(row.asks.values_list("pk", flat=True)) or [0]
    start = random.randrange(len(row.text) - 30)
    acts: tuple[Callable[[], object], ...] = (
        lambda: correct_request(row, {"office": f"{random.randrange(9)}处", "co_units": ["省财政厅"] * random.randrange(2)}, expected_version=row.version),
        lambda: correct_request(row, {"due_on": date(2026, 5, random.randrange(1, 29)), "is_key": random.random() < 0.5}, expected_version=row.version),
        lambda: add_ask(row, Span(start, start + random.randrange(5, 30)), title="新", expected_version=row.version),
        lambda: delete_ask(row, random.choice(asks), expected_version=row.version),
        lambda: retitle_ask(row, random.choice(asks), f"题{random.randrange(9)}", expected_version=row.version),
        lambda: add_answer(row, letter, by=by),
        lambda: remove_answer(row, letter),
    )  # fmt: skip
    with one_act(row, ActKind.CORRECTED, by=by):
        random.choice(acts)()


def of_outline(outline: Outline, by: User, random: Chance) -> None:
    """Each as if after a pause."""
    Outline.objects.filter(pk=outline.pk).update(changed_at=timezone.now() - timedelta(hours=1))
    items, asks = list(outline.items.all()), [None, *outline.request.asks.all()]
    held: dict[str, Any] = {"expected_version": outline.version, "by": by}
    passage = random.choice(list(Passage.objects.published()[:9]))
    acts: list[Callable[[], object]] = [
        lambda: set_outline(outline, {"title": f"题{random.randrange(9)}", "written_on": date(2026, 1, 2)}, **held),
        lambda: write(outline, f"话{random.randrange(99)}", ask=random.choice(asks), **held),
        lambda: pick(outline, quotation_of(passage), ask=random.choice(asks), **held),
    ]
    if items:
        item = random.choice(items)
        acts += [
            lambda: change_item(item, f"改{random.randrange(99)}", **held),
            lambda: move_item(item, up=random.random() < 0.5, **held),
            lambda: remove_item(item, **held),
        ]
    random.choice(acts)()


def of_table(table: SettingsTable, by: User, random: Chance) -> None:
    model = {"holidays": Holiday, "synonyms": Synonym}[table.name]
    with changed_table(model, by=by):
        there = list(model._default_manager.values_list("pk", flat=True))
        if there and random.random() < 0.4:
            model._default_manager.filter(pk=random.choice(there)).delete()
        elif model is Holiday:
            Holiday.objects.update_or_create(
                day=date(2030, 1, random.randrange(1, 29)), defaults={"name": f"节{random.randrange(9)}"}
            )
        else:
            Synonym.objects.get_or_create(word=f"词{random.randrange(9)}", other="别的")


def of_delegate(delegate: Delegate, by: User, random: Chance) -> None:
    with one_act(delegate, ActKind.CORRECTED, by=by):
        delegate.name = f"王{random.choice('一二三四五')}"
        delegate.save()


def of_session(session: CongressSession, by: User, random: Chance) -> None:
    with one_act(session, ActKind.CORRECTED, by=by):
        session.year = random.choice((None, 2024, 2025))
        session.save()


def of_account(account: User, by: User, random: Chance) -> None:
    with one_act(account, ActKind.CORRECTED, by=by):
        account.first_name, account.is_active = f"名{random.randrange(9)}", random.random() < 0.8
        account.save()
        account.groups.set(Group.objects.filter(name__in=random.sample((READER, EDITOR), 1)))
        set_staff(account)


def a_request() -> Request:
    return ingest_request(read_request("来件.txt", TEXT.encode()), by=None)


def an_account() -> User:
    ensure_roles()
    return User.objects.create_user("王芳", first_name="芳")


def a_table(name: str) -> SettingsTable:
    Synonym.objects.create(word="技术经纪人", other="技术经理人")
    return table_named(name)


HOUSE = {
    "template": Kind(OF_TEMPLATES, lambda: ReplyTemplate.objects.create(**WORDS), of_template),
    "request": Kind(OF_REQUESTS, a_request, of_request),
    "outline": Kind(OF_OUTLINES, lambda: begin_outline(a_request(), by=None), of_outline),
    "holidays": Kind(OF_TABLES, lambda: a_table("holidays"), of_table),
    "synonyms": Kind(OF_TABLES, lambda: a_table("synonyms"), of_table),
    "delegate": Kind(OF_DELEGATES, lambda: Delegate.objects.all()[0], of_delegate),
    "session": Kind(OF_SESSIONS, lambda: CongressSession.objects.all()[0], of_session),
    "account": Kind(OF_ACCOUNTS, an_account, of_account),
}


def change_house(by: User) -> list[Any]:
    """Do an act on one of each kind that a base with the seeds and a request has; return what was changed."""
    outline = begin_outline(Request.objects.earliest("pk"), by=by)
    write(outline, "一段", ask=None, expected_version=outline.version, by=by)
    Outline.objects.filter(pk=outline.pk).update(changed_at=timezone.now() - timedelta(hours=1))
    write(outline, "又一段", ask=None, expected_version=outline.version, by=by)
    with changed_table(Holiday, by=by):
        Holiday.objects.create(day=date(2031, 10, 1), name="国庆节")
    changed: tuple[tuple[Any, dict[str, object]], ...] = (
        (outline.request, {"office": "成果处"}),
        (ReplyTemplate.objects.earliest("pk"), {"contact": "王五"}),
        (Delegate.objects.earliest("pk"), {"region": "某省"}),
        (CongressSession.objects.earliest("pk"), {"year": 2001}),
        (User.objects.earliest("pk"), {"last_name": "改"}),
    )
    for row, columns in changed:
        with one_act(row, ActKind.CORRECTED, by=by):
            type(row)._default_manager.filter(pk=row.pk).update(**columns)
            row.refresh_from_db()
    return [outline, table_named("holidays"), *(row for row, _ in changed)]
