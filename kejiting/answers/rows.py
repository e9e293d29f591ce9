"""What a page shows of the letters and plans found, from the base."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kejiting.answers.found import AnsweredProposal, FoundPassage, Person
from kejiting.runtime.sql import rows
from kejiting.search import DocumentHits
from kejiting.web.addresses import page_address
from measures.models import Plan, PlanItem
from proposals.citation import cite
from proposals.models import CongressSession, Delegate, Recommendation, ReplyLetter

# In the order of the model's fields
_HEAD = ("id", "title", "doc_number", "answering", "written_on", "text", "masked")
_LETTERS = f"""
SELECT {", ".join(_HEAD)} FROM proposals_replyletter WHERE status = 'published' AND id IN ({{}})
"""  # noqa: S608 - names of ours
_PASSAGES = """
SELECT passage.id, passage.letter_id, passage.part, passage.start, passage."end", ask.position, ask.title
FROM proposals_passage AS passage LEFT JOIN proposals_recommendation AS ask ON ask.id = passage.recommendation_id
WHERE passage.id IN ({})
"""
_ASKED = """
SELECT answer.letter_id, proposal.id, proposal.number, session.body, session.region, session.term, session.meeting,
    delegate.id, COALESCE(NULLIF(signature.printed, ''), delegate.name), delegate.kind
FROM proposals_answer AS answer
JOIN proposals_proposal AS proposal ON proposal.id = answer.proposal_id
LEFT JOIN proposals_congresssession AS session ON session.id = proposal.session_id
LEFT JOIN proposals_signature AS signature ON signature.proposal_id = proposal.id
LEFT JOIN proposals_delegate AS delegate ON delegate.id = signature.delegate_id
WHERE answer.letter_id IN ({}) ORDER BY answer.position, answer.id, signature.position, signature.id
"""


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """`passages` by their number."""

    document: ReplyLetter | Plan
    url: str
    asked: tuple[AnsweredProposal, ...]
    passages: dict[int, FoundPassage]


def shown_documents(found: Sequence[DocumentHits]) -> dict[str, ShownDocument]:
    """By key, those that are still there and published, in a number of queries that does not grow."""
    passages: dict[str, dict[int, list[int]]] = {"letter": {}, "plan": {}}
    for document in found:
        name, _, pk = document.key.partition(":")
        passages[name][int(pk)] = [hit.passage for hit in document.hits]
    return {one.document.key: one for one in [*_letters(passages["letter"]), *_plans(passages["plan"])]}


def _letters(wanted: dict[int, list[int]]) -> list[ShownDocument]:
    if not wanted:
        return []
    letters = {row[0]: _head(row) for row in _found_by(_LETTERS, list(wanted))}
    urls = {pk: page_address("letter", pk) for pk in letters}
    texts = {pk: letter.public_text for pk, letter in letters.items()}
    passages: dict[int, dict[int, FoundPassage]] = defaultdict(dict)
    # the same for all passages of an ask
    citations: dict[tuple[int, int | None], str] = {}
    for pk, letter, part, start, end, position, title in _found_by(
        _PASSAGES, [one for ones in wanted.values() for one in ones]
    ):
        if letter in letters:
            citation = citations.get((letter, position))
            if citation is None:
                ask = Recommendation(position=position, title=title) if position else None
                citation = citations[letter, position] = cite(letters[letter], ask)
            text = texts[letter][start:end]
            passages[letter][pk] = FoundPassage(pk, part, citation, title, text, f"{urls[letter]}#p{pk}")
    asked = _asked(letters)
    return [
        ShownDocument(letter, urls[pk], tuple(asked.get(pk, {}).values()), passages[pk])
        for pk, letter in letters.items()
    ]


def _head(row: tuple[Any, ...]) -> ReplyLetter:
    """As `raw` makes it, which takes longer to compose the question than to fetch ten letters."""
    *head, masked = row
    return ReplyLetter.from_db(None, _HEAD, [*head, json.loads(masked)])


def _asked(letters: Iterable[int]) -> dict[int, dict[int, AnsweredProposal]]:
    """By letter and proposal, in the order of the letter."""
    asked: dict[int, dict[int, AnsweredProposal]] = defaultdict(dict)
    for letter, proposal, number, *session, delegate, name, kind in _found_by(_ASKED, list(letters)):
        one = asked[letter].get(proposal)
        people = one.people if one else ()
        if delegate is not None:
            people = (*people, Person(_named(name, kind), page_address("delegate", delegate)))
        asked[letter][proposal] = AnsweredProposal(_proposal(number, *session), people)
    return asked


def _plans(wanted: dict[int, list[int]]) -> list[ShownDocument]:
    if not wanted:
        return []
    plans = Plan.objects.published().defer("as_read_text").in_bulk(list(wanted))
    passages: dict[int, dict[int, FoundPassage]] = defaultdict(dict)
    for item in PlanItem.objects.filter(pk__in=[one for ones in wanted.values() for one in ones]):
        if plan := plans.get(item.plan_id):
            text = plan.public_text[item.start : item.end]
            passages[plan.pk][item.pk] = FoundPassage(
                item.pk, "plan", plan.citation, None, text, item.get_absolute_url()
            )
    return [ShownDocument(plan, plan.get_absolute_url(), (), passages[plan.pk]) for plan in plans.values()]


def _found_by(query: str, keys: Sequence[int]) -> list[tuple[Any, ...]]:
    return rows(_in(query, keys), keys) if keys else []


def _in(query: str, keys: Iterable[int]) -> str:
    return query.format(", ".join("%s" for _ in keys))


@lru_cache(maxsize=4096)
def _named(name: str, kind: str | None) -> str:
    return str(Delegate(name=name, kind=kind))


@lru_cache(maxsize=4096)
def _proposal(number: str | None, body: str | None, region: str | None, term: int | None, meeting: int | None) -> str:
    """省政协十三届三次会议 第157号"""
    session = (
        CongressSession(body=body, region=region, term=term, meeting=meeting) if body and region and term else None
    )
    return " ".join([*([str(session)] if session else []), *([f"第{number}号"] if number else [])])
