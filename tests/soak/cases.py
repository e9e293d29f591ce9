"""Cases of fuzzing: a file made of seed letters, the same one for the same seed and number."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from tests.bench.letters import as_docx, as_html, as_pdf, seed_texts
from tests.soak.chance import Chance
from tests.soak.mutations import mutated, spliced

# How many of a thousand cases come in each form; the others are UTF-8 text. PDF and Word take long.
SHARES = {"gb18030": 30, "utf-16": 30, "big5": 15, "mixed": 15, "html": 25, "docx": 10, "pdf": 4}


@dataclass(frozen=True, slots=True)
class Case:
    """A file as it would arrive."""

    number: int
    name: str
    data: bytes


def make_case(seed: int, number: int) -> Case:
    chance = Chance(f"{seed}:{number}")
    draw = chance.randrange(1000)
    for form, share in SHARES.items():
        if draw < share:
            return FORMS[form](number, chance)
        draw -= share
    return Case(number, "letter.txt", _text(chance).encode())


def _text(chance: Chance) -> str:
    text = chance.choice(_seeds())
    if chance.one_in(8):
        text = spliced(text, chance.choice(_seeds()), chance)
    return mutated(text, chance)


def _encoded(encoding: str) -> Callable[[int, Chance], Case]:
    def make(number: int, chance: Chance) -> Case:
        data = _text(chance).encode(encoding, "ignore")
        return Case(number, "letter.txt", data if chance.one_in(3) else flipped(data, chance))

    return make


def _mixed(number: int, chance: Chance) -> Case:
    """The beginning in one encoding, the rest in another."""
    text = _text(chance)
    cut = chance.place(len(text))
    parts = [part.encode(chance.choice(["utf-8", "gb18030", "utf-16-le"])) for part in (text[:cut], text[cut:])]
    return Case(number, "letter.txt", b"".join(parts))


def _html(number: int, chance: Chance) -> Case:
    page = as_html(_text(chance) or "答复")
    return Case(number, "letter.html", page if chance.one_in(3) else flipped(page, chance))


def _docx(number: int, chance: Chance) -> Case:
    """Bytes of the package flipped, or of a part inside it, which its checksums would otherwise protect."""
    package = _made("docx")[chance.place(len(_seeds()))]
    if chance.one_in(3):
        return Case(number, "letter.docx", flipped(package, chance))
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        hit = chance.choice([name for name in old.namelist() if name.endswith((".xml", ".rels"))])
        for name in old.namelist():
            new.writestr(name, flipped(old.read(name), chance) if name == hit else old.read(name))
    return Case(number, "letter.docx", made.getvalue())


def _pdf(number: int, chance: Chance) -> Case:
    return Case(number, "letter.pdf", flipped(_made("pdf")[chance.place(len(_seeds()))], chance))


def flipped(data: bytes, chance: Chance) -> bytes:
    """A few bytes changed, cut out or put in."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 10)):
        if chance.one_in(4):
            del changed[chance.stretch(len(changed), 20)]
        elif chance.one_in(4):
            place = chance.place(len(changed))
            changed[place:place] = chance.randbytes(chance.randint(1, 20))
        elif changed:
            changed[chance.place(len(changed))] = chance.randrange(256)
    return bytes(changed)


@cache
def _seeds() -> tuple[str, ...]:
    return tuple(seed_texts())


@cache
def _made(form: str) -> tuple[bytes, ...]:
    make = {"docx": as_docx, "pdf": as_pdf}[form]
    return tuple(make(text) for text in _seeds())


FORMS: dict[str, Callable[[int, Chance], Case]] = {
    "gb18030": _encoded("gb18030"),
    "utf-16": _encoded("utf-16"),
    "big5": _encoded("big5"),
    "mixed": _mixed,
    "html": _html,
    "docx": _docx,
    "pdf": _pdf,
}
