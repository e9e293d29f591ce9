"""The environment is read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from kejiting.runtime.bad_environment import BadEnvironmentError
from kejiting.runtime.environment import PATIENCE, read_environment

PROJECT = Path(__file__).parent.parent


def test_the_defaults() -> None:
    environment = read_environment({}, Path("project"))

    assert environment.data_dir == Path("project/var").absolute()
    assert environment.database["ENGINE"] == "django.db.backends.sqlite3"
    assert (environment.host, environment.port, environment.public, environment.debug) == (
        "127.0.0.1",
        8000,
        True,
        False,
    )


def test_empty_values_are_defaults() -> None:
    empty = dict.fromkeys(
        ("PORT", "KEJITING_HOST", "KEJITING_PUBLIC", "KEJITING_SEARCH_ENGINE", "KEJITING_DATA_DIR"), ""
    )

    assert read_environment(empty, PROJECT) == read_environment({}, PROJECT)


def test_a_postgres_address_with_options() -> None:
    database = read_environment({"KEJITING_DATABASE_URL": "postgres://db/x?sslmode=require"}, PROJECT).database

    assert database["OPTIONS"] == {**PATIENCE, "sslmode": "require"}


def test_a_postgres_address() -> None:
    address = "postgres://ke%40jiting:p%3Aw@db.example:5433/letters"
    database = read_environment({"KEJITING_DATABASE_URL": address}, PROJECT).database

    assert database["ENGINE"] == "kejiting.runtime.replicas.postgresql"
    assert [database[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "letters",
        "ke@jiting",
        "p:w",
        "db.example",
        "5433",
    ]


def test_no_replicas_without_their_addresses() -> None:
    assert read_environment({"KEJITING_DATABASE_URL": "postgres://db/x"}, PROJECT).replicas == {}


def test_replicas_are_named_in_turn() -> None:
    environ = {
        "KEJITING_DATABASE_URL": "postgres://one/x",
        "KEJITING_DATABASE_REPLICAS": "postgres://two/x, postgres://reader:p%2Cw@three:5433/x?sslmode=require,",
    }
    replicas = read_environment(environ, PROJECT).replicas

    assert {alias: (one["HOST"], one["PASSWORD"]) for alias, one in replicas.items()} == {
        "replica1": ("two", ""),
        "replica2": ("three", "p,w"),
    }


def test_replicas_need_a_primary() -> None:
    with pytest.raises(BadEnvironmentError, match="KEJITING_DATABASE_URL"):
        read_environment({"KEJITING_DATABASE_REPLICAS": "postgres://two/x"}, PROJECT)


@pytest.mark.parametrize(
    "address", ["mysql://two/x", "postgres://two", "postgres://two:port/x", "postgres://two/x?a=b"]
)
def test_an_odd_replica_is_named(address: str) -> None:
    environ = {
        "KEJITING_DATABASE_URL": "postgres://one/x",
        "KEJITING_DATABASE_REPLICAS": f"postgres://three/x,{address}",
    }
    with pytest.raises(BadEnvironmentError, match="KEJITING_DATABASE_REPLICAS"):
        read_environment(environ, PROJECT)


def test_what_all_servers_share_lies_with_the_data_unless_told() -> None:
    environ = {"KEJITING_DATA_DIR": "/srv/here"}

    assert read_environment(environ, PROJECT).shared_dir == Path("/srv/here")
    assert read_environment(environ | {"KEJITING_SHARED_DIR": "/mnt/all"}, PROJECT).shared_dir == Path("/mnt/all")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "70000"),
        ("KEJITING_DEBUG", "maybe"),
        ("KEJITING_PUBLIC", "对"),
        ("KEJITING_HTTPS", "2"),
        ("KEJITING_TWO_PERSONS", "三个"),
        ("KEJITING_WASTEBASKET_DAYS", "0"),
        ("KEJITING_WASTEBASKET_DAYS", "一个月"),
        ("KEJITING_WASTEBASKET_DAYS", "3651"),
        ("KEJITING_SEARCH_ENGINE", "elastic"),
        ("KEJITING_SEARCH_ENGINE", "postgres"),
        ("KEJITING_ALLOWED_HOSTS", " , "),
        ("KEJITING_ALLOWED_HOSTS", "http://kejiting"),
        ("KEJITING_DATABASE_URL", "mysql://root@localhost/x"),
        ("KEJITING_DATABASE_URL", "postgres://localhost:port/x"),
        ("KEJITING_DATA_DIR", __file__),
        ("KEJITING_SHARED_DIR", __file__),
        ("KEJITING_DATABASE", "postgres://localhost/x"),
        ("KEJITING_DATABASE_URL", "postgres://localhost/x?ssl=yes"),
        ("KEJITING_HOST", "all of them"),
        ("KEJITING_LOG_FORMAT", "xml"),
        ("KEJITING_TRUSTED_PROXIES", "proxy.example"),
        ("KEJITING_TRUSTED_PROXIES", "10.0.0.1/24"),
    ],
)
def test_odd_values_are_named(name: str, value: str) -> None:
    with pytest.raises(BadEnvironmentError, match=name):
        read_environment({name: value}, PROJECT)


def test_the_engine_of_older_versions_is_no_longer_needed() -> None:
    assert read_environment({}, PROJECT).notices == ()
    assert read_environment({"KEJITING_SEARCH_ENGINE": "whoosh"}, PROJECT).notices == (
        "环境变量 KEJITING_SEARCH_ENGINE 不再需要，可以删去。",
    )
    with pytest.raises(BadEnvironmentError, match="请删去这个变量再启动"):
        read_environment({"KEJITING_SEARCH_ENGINE": "postgres"}, PROJECT)


def test_proxies_are_trusted_where_they_are_named() -> None:
    named = read_environment({"KEJITING_TRUSTED_PROXIES": "10.0.0.5, 2001:db8::/64,", "KEJITING_HTTPS": "on"}, PROJECT)

    assert [str(each) for each in named.trusted_proxies] == ["10.0.0.5/32", "2001:db8::/64"]
    assert read_environment({}, PROJECT).trusted_proxies == ()


def test_a_proxy_that_ends_tls_is_looked_for_on_this_machine() -> None:
    environment = read_environment({"KEJITING_HTTPS": "on"}, PROJECT)

    assert [str(each) for each in environment.trusted_proxies] == ["127.0.0.0/8", "::1/128"]
    assert "KEJITING_TRUSTED_PROXIES" in environment.notices[0]
