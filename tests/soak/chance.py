"""Chance that can be repeated: the same seed gives the same letters."""

from __future__ import annotations

import random


class Chance(random.Random):
    """Draws places in texts and files."""

    def one_in(self, count: int) -> bool:
        return self.randrange(count) == 0

    def place(self, length: int) -> int:
        """Somewhere in what is `length` long; 0 if it is empty."""
        return self.randrange(length) if length else 0

    def stretch(self, length: int, longest: int) -> slice:
        """A piece of at most `longest`, nothing if there is nothing."""
        start = self.place(length)
        return slice(start, min(length, start + self.randint(1, longest)))
