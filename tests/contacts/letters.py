"""Letters in which the lines of `wordings.txt` stand, and what of them may be shown."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

WORDINGS = Path(__file__).parent / "wordings.txt"
HELD_OUT = Path(__file__).parent / "wordings_held_out.txt"
OF_LABELS = Path(__file__).parent / "wordings_of_labels.txt"
_SIGNS = {"⏎": "\n", "→": "\t", "{zw}": "\u200b", "{wj}": "\u2060", "{shy}": "\u00ad"} | {
    "{lro}": "\u202d",
    "{pdf}": "\u202c",
    "{lrm}": "\u200e",
}
_LETTER = """{head}
发文字号：甲科发〔2025〕{serial}号
对省政协十三届三次会议第{serial}号委员提案的答复
程洪福委员：
您提出的《关于推动科技成果转化的建议》收悉，现答复如下：
一、关于“建立技术转移机构”的建议
（一）落实举措
1.我厅出台第{serial}号办法，支持高校建设技术转移机构。
（二）取得成效
1.全省技术经纪人达到{count}人。
{answer}
（三）下一步工作
1.将继续加大支持力度，培训{count}人。
感谢您对我省科技工作的关心和支持！
吉林省科学技术厅
2025年6月18日
{foot}
"""
STAYS = ("程洪福", "吉林省科学技术厅", "落实举措", "感谢您对我省科技工作的关心和支持")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Wording:
    """A line that stands in a `part` of a letter; `hidden` and `shown` as they are compared."""

    number: int
    part: str
    line: str
    hidden: tuple[str, ...]
    shown: tuple[str, ...]

    @property
    def letter(self) -> str:
        return letter_with([self])


def letter_with(some: Sequence[Wording]) -> str:
    """Return a letter in which all of them stand, each at its place, with other lines between them."""
    parts = {"head": ["索 引 号：112200/2025-00001"], "answer": ["2.开展对接活动15场。"], "foot": []}
    for wording in some:
        parts["answer" if wording.part == "stays" else wording.part] += [wording.line, "附件：无"][: len(some)]
    serial = some[0].number if some else 700
    return _LETTER.format(serial=serial, count=3000 + serial, **{part: "\n".join(parts[part]) for part in parts})


def wordings(path: Path = WORDINGS) -> Iterator[Wording]:
    part, line, number = "", "", 700
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.startswith("=="):
            part = row.split()[1].rstrip(":")
        elif row.startswith("  "):
            number += 1
            hidden, *shown = row.split("+")
            yield Wording(number, part, line, _pieces(hidden), tuple(map(compared, shown)))
        elif row and not row.startswith("#"):
            line = row
            for sign, char in _SIGNS.items():
                line = line.replace(sign, char)


def _pieces(row: str) -> tuple[str, ...]:
    return tuple(filter(None, map(compared, row.split("|"))))


def compared(shown: str) -> str:
    """What a reader sees of a page, a file or a text: no marks, no white space, one width."""
    plain = unicodedata.normalize("NFKC", html.unescape(_TAG.sub("", shown)))
    return "".join(char for char in plain if not char.isspace() and unicodedata.category(char) != "Cf")
