"""读者、编辑、管理员、人员管理、审计员: what each role may do. A table; `ensure_roles` makes the groups be as it says."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission, User

EDITED = (
    "replyletter", "recommendation", "passage", "proposal", "signature", "answer", "delegate", "congresssession", "synonym",
)  # fmt: skip
KEPT = ("plan", "planitem", "target")
# What people find out about figures, and topics; each deed is checked by its right
LINKED = ("targetevidence", "supersededtarget", "topic", "indicator", "indicatoralias")
# What the desk handles, the tables of its deadlines, and templates of replies
HANDLED = ("request", "deadlinerule", "holiday", "replytemplate")
# What people find of a promise, that it is one and what came of it, is only ever added to
FOLLOWED = frozenset(
    {"view_commitment", "add_commitmentstep", "view_commitmentstep", "add_commitmentreview", "view_commitmentreview"}
)
COUNTED = ("zeroresultquery",)
PEOPLE = frozenset(f"{deed}_user" for deed in ("add", "change", "delete", "view")) | {"view_group"}
READER, EDITOR, ADMINISTRATOR = "读者", "编辑", "管理员"
# Three rights apart: contents (编辑), people, audit. 管理员 has the first two, a superuser all.
PEOPLE_MANAGER, AUDITOR = "人员管理", "审计员"
ROLES: dict[str, frozenset[str]] = {
    READER: frozenset(),
    EDITOR: frozenset(f"{deed}_{model}" for model in EDITED for deed in ("add", "change", "view"))
    | frozenset(f"{deed}_{model}" for model in (*LINKED, *HANDLED) for deed in ("add", "change", "delete", "view"))
    | frozenset(f"view_{model}" for model in KEPT)
    | FOLLOWED
    # who enters plans corrects, publishes and withdraws them at the desk; the administration only shows them
    | {"add_plan"}
    | {"delete_signature", "delete_answer", "delete_passage", "delete_recommendation", "delete_synonym"},
    ADMINISTRATOR: frozenset(
        f"{deed}_{model}"
        for model in (*EDITED, *KEPT, *LINKED, *HANDLED)
        for deed in ("add", "change", "delete", "view")
    )
    | FOLLOWED
    | {f"{deed}_{model}" for model in COUNTED for deed in ("delete", "view")}
    | PEOPLE,
    PEOPLE_MANAGER: PEOPLE,
    AUDITOR: frozenset({"view_auditrecord"}),
}


def set_staff(person: User) -> None:
    """Let whoever has a role that edits, and nobody else but superusers, enter the administration."""
    edits = person.groups.filter(name__in=(EDITOR, ADMINISTRATOR, PEOPLE_MANAGER))
    person.is_staff = person.is_superuser or edits.exists()
    person.save(update_fields=["is_staff"])


def ensure_roles() -> None:
    """Make the groups with the rights of the table; run again, it changes nothing."""
    ours = Permission.objects.filter(
        content_type__app_label__in=("proposals", "measures", "auth", "kejiting")
    ).order_by()
    rights = list(ours.values_list("codename", "pk"))
    for name, codenames in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set([pk for codename, pk in rights if codename in codenames])
