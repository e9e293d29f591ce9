"""The characters that their doubles stand for: programs that make PDFs put the radical ⽇ where 日 was written.

Radicals of the Kangxi block have a compatibility mapping. Those of the supplement are from the property
Equivalent_Unified_Ideograph of the Unicode Character Database 15.0.0 (EquivalentUnifiedIdeograph.txt, © 2022 Unicode,
Inc., under the Unicode licence, https://www.unicode.org/license.txt); ⺀ has none, U+2E9A is not assigned.
"""

from __future__ import annotations

import unicodedata

from kejiting.text.lazy_re import lazy_re

# From the first code point on, what each stands for
_SUPPLEMENT = {
    0x2E81: "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵",
    0x2E9B: "旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝"
    "雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
}
_DOUBLES = {first + place: char for first, chars in _SUPPLEMENT.items() for place, char in enumerate(chars)} | {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)
}
# Where fonts of the mainland give one glyph to two characters, a print of all of GB 2312 by Chromium reads so.
_SHARED_GLYPHS = {ord(read): char for read, char in zip("⼾⺕㬵〜\u2329\u232a∕―", "户彐胶～〈〉／—", strict=True)}
# 會, 議; not 会, 议: in traditional letters ⼾ is 戶, as in Unicode's table
_TRADITIONAL = lazy_re("[會員關議對為國們這發]")


def ideograph(char: str) -> str:
    """Return the ideograph that a radical or a compatibility ideograph stands for; other characters as they are."""
    if "\uf900" <= char <= "\ufaff" or "\U0002f800" <= char <= "\U0002fa1f":
        return unicodedata.normalize("NFC", char)
    return _DOUBLES.get(ord(char), char)


def without_radicals(text: str) -> str:
    """⽇⻛⻔ → 日风门: every radical becomes the ideograph it looks like, one for one; so do the few other doubles."""
    return text.translate(_DOUBLES if _TRADITIONAL.search(text) else _DOUBLES | _SHARED_GLYPHS)
