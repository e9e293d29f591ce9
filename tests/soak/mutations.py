"""What happens to a letter's text on its way through scanners, editors and hands: one small change each."""

from __future__ import annotations

from collections.abc import Callable

from tests.disturbed.disturbances import DISTURBANCES
from tests.soak.chance import Chance

Mutation = Callable[[str, Chance], str]

_BLANKS = " \u3000\t\u2003\n\r\u2028\x0b\x0c\x1c\x85"
_BRACKETS = "()（）〔〕[]［］【】「」『』“”\"'‘’《》〈〉〖〗"
_SIGNS = "一二三十百〇零09IVX①②.．。、，,：:；;第条项是章节年月日号件关于建议委员代表答复附抄送电话13800000000"
_STRANGE = "\ufffd\U0001f600\u0301\ue000龘𠮷壹 "


def characters_deleted(text: str, chance: Chance) -> str:
    gone = chance.stretch(len(text), 30)
    return text[: gone.start] + text[gone.stop :]


def characters_doubled(text: str, chance: Chance) -> str:
    twice = chance.stretch(len(text), 30)
    return text[: twice.stop] + text[twice.start :]


def characters_swapped(text: str, chance: Chance) -> str:
    left = chance.place(len(text))
    return text[:left] + text[left : left + 2][::-1] + text[left + 2 :]


def characters_moved(text: str, chance: Chance) -> str:
    moved = chance.stretch(len(text), 200)
    rest = text[: moved.start] + text[moved.stop :]
    place = chance.place(len(rest))
    return rest[:place] + text[moved] + rest[place:]


def line_deleted(text: str, chance: Chance) -> str:
    lines = text.splitlines(keepends=True)
    del lines[chance.stretch(len(lines), 3)]
    return "".join(lines)


def line_doubled(text: str, chance: Chance) -> str:
    lines = text.splitlines(keepends=True)
    twice = lines[chance.stretch(len(lines), 3)]
    place = chance.place(len(lines))
    return "".join([*lines[:place], *twice, *lines[place:]])


def lines_swapped(text: str, chance: Chance) -> str:
    lines = text.splitlines(keepends=True)
    if lines:
        one, other = chance.place(len(lines)), chance.place(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines)


def lines_joined(text: str, chance: Chance) -> str:
    return text.replace("\n", "", chance.randint(1, 5))


def line_broken(text: str, chance: Chance) -> str:
    place = chance.place(len(text))
    return f"{text[:place]}\n{text[place:]}"


def digits_changed(text: str, chance: Chance) -> str:
    return _replaced(text, chance, str.isdigit, "0123456789一二三十")


def brackets_changed(text: str, chance: Chance) -> str:
    return _replaced(text, chance, _BRACKETS.__contains__, _BRACKETS)


def blanks_changed(text: str, chance: Chance) -> str:
    return _replaced(text, chance, str.isspace, _BLANKS)


def disturbed(text: str, chance: Chance) -> str:
    """A piece, or all of it, written otherwise."""
    piece = slice(0, len(text)) if chance.one_in(2) else chance.stretch(len(text), 300)
    disturb = chance.choice(list(DISTURBANCES.values()))
    return text[: piece.start] + disturb(text[piece]) + text[piece.stop :]


def blanks_inserted(text: str, chance: Chance) -> str:
    return _inserted(text, chance, _BLANKS)


def signs_inserted(text: str, chance: Chance) -> str:
    return _inserted(text, chance, _SIGNS + _BRACKETS)


def strange_inserted(text: str, chance: Chance) -> str:
    return _inserted(text, chance, _STRANGE)


def cut_off(text: str, chance: Chance) -> str:
    return text[chance.stretch(len(text), len(text) or 1)]


MUTATIONS: tuple[Mutation, ...] = (
    characters_deleted,
    characters_doubled,
    characters_swapped,
    characters_moved,
    line_deleted,
    line_doubled,
    lines_swapped,
    lines_joined,
    line_broken,
    digits_changed,
    brackets_changed,
    blanks_changed,
    disturbed,
    blanks_inserted,
    signs_inserted,
    strange_inserted,
    cut_off,
)


def spliced(one: str, other: str, chance: Chance) -> str:
    """The beginning of one letter and the end of another, or one within the other."""
    return one[: chance.place(len(one))] + other[chance.place(len(other)) :] + ("" if chance.one_in(2) else one)


def mutated(text: str, chance: Chance) -> str:
    for _ in range(chance.randint(1, 12)):
        text = chance.choice(MUTATIONS)(text, chance)
    return text


def _replaced(text: str, chance: Chance, chosen: Callable[[str], bool], by: str) -> str:
    return "".join(chance.choice(by) if chosen(char) and chance.one_in(10) else char for char in text)


def _inserted(text: str, chance: Chance, signs: str) -> str:
    for _ in range(chance.randint(1, 8)):
        place = chance.place(len(text))
        text = text[:place] + chance.choice(signs) * chance.randint(1, 3) + text[place:]
    return text
