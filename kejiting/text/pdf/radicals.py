"""The characters that their doubles stand for: programs that make PDFs put the radical ⽇ where 日 was written.

From the property Equivalent_Unified_Ideograph of the Unicode Character Database 15.0.0
(EquivalentUnifiedIdeograph.txt, © 2022 Unicode, Inc., under the Unicode licence for data files,
https://www.unicode.org/license.txt). ⺀ has no equivalent and stays; U+2E9A is not assigned.
"""

from __future__ import annotations

import re

# Each block's first code point, and what stands for it and those that follow.
_BLOCKS = (
    (
        0x2E81,
        "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵",
    ),
    (
        0x2E9B,
        "旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝"
        "雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
    ),
    (
        0x2F00,
        "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳"
        "心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸"
        "缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音"
        "頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠",
    ),
)
_IDEOGRAPHS = {first + place: char for first, chars in _BLOCKS for place, char in enumerate(chars)}
# Where fonts of the mainland give one glyph to two characters, a print of all of GB 2312 by Chromium reads so.
_SHARED_GLYPHS = {ord(read): char for read, char in zip("⼾⺕㬵〜\u2329\u232a∕―", "户彐胶～〈〉／—", strict=True)}
# 會, 議; not 会, 议: in traditional letters ⼾ is 戶, as in Unicode's table
_TRADITIONAL = re.compile("[會員關議對為國們這發]")


def without_radicals(text: str) -> str:
    """⽇⻛⻔ → 日风门: every radical becomes the ideograph it looks like, one for one; so do the few other doubles."""
    return text.translate(_IDEOGRAPHS if _TRADITIONAL.search(text) else _IDEOGRAPHS | _SHARED_GLYPHS)
