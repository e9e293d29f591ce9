"""Words of a folded text, for ranking: jieba for Chinese, our own rule for numbers and Latin."""

from __future__ import annotations

import logging
import marshal
import re
from contextlib import suppress
from pathlib import Path

import jieba

# 1928 | 个 in 1928个; 27.27 in 27.27%; r&d, 5g, covid-19 whole; not 成果转化 (jieba's part).
_HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
_RUN = re.compile(
    r"[0-9]+(?:[.,][0-9]+)*(?![0-9a-z])"
    r"|[0-9a-z]+(?:[-&+./_][0-9a-z]+)*"
    rf"|(?P<han>{_HAN})"
)
_CACHE = "jieba.cache"


class _Tokenizer(jieba.Tokenizer):  # type: ignore[misc]  # jieba carries no types
    """Reads its cache whole: jieba itself reads it word by word from the file, which takes three times as long."""

    initialized: bool

    def initialize(self, dictionary: str | None = None) -> None:
        with self.lock, suppress(OSError, EOFError, TypeError, ValueError):
            if not self.initialized and self.tmp_dir:
                self.FREQ, self.total = marshal.loads(Path(self.tmp_dir, _CACHE).read_bytes())
                self.initialized = True
        super().initialize(dictionary)


_TOKENIZER = _Tokenizer()

# It tells of its loading, and of a cache it could not write, on stderr: nobody asked, and nothing depends on it.
logging.getLogger("jieba").setLevel(logging.CRITICAL)


def use_cache_folder(path: Path) -> None:
    """Keep jieba's cache in `path`: the default, the temporary folder, belongs to whoever came first."""
    path.mkdir(parents=True, exist_ok=True)
    _TOKENIZER.tmp_dir = str(path)


def cut(folded: str) -> list[str]:
    """`1928个技术合同,r&d` → ["1928", "个", "技术", "合同", "r&d"]. No word overlaps another, marks are dropped.

    jieba loads its dictionary at the first call (about a second) behind a lock of its own.
    """
    words: list[str] = []
    for run in _RUN.finditer(folded):
        words.extend(_TOKENIZER.cut(run[0]) if run["han"] else [run[0]])
    return words
