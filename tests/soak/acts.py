"""What people do to letters, one act after another, each told when it is done: to be run in an installation and killed."""

from __future__ import annotations

import sys
from collections.abc import Callable

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from kejiting.ingest.reading import ParsedUpload, read_letter
from kejiting.ingest.saving import ingest_letter, stage_letter
from kejiting.ingest.wastebasket import restore, throw_away
from kejiting.web.actions import ActionError
from measures.models import Figure
from measures.records.assignment import assign, release
from proposals.entry.header_form import header_initial
from proposals.models import ReplyLetter, Status
from proposals.records import replace_letter, reread_letter, restore_act, set_status, to_parsed
from tests.bench.letters import seed_texts
from tests.soak.chance import Chance

Act = Callable[[ReplyLetter, User, Chance], None]


def work(seed: str) -> None:
    """Never ends."""
    chance = Chance(seed)
    by = User.objects.filter(is_superuser=True).order_by("pk")[0]
    _tell("at work")
    while True:
        name = chance.choice(list(ACTS))
        letter = chance.choice(list(ReplyLetter.everything.exclude(status=Status.ARRIVED)))
        try:
            ACTS[name](letter, by, chance)
        except ActionError as refusal:
            sys.stderr.write(f"{name}: {refusal}\n")
            continue
        _tell(f"{name} {letter.pk} {ReplyLetter.everything.get(pk=letter.pk).version}")


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _reading(chance: Chance) -> ParsedUpload:
    """A letter that nobody has sent yet."""
    text = chance.choice(list(seed_texts()))
    return read_letter("letter.txt", f"{text}\n{chance.randrange(10**12)}号附件。\n".encode())


def _save(letter: ReplyLetter, by: User, chance: Chance) -> None:
    ingest_letter(_reading(chance), by=by, publish=chance.one_in(2))


def _publish(letter: ReplyLetter, by: User, chance: Chance) -> None:
    status = Status.WITHDRAWN if letter.is_published else Status.PUBLISHED
    set_status(letter, status, by=by, looked_at=True, reason="误传")


def _correct(letter: ReplyLetter, by: User, chance: Chance) -> None:
    client = Client(headers={"host": "localhost"})
    client.force_login(by)
    header = {name: str(value) for name, value in header_initial(to_parsed(letter)).items() if value is not None}
    sent = {**header, "agency": f"吉林省科学技术厅{chance.randrange(100)}处", "version": str(letter.version)}
    client.post(reverse("entry_review", args=[letter.pk]), sent)


def _replace(letter: ReplyLetter, by: User, chance: Chance) -> None:
    if letter.deleted_at is None:
        replace_letter(letter, stage_letter(_reading(chance), by=by), by=by)


def _delete_or_restore(letter: ReplyLetter, by: User, chance: Chance) -> None:
    if letter.deleted_at is None:
        throw_away(letter, by=by)
    else:
        restore(letter, expected_version=letter.version, allow_duplicate=True, by=by)


def _go_back(letter: ReplyLetter, by: User, chance: Chance) -> None:
    acts = list(letter.acts.values_list("pk", flat=True))
    if acts and letter.deleted_at is None:
        restore_act(letter, chance.choice(acts), by=by)


def _assign(letter: ReplyLetter, by: User, chance: Chance) -> None:
    figures = list(Figure.objects.filter(letter=letter)[:5])
    if chance.one_in(2):
        assign(figures, None, by=by)
    else:
        release(figures)


def _reread(letter: ReplyLetter, by: User, chance: Chance) -> None:
    if letter.deleted_at is None:
        reread_letter(letter, by=by)


ACTS: dict[str, Act] = {
    "save": _save,
    "publish or withdraw": _publish,
    "correct": _correct,
    "replace": _replace,
    "delete or restore": _delete_or_restore,
    "go back": _go_back,
    "assign": _assign,
    "read again": _reread,
}
