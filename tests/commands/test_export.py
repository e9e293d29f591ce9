"""`manage.py export` and `import`: what an installation holds, as lines of JSON."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kejiting.backup.exporting import CONTENTS, PEOPLE
from kejiting.backup.rows import label_of, models_of
from proposals.models import IndexOutbox
from tests.commands.backed_up import acts_of, refusal, run
from tests.soak.installations import finish, start_python


@pytest.fixture(scope="module")
def bundle(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of the installation with the seeds, without people; not to be changed."""
    folder = tmp_path_factory.mktemp("bundle") / "exported"
    run(filled, "export", folder)
    return folder


CHAIN = """import django; django.setup()
from kejiting.doctor.audit import look_at_audit; from kejiting.doctor.examination import Depth
print(list(look_at_audit(Depth.FULL).defects))"""
AUDIT = ("kejiting.auditrecord", "kejiting.audithead")


def contents(folder: Path) -> dict[str, bytes]:
    """All files but those of the audit, to which every export and import adds a row; and the manifest without them."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    manifest = json.loads(files["manifest.json"])
    for label in AUDIT:
        manifest["counts"].pop(label, None)
        manifest["files"].pop(f"records/{label}.jsonl", None)
        files.pop(f"records/{label}.jsonl", None)
    return {**files, "manifest.json": json.dumps(manifest, sort_keys=True).encode()}


def audit_of(folder: Path) -> bytes:
    return (folder / "records" / "kejiting.auditrecord.jsonl").read_bytes()


def rows(folder: Path, label: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "records" / f"{label}.jsonl").read_bytes().splitlines()]


def test_export_import_export_is_equal(bundle: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"

    said = run(data, "import", bundle)
    run(data, "export", tmp_path / "again")

    assert said.count("已建立管理员") == 1
    assert [act for act, _, _ in acts_of(data)] == ["began", "added", "command", "exported"]
    assert contents(tmp_path / "again") == contents(bundle)
    assert len(list(bundle.glob("originals/*/*"))) == 5
    assert not list(data.glob(".*"))
    # the next start is not taken for the first one, which reads the samples; and the index comes by itself
    assert "样例" not in run(data, "prepare")
    assert run(data, "search_index", "verify").strip() == "与数据库相符。"


def test_every_table_of_ours_is_in_it(bundle: Path) -> None:
    held = {path.stem for path in bundle.glob("records/*")}

    assert held == {*map(label_of, models_of(*CONTENTS)), "auth.user"}
    assert label_of(IndexOutbox) not in held
    assert rows(bundle, "proposals.replyletter")[0]["doc_number"] == "吉科发成〔2025〕84号"


def test_every_table_has_rows_and_comes_back(filled: Path, tmp_path: Path) -> None:
    """No table is forgotten: what a new one is filled with is found by asking Django. The audit goes on where it was."""
    first, again, data, back = (tmp_path / name for name in ("first", "again", "data", "back"))
    shutil.copytree(filled, data)
    assert finish(start_python(data, "from tests.commands.everything import main; main()")) == ""
    run(data, "export", first, "--with-people")
    held = {path.stem for path in first.glob("records/*") if path.stat().st_size}
    assert held == {*map(label_of, models_of(*CONTENTS, *PEOPLE))}

    run(back, "import", first)
    run(back, "export", again, "--with-people")
    assert contents(again) == contents(first)
    assert audit_of(again).startswith(audit_of(first))
    assert [act for act, _, _ in acts_of(back)][-2:] == ["command", "exported"]
    assert finish(start_python(back, CHAIN)) == "[]\n"
    # without people it tells of none
    run(data, "export", tmp_path / "without")
    assert all(row["account"] is None for row in rows(tmp_path / "without", "proposals.houseact"))
    assert not list((tmp_path / "without").glob("records/kejiting.*"))


def test_people_come_along_only_if_asked_for(filled: Path, bundle: Path, tmp_path: Path) -> None:
    """Without them, who decided something is still told apart from others."""
    data = tmp_path / "data"
    shutil.copytree(filled, data)
    with closing(sqlite3.connect(data / "kejiting.sqlite3")) as base, base:
        # what lies in the wastebasket is part of it, too
        base.execute(
            "UPDATE proposals_replyletter SET status = 'deleted', status_before = 'published', deleted_at = '2026-11-30' WHERE id = 2"
        )
        base.execute("UPDATE proposals_replyletter SET entered_by_id = (SELECT id FROM auth_user) WHERE id = 1")

    run(data, "export", tmp_path / "without")
    run(data, "export", tmp_path / "with", "--with-people")

    assert rows(bundle, "auth.user") == []
    (nameless,) = rows(tmp_path / "without", "auth.user")
    assert (nameless["username"], nameless["password"], nameless["is_active"]) == ("用户1", "!", False)
    letters = rows(tmp_path / "without", "proposals.replyletter")
    assert [letter["status"] for letter in letters] == ["published", "deleted", "published", "published"]
    assert letters[0]["entered_by"] == 1
    assert b"pbkdf2" not in b"".join(contents(tmp_path / "without").values())
    (person,) = rows(tmp_path / "with", "auth.user")
    assert person["username"] == "admin"
    assert str(person["password"]).startswith("pbkdf2_sha256$")
    assert (tmp_path / "with" / "records" / "kejiting.savedview.jsonl").exists()


def _manifest(folder: Path, **changed: object) -> None:
    facts = json.loads((folder / "manifest.json").read_bytes())
    (folder / "manifest.json").write_text(json.dumps({**facts, **changed}))


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda folder: (folder / "manifest.json").unlink(), "不是一份完整的便携包"),
        (lambda folder: (folder / "records" / "proposals.answer.jsonl").write_bytes(b""), "缺失或已损坏"),
        (lambda folder: (folder / "records" / "proposals.answer.jsonl").unlink(), "缺失或已损坏"),
        (lambda folder: _manifest(folder, format=99), "由更新的版本"),
        (lambda folder: _manifest(folder, migrations=[["measures", "9999_from_the_future"]]), "数据来自更新的版本"),
        (lambda folder: _manifest(folder, kind="backup"), "要用 manage.py restore 读"),
    ],
)
def test_what_is_not_whole_or_not_ours_is_refused(
    bundle: Path, tmp_path: Path, damage: Callable[[Path], object], sentence: str
) -> None:
    folder = tmp_path / "bundle"
    shutil.copytree(bundle, folder)
    damage(folder)

    assert sentence in refusal(tmp_path / "data", "import", folder)
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret-key"]


def test_what_does_not_fit_leaves_the_place_empty(bundle: Path, tmp_path: Path) -> None:
    folder, data = tmp_path / "bundle", tmp_path / "data"
    shutil.copytree(bundle, folder)
    counts = json.loads((folder / "manifest.json").read_bytes())["counts"]
    _manifest(folder, counts={**counts, "proposals.answer": 99})

    assert "已撤回，这里仍是空的" in refusal(data, "import", folder)
    assert [path.name for path in data.iterdir()] == ["secret-key"]


def test_a_place_that_has_data_is_left_alone(filled: Path, bundle: Path, tmp_path: Path) -> None:
    assert refusal(filled, "import", bundle).startswith("这里已经有数据，没有改动")
    assert refusal(filled, "export", bundle).endswith("已经存在，没有导出；请写一个新的文件夹。")


def test_a_base_of_another_version_is_not_exported(tmp_path: Path) -> None:
    assert refusal(tmp_path / "data", "export", tmp_path / "bundle").startswith("数据库还没有更新到这个版本")
    assert not (tmp_path / "bundle").exists()
