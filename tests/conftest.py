"""What many tests start from: the seeds in a base of their own, and people of each role."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from contextlib import nullcontext
from functools import cache
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import Group, User
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from kejiting.audit.models import AuditHead, AuditRecord
from kejiting.indexing import sync
from kejiting.ingest.originals import keep_original
from kejiting.ingest.reading import ParsedPlanUpload, ParsedUpload, read_letter, read_plan
from kejiting.text import scans
from kejiting.text.bounded.worker import Reader
from kejiting.web.roles import ADMINISTRATOR, AUDITOR, EDITOR, READER, ensure_roles
from measures.models import Indicator, Plan
from measures.records import load_indicators, load_seed_topics, refresh_stale_mentions, save_plan
from proposals.models import ReplyLetter, Status
from proposals.records import save_letter
from tests.audit.watch import WATCHED, watched
from tests.made_once import made_once
from tests.on_postgres.selection import asks_the_database, worth_repeating
from tests.on_postgres.statements import Noting, read_notes
from tests.remembered import remembered
from tests.soak.installations import finish, new_base, start

# What is imported and collected for a run stays: looking for garbage among it took a third of the time
gc.disable()

FIXTURES = Path(__file__).parent.parent / "fixtures"

# A machine that is busy with other things breaks no test.
hypothesis.settings.register_profile(
    "unhurried", hypothesis.settings.default, deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/; read the difference")
    parser.addoption("--fewest", action="store_true", help="only what is worth repeating on PostgreSQL")


def pytest_xdist_auto_num_workers() -> int:
    """One more than processors: while a test waits for a browser or a server, another runs. A PostgreSQL fills them."""
    return (os.cpu_count() or 1) + ("KEJITING_DATABASE_URL" not in os.environ)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell by which of two ways a test was held, where it says so."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{report.nodeid} {name} {value}")


# What mostly waits for servers and processes: begun last, one process would be left alone with it at the end.
BEGUN_FIRST = ("cluster", "upgrades")


def pytest_configure(config: pytest.Config) -> None:
    if "KEJITING_DATABASE_URL" not in os.environ:
        config.pluginmanager.register(Noting(_notes_folder(config)))


def _notes_folder(config: pytest.Config) -> Path:
    return config.cache.mkdir("statements")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "KEJITING_DATABASE_URL" in os.environ:
        items[:] = filter(asks_the_database, items)
    if config.getoption("--fewest"):
        items[:] = worth_repeating(items, read_notes(_notes_folder(config)))
    items.sort(key=lambda item: item.path.parent.name not in BEGUN_FIRST)


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of a run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def migrated_base(of_the_run: Path) -> Path:
    """A SQLite base behind all migrations, to be copied: the same for all processes of a run."""
    return made_once(of_the_run / "migrated", new_base) / "kejiting.sqlite3"


@pytest.fixture
def installation(migrated_base: Path, tmp_path: Path) -> Path:
    """A data folder with a migrated base in it, for commands that run as processes."""
    data = tmp_path / "data"
    shutil.copytree(migrated_base.parent, data)
    return data


@pytest.fixture(scope="session")
def filled(migrated_base: Path, of_the_run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with the seeds and their originals; not to be changed."""

    def fill(folder: Path) -> None:
        shutil.copytree(migrated_base.parent, folder)
        finish(start(folder, "prepare"))

    data = tmp_path_factory.mktemp("filled") / "data"
    shutil.copytree(made_once(of_the_run / "prepared", fill), data)
    return data


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None, request: pytest.FixtureRequest) -> bool:
    """Begin with a copy of the base that is migrated already; on PostgreSQL every process migrates its own."""
    test_base = django_settings.DATABASES["default"]["TEST"].get("NAME")
    if is_sqlite := django_settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        shutil.copyfile(request.getfixturevalue("migrated_base"), test_base)
    return is_sqlite


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The roles are there before any test; who made them is in no test's audit."""
    with django_db_blocker.unblock():
        ensure_roles()
        for model in (AuditRecord, AuditHead):
            model._base_manager.all()._raw_delete("default")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(autouse=True)
