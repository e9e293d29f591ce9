"""Regular expressions that are compiled when they are first used: some 800 of them took half of a server's start."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def lazy_re(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`, except that a mistake in the pattern raises re.error at its first use. For a module's constants.

    What a function compiles as it goes stays with `re.compile`, which keeps what it has compiled.
    """
    return cast("re.Pattern[AnyStr]", LazyPattern(pattern, flags))


class LazyPattern:
    """Stands for the compiled pattern: what is asked of it is taken from there once, and then is its own."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self.passed_flags = flags

    def __repr__(self) -> str:
        return f"lazy_re({self.pattern!r})"

    def __getattr__(self, name: str) -> Any:
        compiled = self.__dict__.get("compiled") or re.compile(self.pattern, self.passed_flags)
        value = getattr(compiled, name)
        self.__dict__.update({"compiled": compiled, name: value})
        return value
