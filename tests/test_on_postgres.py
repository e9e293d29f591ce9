"""What is repeated on PostgreSQL sends all that was noted, and takes no test for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from proposals.models import Holiday
from tests.on_postgres.statements import Note, Noting, fewest, keep_notes, read_notes

NOTES = st.dictionaries(
    st.text("ab", min_size=1),
    st.builds(Note, st.floats(0, 9), st.frozensets(st.sampled_from("一二三四五六七"), min_size=1)),
)


@given(NOTES, st.integers(0, 3))
def test_every_statement_is_sent(notes: dict[str, Note], several: int) -> None:
    always = sorted(notes)[:several]
    taken = fewest(notes, always)
    assert _sent(notes, {*always, *taken}) == _sent(notes, notes)
    for number, test in enumerate(taken):
        assert not notes[test].statements <= _sent(notes, {*always, *taken[:number]})


def _sent(notes: dict[str, Note], tests: object) -> set[str]:
    return {one for test, note in notes.items() if test in tests for one in note.statements}  # type: ignore[operator]


def test_newer_notes_replace_older_of_the_same_test(tmp_path: Path) -> None:
    assert read_notes(tmp_path) == {}
    keep_notes(tmp_path, {"a": Note(1, frozenset("一")), "b": Note(2, frozenset("二三"))})
    keep_notes(tmp_path, {"a": Note(3, frozenset("四"))})
    assert read_notes(tmp_path) == {"a": Note(3, frozenset("四")), "b": Note(2, frozenset("二三"))}


@pytest.mark.django_db
def test_what_a_test_looks_up_is_not_noted(pytestconfig: pytest.Config, client: Client) -> None:
    (noting,) = [plugin for plugin in pytestconfig.pluginmanager.get_plugins() if isinstance(plugin, Noting)]
    noting.sent.clear()
    assert Holiday.objects.count()
    assert not noting.sent
    client.get("/api/letters")
    assert any("proposals_replyletter" in statement for statement in noting.sent)
