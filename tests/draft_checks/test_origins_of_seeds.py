"""Letters that took nothing from each other have no origins in each other; what is new has none."""

from __future__ import annotations

import pytest

from kejiting.origins import origins_of
from kejiting.text.spans import Span
from proposals.models import ReplyLetter


@pytest.mark.django_db
def test_seeds_took_nothing_from_each_other(seeds: dict[str, ReplyLetter]) -> None:
    for letter in seeds.values():
        pieces = [passage.span for passage in letter.passages.all() if passage.part in ("measures", "outcomes")]
        assert not origins_of(letter.text, pieces, but=(letter.pk,))


@pytest.mark.django_db
def test_a_new_sentence_has_no_source(seeds: dict[str, ReplyLetter]) -> None:
    text = "冰雪装备检测站已在三个市州建成，并向社会开放预约。"
    assert not origins_of(text, [Span(0, len(text))])
