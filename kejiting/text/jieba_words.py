"""jieba's own words, for a machine that rjieba has no wheel for: the same, in many times its time and twice its memory.

Where two cuts are all but equally likely, last digits decide between them. Those are rjieba's here: a word that the
dictionary lists twice counts once, and what a character's place in a word weighs has six decimals.
"""

from __future__ import annotations

from collections.abc import Callable

import jieba
from jieba import finalseg


class _Tokenizer(jieba.Tokenizer):  # type: ignore[misc]  # jieba has no types
    """Reads the dictionary with the first cut, in a second."""

    initialized: bool

    def initialize(self, dictionary: str | None = None) -> None:
        """Neither keep a file in the temporary folder, where it belongs to whoever came first, nor tell of it."""
        with self.lock:
            if self.initialized:
                return
            self.FREQ, _ = self.gen_pfdict(self.get_dict_file())
            self.total = sum(self.FREQ.values())
            self.initialized = True


finalseg.emit_P = {
    place: {character: round(weight, 6) for character, weight in weights.items()}
    for place, weights in finalseg.emit_P.items()
}
cut_han: Callable[[str], list[str]] = _Tokenizer().lcut
