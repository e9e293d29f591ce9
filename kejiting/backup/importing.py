"""A portable bundle into an installation that has nothing yet, whichever earlier version wrote it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from kejiting.backup.empty_place import empty_place
from kejiting.backup.exporting import RECORDS
from kejiting.backup.files import BackupError, Show
from kejiting.backup.manifest import Manifest
from kejiting.backup.originals import bring_originals
from kejiting.backup.restoring import refuse_without_room
from kejiting.backup.rows import empty, go_on_counting, insert
from kejiting.backup.snapshot import refuse_newer
from kejiting.runtime.replicas import PRIMARY


def import_bundle(folder: Path, *, show: Show, last: Callable[[], None]) -> Manifest:
    """Bring in all that a bundle holds, ids and all.

    The base is made as it was in the version that wrote the bundle, filled in one transaction, and then moved forward
    by the migrations: whatever they do to an old base, they do to an old bundle. `last` is called then; only after it
    does the installation count as filled. Raises BackupError, OSError, django.db.Error.
    """
    manifest = Manifest.read(folder, "bundle")
    refuse_newer(manifest.migrations)
    refuse_without_room(manifest)
    manifest.verify(folder, show)
    with empty_place():
        bring_originals(folder, manifest.files, show)
        try:
            _fill(folder, manifest, show)
        except (ValueError, KeyError, LookupError, ValidationError, DatabaseError) as error:
            raise BackupError(f"便携包的内容放不进数据库，已撤回，这里仍是空的：{error}。") from error
        call_command("migrate", verbosity=0, interactive=False)
        last()
    return manifest


def _fill(folder: Path, manifest: Manifest, show: Show) -> None:
    executor = MigrationExecutor(connections[PRIMARY])
    models = executor.migrate(_newest(executor, manifest)).apps
    labels = {label: models.get_model(label) for label in manifest.counts}
    # what refers to a row that comes later is looked at when all are there
    with transaction.atomic(using=PRIMARY):
        for model in labels.values():
            empty(model)
        for done, (label, model) in enumerate(labels.items()):
            show(done, len(labels), label)
            with (folder / RECORDS / f"{label}.jsonl").open("rb") as lines:
                if insert(model, lines) != manifest.counts[label]:
                    raise ValueError(label)
        go_on_counting(list(labels.values()))


def _newest(executor: MigrationExecutor, manifest: Manifest) -> list[tuple[str, str]]:
    """The last migrations, of each package, that the bundle has behind it."""
    behind = _behind(executor, set(manifest.migrations))
    nodes = executor.loader.graph.node_map
    return [key for key in sorted(behind) if not any(child.key in behind and child.key[0] == key[0] for child in nodes[key].children)]  # fmt: skip


def _behind(executor: MigrationExecutor, behind: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """These as the executor has them from now on: squashed, or each by itself if a bundle ends before that."""
    replaced = {key: set(one.replaces) for key, one in executor.loader.disk_migrations.items() if one.replaces}
    if all(behind >= each for each in replaced.values()):
        return {key for key in (*behind, *replaced) if key in executor.loader.graph.nodes}
    executor.loader = MigrationLoader(connections[PRIMARY], replace_migrations=False)
    return behind - replaced.keys()
