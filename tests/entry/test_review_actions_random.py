"""Whatever is pressed on the review page, in whatever order: the contents stay whole, and one press can be taken back."""

from __future__ import annotations

import os
from itertools import pairwise
from random import Random
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from kejiting.ingest.reading import read_letter
from kejiting.ingest.saving import stage_letter
from proposals.entry.header_form import header_initial
from proposals.models import LetterAct, Part, Passage, ReplyLetter
from proposals.records import LetterState, letter_state, to_parsed
from tests.entry.desk_tools import seed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

HEADS = {Part.TITLE, Part.PROPOSAL}
STEPS = 25
# `make soak` presses more
CHANCES = range(40 if "SOAK" in os.environ else 1)
PLACES = ("", "-1", "0", "7", "9999999", "x", "²", "1e3", "\0")
ACTIONS = (
    "mark:measures", "mark:outcomes", "mark:next_steps", "mark:prose", "mark:title", "begin", "split", "join", "remove",
    "end", "judge", "title", "part", "ask", "reread", "save", "field:title", "take:recommendations", "decline:agency",
)  # fmt: skip


def whole(letter: ReplyLetter) -> list[str]:
    """What is wrong with a letter's contents; nothing, if all is well."""
    passages = list(letter.passages.order_by("start", "end"))
    asks = list(letter.recommendations.order_by("position"))
    contents = [one for one in passages if one.part not in HEADS]
    wrong = [f"{one.span} is outside the text" for one in passages if one.end > len(letter.text)]
    wrong += [f"{one.span} has no words" for one in passages if not letter.text[one.start : one.end].strip()]
    wrong += [f"{a.span} and {b.span}" for a, b in pairwise(contents) if a.end > b.start]
    wrong += [f"{one.span} shows {one.text}" for one in passages if one.text != letter.public_text[one.start : one.end]]
    wrong += [f"nothing answers {ask}" for ask in asks if not any(one.recommendation_id == ask.pk for one in passages)]
    if [ask.position for ask in asks] != list(range(1, len(asks) + 1)):
        wrong.append(f"positions {[ask.position for ask in asks]}")
    wrong += [
        f"{one.part} answers nothing" for one in contents if not one.recommendation_id and one.part != "next_steps"
    ]
    wrong += ["two asks without a title"] if sum(ask.title is None for ask in asks) > 1 else []
    headings = [one.recommendation_id for one in contents if one.part == Part.RECOMMENDATION]
    wrong += ["two headings of one ask"] if len(set(headings)) < len(headings) else []
    wrong += [f"judged {one.span}" for one in letter.judged_sentences.all() if one.end > len(letter.text)]
    return wrong


def changes(letter: ReplyLetter, former: LetterState) -> list[str]:
    return [name for name, value in letter_state(letter).items() if value != former[name]]


class Chance(Random):
    """Presses buttons that can be pressed again: the same seed presses the same ones."""


def pressed(letter: ReplyLetter, random: Chance) -> dict[str, str]:
    """What a page, or somebody who makes one up, may send."""
    passages: list[Passage] = list(letter.passages.all())
    asks = list(letter.recommendations.all())
    some = random.choice(passages)
    ends = [place for one in passages for place in (one.start, one.end, (one.start + one.end) // 2)]
    start, end = sorted(random.choice([*ends, random.randrange(len(letter.text))]) for _ in range(2))
    sent = {"version": str(letter.version), "start": str(start), "end": str(end), "at": str(random.choice(ends))}
    if random.random() < 0.1:
        sent[random.choice(("start", "end", "at"))] = random.choice(PLACES)
    ask = random.choice([*[str(ask.pk) for ask in asks], "", "0", "x"])
    action = random.choice(ACTIONS)
    match action:
        case "join" | "remove":
            action = f"{action}:{some.pk}"
        case "end":
            action = f"end:{ask}"
        case "judge":
            action = f"judge:{some.start}-{some.end}-measures"
        case "title":
            sent[f"title-{ask}"] = random.choice(("", " ", "一\0二", "建" * 500, "建" * 501, "一、", "\ud800甲"))
        case "part":
            sent |= {f"part-{one.pk}": random.choice([*Part.values, "x"]) for one in random.sample(passages, 2)}
        case "ask":
            sent |= {f"ask-{one.pk}": ask for one in random.sample(passages, random.randint(1, len(passages)))}
    return sent | {"action": action}


def header_of(letter: ReplyLetter) -> dict[str, str]:
    return {name: str(value) for name, value in header_initial(to_parsed(letter)).items() if value is not None}


@pytest.mark.parametrize("chance", CHANCES)
@pytest.mark.parametrize("number", ["000", "003"])
def test_the_contents_stay_whole(editor_client: Client, editor: User, number: str, chance: int) -> None:
    letter = stage_letter(read_letter("letter.txt", seed(number)), by=editor)
    random = Chance(chance)
    assert whole(letter) == []
    last = 0

    for _ in range(STEPS):
        sent, former = pressed(letter, random), letter_state(letter)
        address = reverse("entry_review", args=[letter.pk])
        form = urlencode(header_of(letter) | sent, errors="surrogatepass")
        answer = editor_client.post(address, form, content_type="application/x-www-form-urlencoded")
        letter.refresh_from_db()

        assert (answer.status_code in {302, 422}, whole(letter)) == (True, []), sent
        edit = LetterAct.objects.filter(pk__gt=last).exclude(kind="found").last()
        assert (edit is None) == (changes(letter, former) == []), sent
        if edit and random.random() < 0.3:
            editor_client.post(address, {"action": f"undo:{edit.pk}"})
            letter.refresh_from_db()

            assert changes(letter, former) == [], sent
        last = getattr(LetterAct.objects.last(), "pk", 0)
