"""A data folder of an earlier version moves forward, with all that people decided there.

`*.sql.xz` are dumps of such bases, made by the version that the name tells of. `before_outbox` has the seeds, with a
proposal's title corrected, a letter withdrawn and a promise set aside by the administrator. `before_words` has the seeds,
seven more letters, people of each role, and at least one of every kind of thing that a person can decide.
`before_keys` has the seeds, and a delegate as five rows by the dots in the name: in one proposal a person wrote two of
them, to one a person gave a region and took it back. One proposal is two rows, by the width of its number.

`*.tar.xz` are portable bundles, one for each version that was released, exported by that version with its people.
`release_0_1_0` is what `before_words` had become by then.
"""

from __future__ import annotations

import json
import lzma
import sqlite3
import tarfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from tests.soak.installations import finish, start, start_python
from tests.upgrades.decisions import BEFORE_KEYS, BEFORE_OUTBOX, BEFORE_WORDS, Decision
from tests.upgrades.facts import facts_in
from tests.upgrades.test_squashed import differences

FOLDER = Path(__file__).parent
DECIDED = {"before_outbox": BEFORE_OUTBOX, "before_words": BEFORE_WORDS, "before_keys": BEFORE_KEYS}
EXPORTED = {"release_0_1_0": BEFORE_WORDS}
EXPORTED_FROM = {"release_0_1_0": "before_words"}
ASKING = "from tests.upgrades.asking import main; main()"


@pytest.mark.parametrize("name", list(DECIDED))
def test_what_people_decided_is_there_and_found(name: str, migrated_base: Path, tmp_path: Path) -> None:
    data = unpacked(name, tmp_path / "data")
    former, facts = history_in(data), facts_in(data)
    finish(start(data, "migrate", "-v0", "--skip-checks"))
    assert differences(data / "kejiting.sqlite3", migrated_base) == []
    finish(start(data, "prepare"))

    assert history_in(data) == former
    assert facts_in(data) == facts
    assert lost_in(data, DECIDED[name]) == []
    assert finish(start(data, "search_index", "verify")).strip() == "与数据库相符。"


@pytest.mark.parametrize("name", list(EXPORTED))
def test_a_bundle_of_an_earlier_version_is_read(name: str, tmp_path: Path) -> None:
    with tarfile.open(FOLDER / f"{name}.tar.xz") as packed:
        packed.extractall(tmp_path, filter="data")
    data = tmp_path / "data"
    finish(start(data, "import", str(tmp_path / name)))
    counts = json.loads((tmp_path / name / "manifest.json").read_bytes())["counts"]
    imported = history_in(data)
    finish(start(data, "prepare"))
    assert facts_in(data) == facts_in(unpacked(EXPORTED_FROM[name], tmp_path / "dump"))

    assert imported == sorted(count for label, count in counts.items() if ".historical" in label and count)
    assert len(list((data / "originals").glob("*/*"))) == len(list((tmp_path / name).glob("originals/*/*"))) > 0
    assert lost_in(data, EXPORTED[name]) == []
    assert finish(start(data, "search_index", "verify")).strip() == "与数据库相符。"


def lost_in(data: Path, decided: Sequence[Decision]) -> list[str]:
    """What of these decisions pages, files and the API of an installation do not tell."""
    asked = json.dumps([(one.who, one.address, one.posted) for one in decided])
    answers = json.loads(finish(start_python(data, ASKING, asked)))
    return [told for one, answer in zip(decided, answers, strict=True) for told in lost_of(one, *answer)]


def test_every_dump_is_looked_at() -> None:
    assert {path.name.removesuffix(".sql.xz") for path in FOLDER.glob("*.sql.xz")} == set(DECIDED)
    assert {path.name.removesuffix(".tar.xz") for path in FOLDER.glob("*.tar.xz")} == set(EXPORTED)


def unpacked(name: str, data: Path) -> Path:
    data.mkdir()
    with closing(sqlite3.connect(data / "kejiting.sqlite3")) as base:
        base.executescript(lzma.decompress((FOLDER / f"{name}.sql.xz").read_bytes()).decode())
    return data


def history_in(data: Path) -> list[int]:
    """How many rows there are of each history, whatever it is called: some are shown on no page."""
    with closing(sqlite3.connect(data / "kejiting.sqlite3")) as base:
        tables = base.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%historical%'")
        counts = [base.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for (table,) in tables.fetchall()]  # noqa: S608
    return sorted(filter(None, counts))


def lost_of(one: Decision, status: int, said: str) -> list[str]:
    """What of a decision an answer does not tell."""
    place = f"{one.what} ({one.who or 'anyone'}, {one.address})"
    if status != one.status:
        return [f"{place}: {status}"]
    missing = [f"{place}: no {words}" for words in one.says if words not in said]
    return missing + [f"{place}: still {words}" for words in one.hides if words in said]
