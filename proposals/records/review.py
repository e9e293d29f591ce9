"""Save what a person corrected on the review page: the header, the contents, and what the pressed button says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from kejiting.web.actions import expect_version
from proposals.models import ActKind, ReplyLetter
from proposals.records.acts import one_act
from proposals.records.contents_edit import ContentsEdit, correct_contents, judge_named_sentence
from proposals.records.corrections import correct
from proposals.records.recall import to_parsed
from proposals.records.reread import reread_letter, take_suggestion
from proposals.records.save import Provenance, save_letter
from proposals.records.suggestions import decline_suggestion


@transaction.atomic
def correct_letter(
    letter: ReplyLetter, *, expected_version: int, header: Mapping[str, Any], contents: ContentsEdit, by: User
) -> list[str]:
    """Save all that a page sent, or nothing. Returns a clause for each change of the contents.

    `header` gives each of `corrections.HEADER_FIELDS` as in `ParsedLetter`; those that are as before stay the rules'.
    Raises ActionError, RowChangedError among them.
    """
    expect_version(letter, expected_version)
    with one_act(letter, ActKind.CORRECTED, by=by):
        corrected, changed = correct(replace(to_parsed(letter), text=letter.text), header)
        if changed:
            save_letter(corrected, source=Provenance.of(letter), by=by, letter=letter, set_by_person=changed)
        changes = correct_contents(letter, contents)
        match contents.action:
            case "reread":
                reread_letter(letter, by=by)
                changes.append("已按最新规则重新识别，人工改定的没有动")
            case "take":
                take_suggestion(letter, contents.target, by=by)
                changes.append("采用了最新规则的读法")
            case "decline":
                decline_suggestion(letter, contents.target)
                changes.append("没有采用最新规则的读法")
            case "judge":
                changes.append(judge_named_sentence(letter, contents.target))
        return changes
