"""Questions of each kind for the letters of `corpus`, each of words that no other question has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from kejiting.search import Document, Filters, SearchQuery, Sort, parse_terms
from kejiting.text.fold import fold
from kejiting.text.words import cut
from tests.bench.corpus import documents
from tests.soak.chance import Chance

QUESTIONS_A_KIND = 12
_SAMPLE = 300


class Asker:
    """Knows from a sample of letters which words are common and which are rare."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._chance = Chance(1)
        self._texts = [fold(entry.text) for document in documents[:_SAMPLE] for entry in document.entries]
        counts = Counter(word for text in self._texts for word in set(cut(text)) if len(word) > 1)
        share = {word: count / len(self._texts) for word, count in counts.items() if not word.isascii()}
        self._common = iter(sorted((word for word in share if 0.01 < share[word] < 0.5), key=share.__getitem__)[::-1])
        self._rare = iter([word for word, count in sorted(counts.items()) if count == 1 and not word.isascii()])
        self._names = iter(name for document in documents for name in document.properties["delegate"])

    def common(self) -> str:
        return next(self._common)

    def rare(self) -> str:
        return next(self._rare)

    def name(self) -> str:
        return next(self._names)

    def words_apart(self, count: int) -> str:
        return " ".join(self.common() for _ in range(count))

    def alternatives(self) -> str:
        return " OR ".join(self.common() for _ in range(3))

    def piece(self, length: int) -> str:
        """That many characters out of a text, wherever words begin and end there."""
        text = self._chance.choice([text for text in self._texts if len(text) > length])
        start = self._chance.randint(0, len(text) - length)
        return text[start : start + length].strip(",.0123456789") or self.piece(length)

    def phrase(self) -> str:
        words = cut(self._chance.choice(self._texts))
        place = self._chance.randint(0, len(words) - 2)
        return f'"{words[place]} {words[place + 1]}"'

    def figure(self) -> str:
        return f"{self._chance.randint(1000, 9999)}{self._chance.choice(('万元', '个', '项'))}"

    def sentence(self) -> str:
        return "如何" + "".join(self.common() for _ in range(4)) + self.rare()


_KINDS: Mapping[str, Callable[[Asker], SearchQuery]] = {
    "rare word": lambda asker: _asked(asker.rare()),
    "common word": lambda asker: _asked(asker.common()),
    "two common words, AND": lambda asker: _asked(asker.words_apart(2)),
    "three common words, OR": lambda asker: _asked(asker.alternatives()),
    "phrase of two words": lambda asker: _asked(asker.phrase()),
    "literal across words, 6 characters": lambda asker: _asked(asker.piece(6)),
    "name": lambda asker: _asked(asker.name()),
    "number with unit": lambda asker: _asked(asker.figure()),
    "common word, one year, by date": lambda asker: _asked(asker.common(), Filters(year=2015), sort="date"),
    "five facets of a common word": lambda asker: _asked(asker.common(), sort="date"),
    "common word, page 50": lambda asker: _asked(asker.common(), page=50),
    "sentence, near passages": lambda asker: _asked(asker.sentence()),
}


def _asked(q: str, filters: Filters | None = None, sort: Sort = "relevance", page: int = 1) -> SearchQuery:
    return SearchQuery(parse_terms(q), filters or Filters(), sort, page)


def known() -> list[Document]:
    """The first letters, which an installation holds whose letters are not fewer."""
    return list(documents(_SAMPLE))


def questions(documents: Sequence[Document]) -> Iterator[tuple[str, list[SearchQuery]]]:
    asker = Asker(documents)
    for kind, ask in _KINDS.items():
        yield kind, [ask(asker) for _ in range(QUESTIONS_A_KIND)]
