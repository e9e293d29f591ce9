"""Words that are nearly the same: one slip apart, or alike to the ear."""

from __future__ import annotations

from difflib import SequenceMatcher

from kejiting.text.pinyin import sounds


def one_edit_apart(one: str, other: str) -> bool:
    """Tell whether one character is another, missing or too many, or two neighbours stand in each other's place."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, other_rest = one[start:], other[start:]
    return (
        rest[1:] == other_rest[1:]
        or rest[1:] == other_rest
        or rest == other_rest[1:]
        or (rest[:2] == other_rest[:2][::-1] and rest[2:] == other_rest[2:])
    )


def likeness(one: str, other: str) -> float:
    """Return how much of two strings is the same, from 0 to 1; of long ones that are unlike only an upper bound."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    bound = matcher.quick_ratio()
    return matcher.ratio() if bound >= 0.7 else bound


def sound_alike(one: str, other: str) -> bool:
    """王洪福, 王鸿福: each character has a reading of the other's."""
    return len(one) == len(other) and all(a == b or sounds(a) & sounds(b) for a, b in zip(one, other, strict=True))


def scattered_edits(one: str, other: str) -> bool:
    """Tell whether two single characters, apart from each other, are all that differs; two in a row are another word."""
    if abs(len(one) - len(other)) > 1:
        return False
    changes = [code for code in SequenceMatcher(None, one, other, autojunk=False).get_opcodes() if code[0] != "equal"]
    return len(changes) == 2 and all(max(code[2] - code[1], code[4] - code[3]) == 1 for code in changes)


def is_swapped(one: str, other: str) -> bool:
    """王福洪, 王洪福: the same characters, two neighbours changed about."""
    return one != other and sorted(one) == sorted(other) and one_edit_apart(one, other)
