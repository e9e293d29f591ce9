"""An installation as a portable bundle: lines of JSON, originals, manifest. Equal installations give equal bytes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import User
from django.db.models import Model

from kejiting.backup.files import BackupError, FileFacts, Show, facts_of_request, new_file, new_folder, one_at_a_time
from kejiting.backup.manifest import Manifest
from kejiting.backup.originals import copy_originals
from kejiting.backup.rows import fields_of, label_of, models_of, rows_of, to_line
from kejiting.backup.snapshot import applied_migrations, refuse_unmigrated, snapshot

RECORDS = "records"
CONTENTS = ("proposals", "measures")
# accounts with their rights, what the site keeps of a person, what people did in the administration, and the audit
PEOPLE = ("kejiting", "auth", "contenttypes", "admin")
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def export_bundle(target: Path, *, with_people: bool, show: Show) -> Manifest:
    """Write a bundle into a folder that is not there yet, while the program serves.

    Without people it has neither accounts nor what the site keeps of a person; who decided something is then an account
    without name and password, so that one person's decisions stay one person's. Raises BackupError, OSError,
    django.db.Error.
    """
    if target.exists():
        raise BackupError(f"{target} 已经存在，没有导出；请写一个新的文件夹。")
    refuse_unmigrated()
    target.parent.mkdir(parents=True, exist_ok=True)
    with (
        one_at_a_time(target.with_name(f".{target.name}.lock"), "另一次导出正在写这个文件夹，这次没有导出。"),
        new_folder(target) as part,
    ):
        return _write(part, with_people=with_people, show=show)


def _write(part: Path, *, with_people: bool, show: Show) -> Manifest:
    models = models_of(*CONTENTS, *(PEOPLE if with_people else ()))
    files: dict[str, FileFacts] = {}
    counts: dict[str, int] = {}
    damaged: list[str] = []
    people: set[int] = set()
    copy_originals(part, files, damaged, None, show)
    with snapshot():
        migrations = applied_migrations()
        for done, model in enumerate(models):
            label = label_of(model)
            show(done, len(models), label)
            counts[label] = _write_rows(_file_of(part, label), rows_of(model, with_people=with_people), model, people)
        if not with_people:
            counts[label_of(User)] = _write_nameless(_file_of(part, label_of(User)), people)
    copy_originals(part, files, damaged, None, show)
    for label in counts:
        files[f"{RECORDS}/{label}.jsonl"] = facts_of_request(_file_of(part, label))
    manifest = Manifest("bundle", None, migrations, counts, dict(sorted(files.items())), damaged)
    manifest.write(part)
    return manifest


def _file_of(folder: Path, label: str) -> Path:
    return folder / RECORDS / f"{label}.jsonl"


def _write_rows(path: Path, rows: Iterator[Model], model: type[Model], people: set[int]) -> int:
    """How many there are; the ids of all users they refer to go into `people`."""
    referring = [field.attname for field in fields_of(model) if field.related_model is User]
    count = 0
    with new_file(path) as file:
        for row in rows:
            file.write(to_line(row))
            people.update(pk for name in referring if (pk := getattr(row, name)) is not None)
            count += 1
    return count


def _write_nameless(path: Path, people: set[int]) -> int:
    """Accounts that nobody logs in with, for those who decided something."""
    with new_file(path) as file:
        for pk in sorted(people):
            nameless = User(
                pk=pk,
                username=f"用户{pk}",
                password=UNUSABLE_PASSWORD_PREFIX,
                is_active=False,
                date_joined=_LONG_AGO,
            )
            file.write(to_line(nameless))
    return len(people)
