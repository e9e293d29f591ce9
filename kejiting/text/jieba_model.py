"""What jieba knows of Chinese words: its dictionary, and its model of where in a word a character uses to stand.

Loading it takes half a second and 80 MB: only who packs it imports this module.
"""

from __future__ import annotations

import math
from collections import defaultdict

import jieba
from jieba import finalseg

from kejiting.text.segmenting import NEVER, Character, Model, Moves, Places

_PLACES = "BMES"


def read_model() -> Model:
    """Its characters are those that jieba knows."""
    frequencies, total = jieba.Tokenizer.gen_pfdict(jieba.get_dict_file())
    # jieba counts what it has never met as met once
    unknown = math.log(1) - math.log(total)
    words: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for word, frequency in frequencies.items():
        words[word[0]][word[1:]] = math.log(frequency) - math.log(total) if frequency else NEVER
    characters = words.keys() | set().union(*finalseg.emit_P.values())
    known = {one: _character(one, words.get(one, {"": unknown})) for one in characters}
    return Model(known, (unknown, {}, _places("")), _moves())


def _places(character: str) -> Places:
    b, m, e, s = (finalseg.emit_P[place].get(character, finalseg.MIN_FLOAT) for place in _PLACES)
    return b, m, e, s


def _character(one: str, words: dict[str, float]) -> Character:
    return words.pop("", NEVER), words, _places(one)


def _moves() -> Moves:
    firsts = {place.lower(): finalseg.start_P[place] for place in _PLACES}
    others = {f"{one}{other}".lower(): share for one, to in finalseg.trans_P.items() for other, share in to.items()}
    return Moves(**firsts, **others)
