"""How long a save takes until a search finds it; to be run where Django is set up: `manage.py shell`."""

from __future__ import annotations

import json
import sys
import time

from kejiting.indexing import sync
from kejiting.search import SearchQuery, parse_terms
from proposals.models import ReplyLetter, Status
from proposals.records import set_status

SAVES = 30
_CHARACTERS = 8


def measure() -> None:
    """Print the milliseconds of each save, as a list in JSON."""
    pks = list(ReplyLetter.objects.published().order_by("pk").values_list("pk", flat=True))
    sys.stdout.write(json.dumps([_published_anew(pk) for pk in pks[:: -(-len(pks) // SAVES)]]))


def _published_anew(pk: int) -> float:
    """Milliseconds from publishing a letter, which was withdrawn before, to an answer that has it."""
    letter = ReplyLetter.objects.get(pk=pk)
    passage = letter.passages.order_by("start").first()
    if passage is None:
        raise RuntimeError(f"{letter.key} has no passages")
    start = letter.text[passage.start : passage.start + _CHARACTERS]
    query = SearchQuery(parse_terms(f'"{start}"'))
    set_status(letter, Status.WITHDRAWN, reason="量速度")
    sync.sync_pending()
    if _finds(query, letter.key):
        raise RuntimeError(f"{letter.key} is withdrawn, and is found by {start}")
    began = time.perf_counter()
    set_status(letter, Status.PUBLISHED)
    sync.sync_pending()
    is_found = _finds(query, letter.key)
    taken = (time.perf_counter() - began) * 1000
    if not is_found:
        raise RuntimeError(f"{letter.key} was published, and is not found by {start}")
    return taken


def _finds(query: SearchQuery, key: str) -> bool:
    return any(document.key == key for document in sync.search(query).documents)
