"""Which server a request reads from, by what is known of each."""

from __future__ import annotations

import pytest

from kejiting.runtime.replicas import PRIMARY, alias_for_reading, primary, require, watch
from kejiting.runtime.replicas import request as requests
from kejiting.runtime.replicas.request import RequestAtHand, answering, note_failure, note_written
from kejiting.runtime.replicas.router import ReplicaRouter
from kejiting.runtime.replicas.servers import SERVERS, Server
from proposals.models import Synonym


@pytest.fixture
def replicas(monkeypatch: pytest.MonkeyPatch) -> tuple[Server, Server]:
    """Both are fresh; the second has come further."""
    pair = (Server("one", replayed=100, is_fresh=True), Server("two", replayed=200, is_fresh=True))
    monkeypatch.setattr(requests, "REPLICAS", list(pair))
    return pair


@pytest.fixture
def primary_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SERVERS[PRIMARY], "is_gone", True)


def chosen(**told: int) -> set[str]:
    """The aliases that requests in turn read from."""
    found = set()
    for _ in range(4):
        with answering(RequestAtHand(only_reads=True, **told)):
            found.add(alias_for_reading())
    return found


def test_both_take_their_turn(replicas: tuple[Server, Server]) -> None:
    assert chosen() == {"one", "two"}


def test_a_request_stays_with_its_server(replicas: tuple[Server, Server]) -> None:
    with answering(RequestAtHand(only_reads=True)):
        assert len({alias_for_reading() for _ in range(4)}) == 1


def test_outside_of_requests_it_is_the_primary(replicas: tuple[Server, Server]) -> None:
    require(150)

    assert alias_for_reading() == PRIMARY


def test_what_writes_reads_the_primary(replicas: tuple[Server, Server]) -> None:
    with answering(RequestAtHand(only_reads=False)):
        assert alias_for_reading() == PRIMARY


def test_a_get_that_wrote_reads_the_primary(replicas: tuple[Server, Server]) -> None:
    with answering(RequestAtHand(only_reads=True)):
        assert alias_for_reading() != PRIMARY
        assert ReplicaRouter().db_for_write(Synonym) == PRIMARY
        assert alias_for_reading() == PRIMARY


def test_a_get_that_could_not_write_goes_on_reading(replicas: tuple[Server, Server], primary_gone: None) -> None:
    with answering(RequestAtHand(only_reads=True)):
        note_written()
        assert alias_for_reading() != PRIMARY


@pytest.mark.django_db
def test_within_a_transaction_it_is_the_primary(replicas: tuple[Server, Server]) -> None:
    assert chosen() == {PRIMARY}


def test_held_to_the_primary(replicas: tuple[Server, Server]) -> None:
    with answering(RequestAtHand(only_reads=True)):
        with primary(), primary():
            assert alias_for_reading() == PRIMARY
        assert alias_for_reading() != PRIMARY


def test_a_position_that_one_has_come_to(replicas: tuple[Server, Server]) -> None:
    replicas[0].is_gone = True

    assert chosen(needed=200) == {"two"}


def test_what_is_required_later_moves_the_request(replicas: tuple[Server, Server]) -> None:
    replicas[1].is_fresh = False
    with answering(RequestAtHand(only_reads=True)):
        assert alias_for_reading() == "one"
        require(100)
        assert alias_for_reading() == "one"
        replicas[1].is_fresh, replicas[0].is_gone = True, True
        require(150)
        assert alias_for_reading() == "two"


def test_one_that_lags_is_left_out(replicas: tuple[Server, Server]) -> None:
    replicas[0].is_fresh = False

    assert chosen() == {"two"}


def test_all_lag(replicas: tuple[Server, Server]) -> None:
    replicas[0].is_fresh = replicas[1].is_fresh = False

    assert chosen() == {PRIMARY}


def test_all_lag_and_the_primary_is_gone(replicas: tuple[Server, Server], primary_gone: None) -> None:
    replicas[0].is_fresh = replicas[1].is_fresh = False

    assert chosen() == {"two"}


def test_nothing_answers(replicas: tuple[Server, Server], primary_gone: None) -> None:
    replicas[0].is_gone = replicas[1].is_gone = True

    assert chosen() == {PRIMARY}


def test_another_one_after_a_failure(replicas: tuple[Server, Server]) -> None:
    with answering(RequestAtHand(only_reads=True)):
        first = alias_for_reading()
        note_failure(first, is_lost=True)
        assert alias_for_reading() in {"one", "two"} - {first}


@pytest.mark.parametrize(
    ("come_to", "is_fresh"),
    [(99, False), (100, True), (120, True), (121, False)],
    ids=["lags", "as far as before", "as far as now", "ahead: it follows another one"],
)
def test_a_replica_is_fresh_between_two_looks_at_the_primary(
    replicas: tuple[Server, Server], monkeypatch: pytest.MonkeyPatch, come_to: int, is_fresh: bool
) -> None:
    watched = watch.Watch()
    positions = iter([100, come_to, 120])
    monkeypatch.setattr(watch, "REPLICAS", replicas[:1])
    monkeypatch.setattr(watched, "_position", lambda _server, _question: next(positions))
    watched.look()

    assert replicas[0].is_fresh is is_fresh
