"""What is in a backup or a bundle: written last, so that what has none is half of one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from kejiting.backup.files import BackupError, FileFacts, Show, facts_of_request, new_file
from kejiting.runtime.version import program_version

MANIFEST = "manifest.json"
FORMAT = 1
KINDS = {"backup": "备份", "bundle": "便携包"}


@dataclass(frozen=True, slots=True)
class Manifest:
    """`files` by their path in the folder; `counts` are rows, by table in a backup, by model in a bundle.

    `database` is the kind of base that a backup is of (sqlite, postgresql). `migrations` are all that the base has
    behind it, as app and name. `damaged` are originals that are other than their names say, and so were left out.
    """

    kind: str
    database: str | None
    migrations: Sequence[tuple[str, str]]
    counts: Mapping[str, int]
    files: Mapping[str, FileFacts]
    damaged: Sequence[str]

    @property
    def size(self) -> int:
        """Of all files, in bytes."""
        return sum(facts.size for facts in self.files.values())

    def write(self, folder: Path) -> None:
        """Raises OSError."""
        facts = {**asdict(self), "format": FORMAT, "program": program_version()}
        with new_file(folder / MANIFEST) as file:
            file.write(json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True).encode())

    @classmethod
    def read(cls, folder: Path, kind: str) -> Manifest:
        """Raises BackupError for what is half, damaged, of another kind or of a later format."""
        name = KINDS[kind]
        if folder.name.startswith(".") or not (folder / MANIFEST).is_file():
            raise BackupError(f"{folder} 不是一份完整的{name}（没有写完，或者路径不对），没有改动任何数据。")
        try:
            facts = json.loads((folder / MANIFEST).read_bytes())
            later = facts.pop("format") > FORMAT
            program = facts.pop("program")
            if later:
                raise BackupError(f"这份{name}由更新的版本（{program}）写成，这个版本读不了；请先升级程序。")
            facts["files"] = {path: FileFacts(**one) for path, one in facts["files"].items()}
            facts["migrations"] = [(app, migration) for app, migration in facts["migrations"]]
            manifest = cls(**facts)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BackupError(f"{folder} 的清单 {MANIFEST} 已损坏，没有改动任何数据；请换另一份{name}。") from error
        if manifest.kind != kind:
            command = {"backup": "restore", "bundle": "import"}.get(manifest.kind)
            raise BackupError(f"{folder} 不是{name}；它要用 manage.py {command} 读。")
        return manifest

    def verify(self, folder: Path, show: Show) -> None:
        """Read every file and hold it against what it was. Raises BackupError for the first that differs."""
        for done, (name, facts) in enumerate(self.files.items()):
            show(done, len(self.files), f"核对 {name}")
            path = folder / name
            if ".." in Path(name).parts or not path.is_file() or facts_of_request(path) != facts:
                raise BackupError(
                    f"{folder} 里的 {name} 缺失或已损坏，没有改动任何数据；请换另一份{KINDS[self.kind]}。"
                )
