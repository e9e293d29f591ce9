"""All letters are read again after the rules have become better."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from proposals.models import ReplyLetter
from proposals.parsing import ParsedLetter, parse_letter

pytestmark = pytest.mark.django_db


def test_nothing_changes_under_the_same_rules(
    seeds: dict[str, ReplyLetter], capsys: pytest.CaptureFixture[str]
) -> None:
    before = list(ReplyLetter.objects.values("title", "text", "problems", "status"))

    call_command("reread_letters")

    assert "共 4 份，0 份没有读成；0 份有新读法" in capsys.readouterr().out
    assert list(ReplyLetter.objects.values("title", "text", "problems", "status")) == before


def test_one_that_cannot_be_read_does_not_stop_the_rest(
    seeds: dict[str, ReplyLetter], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def parse(text: str) -> ParsedLetter:
        if "王洪福" in text:
            raise RuntimeError("a rule with an error")
        return parse_letter(text)

    monkeypatch.setattr("proposals.records.reread.parse_letter", parse)

    with pytest.raises(SystemExit):
        call_command("reread_letters")

    said = capsys.readouterr()
    assert "共 4 份，1 份没有读成" in said.out
    assert "原因已记入日志" in said.err
    assert {letter.version for letter in ReplyLetter.objects.all()} == {1, 2}
