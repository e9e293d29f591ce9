"""Cited documents that are in the base themselves: a plan by its title or number, a letter by its number."""

from __future__ import annotations

from django.db.models import Q

from measures.extraction.citations import number_key, title_key
from measures.models import Plan
from proposals.models import ReplyLetter
from proposals.parsing import read_doc_number


def held_documents(key: str, number: str | None) -> list[Plan | ReplyLetter]:
    """Of a key and a number as printed; two queries, of which that of plans reads only their heads."""
    keys = {key, number_key(number) if number else key}
    heads = Plan.objects.only("title", "doc_number")
    plans = [plan for plan in heads if keys & _keys_of(plan)]
    read = read_doc_number(number) if number else None
    if read is None:
        return list(plans)
    wanted = Q(doc_year=read.year, doc_serial=read.serial, doc_code=read.code)
    fitting = ReplyLetter.objects.filter(wanted).order_by().values("pk")
    letters = ReplyLetter.objects.published().filter(pk__in=fitting).only("title", "doc_number", "written_on")
    return [*plans, *letters.order_by("-pk")[:5]]


def _keys_of(plan: Plan) -> frozenset[str]:
    keys = (title_key(plan.title) if plan.title else None, number_key(plan.doc_number) if plan.doc_number else None)
    return frozenset(filter(None, keys))
