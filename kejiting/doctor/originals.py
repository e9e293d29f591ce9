"""The files that letters and plans came from: each there, and each still what its name says."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

from kejiting.doctor.examination import Defect, Depth, Looked, listed
from kejiting.ingest.originals import original_path, originals_folder
from measures.models import Plan
from proposals.models import LetterVersion, ReplyLetter, Request


def look_at_originals(depth: Depth) -> Looked:
    """Raises OSError if the folder cannot be read."""
    paths = {original_path(name, sha256) for name, sha256 in wanted_files()}
    missing = [path for path in paths if not path.exists()]
    damaged = [path for path in paths.difference(missing) if not is_whole(path)]
    defects = [*_said("原件缺失", sorted(missing)), *_said("原件损坏", sorted(damaged))]
    return Looked(f"{len(paths)} 份原件是否都在、与校验值相符", defects)


def wanted_files() -> set[tuple[str, str]]:
    """Name and SHA-256 of every original that a letter or a plan, also a former version, or a request came from."""
    rows = (
        ReplyLetter.everything.all(),
        LetterVersion._base_manager.all(),
        Plan.everything.all(),
        Plan.history.filter(id__in=Plan.everything.values("pk")),
        Request.everything.all(),
    )
    return {
        (name, sha256)
        for queryset in rows
        for name, sha256 in queryset.order_by().values_list("source_name", "source_sha256").distinct()
        if sha256
    }


def is_whole(path: Path) -> bool:
    """Whether a file under originals is what its name says; False also if it cannot be read."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest() == sha256_of(path)
    except OSError:
        return False


def sha256_of(path: Path) -> str:
    """By its name: 9f86….pdf, and .9f86….pdf.0a1b2c of one that is being written or deleted."""
    return path.name.lstrip(".").partition(".")[0]


def _said(what: str, paths: list[Path]) -> Iterator[Defect]:
    if paths:
        names = listed(path.relative_to(originals_folder().parent) for path in paths)
        yield Defect(
            f"{what}：{names}。请从备份中把同名的文件放回；没有备份的，找到当初的原文件，改成这个名字放到这里。"
        )
