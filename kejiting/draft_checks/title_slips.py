"""A cited title that is a slip of another one: a character apart, another sort of document, a word too many."""

from __future__ import annotations

from kejiting.draft_checks.nearness import one_edit_apart, scattered_edits
from kejiting.text.lazy_re import lazy_re
from measures.extraction.citations import without_edition

# Of a slip the beginning or the end is whole; shorter titles than that are names of many things; of how many characters a word is
WHOLE, SHORTEST, WORD = 3, 6, 2
_LONG, _VERY_LONG = 10, 16
_STANDING = ("条例", "规定", "规划")
_LEVEL = lazy_re(r"[省市县区州国]")
_PLACES = "市州县区"


def is_slip_of_title(title: str, known: str) -> bool:
    """Tell a misprint from another edition (试行, 2021年版, 3.0版) and from another place's document (省, 市)."""
    if title == known:
        return False
    if is_another_wording(title, known):
        return True
    near = one_edit_apart(title, known)
    if not (near or (min(len(title), len(known)) >= _LONG and scattered_edits(title, known))):
        return False
    if without_edition(title) == without_edition(known) or _is_of_another_place(title, known):
        return False
    if near:
        inside = len(title) != len(known) and title[:1] == known[:1]
        return inside or _LEVEL.sub("", title) != _LEVEL.sub("", known)
    return True


# What titles end with: a document of another sort under the same name is seldom another document
_SORT = lazy_re(
    r"(?P<sort>(?:实施|行动|指导|若干|工作|管理|暂行|试行|总体|专项){0,4}(?:方案|办法|意见|措施|条例|规定|计划|规划|政策))(?P<edition>\([^()]*\)|的通知)*$"
)
# Rules that carry out another document are documents of their own
_OF_ITS_OWN = lazy_re(r"细则|解读|指南|清单|通知|要点|任务|分工|[0-9]")


def is_another_wording(title: str, known: str) -> bool:
    """Tell a title with another sort of document at its end, or with a word of two characters too many or missing.

    《…改革行动方案》 for 《…改革实施方案》, 《吉林省深化…》 for 《吉林省全面深化…》; both are long.
    """
    one, other = without_edition(title), without_edition(known)
    if min(len(one), len(other)) < _LONG or one == other:
        return False
    ours, theirs = _SORT.search(one), _SORT.search(other)
    if ours and theirs and ours["sort"] != theirs["sort"]:
        return len(one[: ours.start()]) >= SHORTEST and one[: ours.start()] == other[: theirs.start()]
    if len(one) == len(other):
        # 科技人才教育 for 教育科技人才
        if sorted(one) == sorted(other):
            return True
        return len(one) >= _VERY_LONG and _is_another_word(one, other)
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if len(longer) - len(shorter) != WORD:
        return False
    start = next((at for at, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    word = longer[start : start + WORD]
    inside = WHOLE <= start <= len(shorter) - WHOLE
    return (
        inside
        and longer[start + WORD :] == shorter[start:]
        and word.isalpha()
        and not _OF_ITS_OWN.search(word)
        and not _LEVEL.search(word)
    )


def _is_another_word(one: str, other: str) -> bool:
    """使用权 for 所有权 inside a long title: one word of two characters is another."""
    differ = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if not differ or differ[-1] - differ[0] >= WORD:
        return False
    words = one[differ[0] : differ[-1] + 1] + other[differ[0] : differ[-1] + 1]
    inside = differ[0] >= WHOLE and differ[-1] < len(one) - WHOLE
    return inside and words.isalpha() and not (_OF_ITS_OWN.search(words) or _LEVEL.search(words))


def are_of_one_matter(title: str, other: str) -> bool:
    """Tell rules and the plan of years for one matter, which a letter rightly cites both: …保护条例, …保护总体规划."""
    sorts = [found["sort"] for found in map(_SORT.search, map(without_edition, (title, other))) if found]
    return len(sorts) == 2 and sorts[0][-2:] != sorts[1][-2:] and any(sort.endswith(_STANDING) for sort in sorts)


def _is_of_another_place(title: str, known: str) -> bool:
    """白山市…细则, 白城市…细则."""
    pairs = list(zip(title, known, strict=False))
    at = next((at for at, (a, b) in enumerate(pairs) if a != b), len(pairs))
    return title[at + 1 : at + 2] == known[at + 1 : at + 2] != "" and title[at + 1] in _PLACES
