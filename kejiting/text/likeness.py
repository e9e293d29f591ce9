"""Tell texts that are nearly the same: another print of a letter, one with a paragraph changed.

A text is the set of its stretches of five characters (shingles); two texts are as alike as the share of shingles they
have in common (Jaccard). The smallest hashes of a text's shingles are a fair sample of them, so that a base finds
candidates by equal numbers (Broder, On the resemblance and containment of documents, 1997).
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from heapq import nsmallest

from kejiting.text.fold import fold

SAMPLE = 32
# Above this two texts are nearly the same: one of five answers may be another. Letters of one office stay below a tenth.
NEARLY = 0.6
# So many equal numbers of the sample make a candidate: of texts that are nearly the same some 19 are expected
ENOUGH = 9
_LENGTH = 5


def sample(text: str) -> tuple[int, ...]:
    """Return at most `SAMPLE` numbers that stand for the text, each of 63 bits; () for a text of a few characters."""
    return tuple(nsmallest(SAMPLE, map(_number, _shingles(text))))


def likeness(left: str, right: str) -> float:
    """Return how alike two texts are, from 0 to 1; white space, widths and brackets do not count."""
    ours, theirs = _shingles(left), _shingles(right)
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0


# two: a text that is compared with one after the other stays
@lru_cache(maxsize=2)
def _shingles(text: str) -> frozenset[str]:
    folded = fold(text)
    return frozenset(folded[at : at + _LENGTH] for at in range(len(folded) - _LENGTH + 1))


def _number(shingle: str) -> int:
    return int.from_bytes(blake2b(shingle.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1