def index_folder(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """A real index, new for each test, in a folder of its own."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    sync.search_index.cache_clear()
    yield tmp_path / "index"
    sync.search_index.cache_clear()


@pytest.fixture(autouse=True)
def audited(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever the tests of these folders send leaves a row in the audit, if it writes what people made."""
    with watched(monkeypatch) if request.path.parent.name in WATCHED else nullcontext():
        yield


OCR_IS_INSTALLED = scans.is_installed()


@pytest.fixture(autouse=True)
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the extra is installed makes no difference to a test that does not ask for it."""
    monkeypatch.setattr(scans, "is_installed", lambda: False)


@pytest.fixture
def ocr(without_ocr: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra; without it the test is skipped and says so, with CI=true it fails."""
    if not OCR_IS_INSTALLED:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("没有安装 OCR：make install-ocr")
    monkeypatch.setattr(scans, "is_installed", lambda: True)


@pytest.fixture
def stubbed_ocr(without_ocr: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the extra were installed, and saw the first seed in whatever picture it looks at."""
    monkeypatch.setattr(scans, "is_installed", lambda: True)
    monkeypatch.setattr(scans, "_PDF", Reader("tests.text.stubbed_ocr", "read_seed"))
    monkeypatch.setattr(scans, "_PICTURE", Reader("tests.text.stubbed_ocr", "read_seed"))


@cache
def seed_readings() -> dict[str, ParsedUpload]:
    paths = sorted((FIXTURES / "letters").glob("*.txt"))
    return {path.name[:3]: read_letter(path.name, path.read_bytes()) for path in paths}


@pytest.fixture
def seeds(db: None) -> dict[str, ReplyLetter]:
    """The four seed letters, published, by the number of their file; the index hears of them at the first search."""
    readings = seed_readings()
    for reading in readings.values():
        keep_original(reading.source, reading.data or b"")
    remembered("seeds", _save_seeds)
    return dict(zip(readings, ReplyLetter.objects.order_by("-pk")[: len(readings)][::-1], strict=True))


def _save_seeds() -> None:
    for reading in seed_readings().values():
        save_letter(reading.parsed, source=reading.source, by=None, status=Status.PUBLISHED)


@cache
def seed_plan() -> ParsedPlanUpload:
    (path,) = (FIXTURES / "plans").glob("*.txt")
    return read_plan(path.name, path.read_bytes())


@pytest.fixture
def plan(db: None) -> Plan:
    """The plan of the seeds; the index hears of it at the first search."""
    reading = seed_plan()
    keep_original(reading.source, reading.data or b"")
    remembered("plan", lambda: save_plan(reading.parsed, source=reading.source, status=Status.PUBLISHED))
    return Plan.objects.latest("pk")


def name_topics() -> None:
    """The topics of the first start; letters that are saved afterwards are read by their names."""
    remembered("topics", load_seed_topics)


def mention_topics() -> None:
    """The same where letters are there already: what mentions a topic is found."""
    name_topics()
    remembered("mentions", refresh_stale_mentions)


def settle_figures(seeds: dict[str, ReplyLetter]) -> dict[str, Indicator]:
    """Assign the seeds' figures to the indicators of the first start; return those by name."""
    remembered("settled", lambda: load_indicators(FIXTURES / "indicators.toml", seeds.values()))
    return {indicator.name: indicator for indicator in Indicator.objects.all()}


def _person(role: str) -> User:
    if not Group.objects.filter(name=role).exists():  # a test before was not in a transaction
        ensure_roles()
    person = User.objects.create_user(role, password="中国-Jilin-2016", is_staff=role not in {READER, AUDITOR})
    person.groups.add(Group.objects.get(name=role))
    return person


@pytest.fixture
def reader(db: None) -> User:
    return _person(READER)


@pytest.fixture
def editor(db: None) -> User:
    return _person(EDITOR)


@pytest.fixture
def administrator(db: None) -> User:
    return _person(ADMINISTRATOR)


@pytest.fixture
def auditor(db: None) -> User:
    return _person(AUDITOR)


@pytest.fixture
def editor_client(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def reader_client(reader: User) -> Client:
    client = Client()
    client.force_login(reader)
    return client


@pytest.fixture
def administrator_client(administrator: User) -> Client:
    client = Client()
    client.force_login(administrator)
    return client
