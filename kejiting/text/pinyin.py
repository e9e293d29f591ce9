"""How people type a name in Latin letters: whole (wanghongfu) or by initials (whf), with every reading of the surname.

单 解 仇 区 查 朴 盖 曾 are read otherwise as surnames than elsewhere, and by some people; all readings count.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from unicodedata import normalize

from kejiting.text.lazy_re import lazy_re

# How a character is read that opens a person's name, where it is read otherwise elsewhere
_SURNAMES = {"单": "shan", "解": "xie", "仇": "qiu", "区": "ou", "查": "zha", "朴": "piao", "盖": "ge", "曾": "zeng"}
_LONGEST_PERSON = 4
_NOT_HAN = lazy_re(r"[^\u3400-\u9fff\U00020000-\U0003ffff]")
# Marks of the four tones, parted from their letters; an umlaut stays
_TONES = dict.fromkeys(map(ord, "\u0304\u0301\u030c\u0300"))

# wang hong-fu, whf, w; not 3d
_TYPED = lazy_re(r"[a-z][a-z\s'’·-]{0,40}")


def pinyin_keys(name: str) -> frozenset[str]:
    """王洪福 → wanghongfu, whf; 单丹 → shandan, dandan, chandan, sd, dd, cd. Nothing for a name without characters."""
    characters = _NOT_HAN.sub("", name)
    if not characters:
        return frozenset()
    tables = _tables()
    usual, *rest = tables.lazy_pinyin(characters, errors="ignore")
    (readings,) = tables.pinyin(characters[0], style=tables.Style.NORMAL, heteronym=True)
    firsts = {usual, *readings}
    return frozenset(first + "".join(rest) for first in firsts) | frozenset(
        first[0] + "".join(syllable[0] for syllable in rest) for first in firsts
    )


def pinyin_order(name: str) -> str:
    """What names are sorted by, syllable by syllable: 王洪福 → wang hong fu, 单丹 → shan dan, 5G网络 → 5g wang luo."""
    syllables = [syllable.strip().lower() for syllable in _tables().lazy_pinyin(name)]
    if syllables and len(name) <= _LONGEST_PERSON:
        syllables[0] = _SURNAMES.get(name[0], syllables[0])
    return " ".join(syllables)


@lru_cache(maxsize=8192)
def sounds(character: str) -> frozenset[str]:
    """All readings of a character, those alike that many people do not tell apart: 证 and 正, 三 and 山, 心 and 星."""
    plain = normalize("NFD", _readings().get(str(ord(character)), "")).translate(_TONES)
    return frozenset(re.sub("(?<=^[zcs])h|g$", "", reading) for reading in plain.split(",") if reading)


@cache
def _readings() -> dict[str, str]:
    """Of each character by its number: zhōng,zhòng. The library itself reads its phrases too, for a fifth of a second."""
    library = find_spec("pypinyin")
    folders = (library and library.submodule_search_locations) or [""]
    readings: dict[str, str] = json.loads(Path(folders[0], "pinyin_dict.json").read_bytes())
    return readings


@cache
def _tables() -> ModuleType:
    """They take 50 MB and a fifth of a second, and most processes never spell a name."""
    return import_module("pypinyin")


def typed(words: str) -> str:
    """What was typed, as spellings are kept: `Wang Hong-fu`, `Lǚ` → wanghongfu, lv; "" for what is no pinyin."""
    plain = words.strip().lower().translate({ord(umlaut): "v" for umlaut in "üǖǘǚǜ"})
    return re.sub(r"[\s'’·-]", "", plain) if _TYPED.fullmatch(plain) else ""
