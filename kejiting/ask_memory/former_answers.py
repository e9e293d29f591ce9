"""Former answers nearest to an ask, each whole: with the ask that it answered, its year, whom, and where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models.functions import Length

from kejiting.ask_memory.nearness import AskQuestion
from kejiting.ask_memory.ranking import AnswerBlock, rank_blocks
from kejiting.text.fold import fold
from kejiting.text.likeness import likeness
from measures.models import TopicName
from proposals.citation import cite
from proposals.models import Part, Passage, Recommendation, ReplyLetter

MOST_ANSWERS = 6
# Less than so much of the best one's score is another matter
_LEAST_OF_BEST = 0.3
# Headings that share a third of their stretches ask the same
_SAME_ASK = 0.33
_MOST_BLOCKS = 200
_MOST_TOPICS = 2000


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """A passage that may be picked; its text as pages show it."""

    id: int
    part: str
    text: str
    url: str

    @property
    def part_label(self) -> str:
        return str(Part(self.part).label)


@dataclass(frozen=True, slots=True)
class FormerAnswer:
    """All that a letter says to one ask; `is_same_ask`: the headings are alike, so that it was asked before."""

    letter: ReplyLetter
    recommendation: Recommendation
    passages: tuple[QuotedPassage, ...]
    score: float
    is_same_ask: bool
    is_foreign: bool

    @property
    def citation(self) -> str:
        return cite(self.letter, self.recommendation)

    @property
    def year(self) -> int | None:
        return self.letter.written_on.year if self.letter.written_on else None

    @property
    def title(self) -> str:
        return self.recommendation.title or ""

    @property
    def url(self) -> str:
        return self.passages[0].url if self.passages else self.letter.get_absolute_url()


@dataclass(frozen=True, slots=True)
class FormerAnswers:
    """`own` by the agency that answers now, `foreign` by others; the nearest first, at most `MOST_ANSWERS` of each.

    `passages` are the keys of those, and of the next ones that are not shown.
    """

    own: tuple[FormerAnswer, ...] = ()
    foreign: tuple[FormerAnswer, ...] = ()
    passages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Answered:
    """What a letter says to one ask, before it is known whether it is shown; `text` is the letter's."""

    letter: ReplyLetter
    ask: Recommendation
    passages: list[Passage]
    text: str

    @property
    def block(self) -> AnswerBlock:
        return AnswerBlock(self.ask.title or "", "\n".join(one.span.of(self.text) for one in self.passages))


def former_answers(asked: AskQuestion, near: Iterable[int]) -> FormerAnswers:
    """Rank all answers of the letters in which the near passages stand; four queries."""
    held = _answered(near)
    topics = TopicName.objects.order_by(Length("folded").desc(), "pk").values_list("folded", flat=True)[:_MOST_TOPICS]
    blocks = [one.block for one in held]
    scores = rank_blocks(f"{asked.title}\n{asked.text}", asked.heading, asked.matter, blocks, topics)
    ranked = [(score, one) for score, one in zip(scores, held, strict=True) if score > 0]
    ranked.sort(key=lambda pair: (-pair[0], -pair[1].letter.pk, pair[1].ask.position))
    passages = tuple(passage.pk for _, one in ranked[: 2 * MOST_ANSWERS] for passage in one.passages)
    return FormerAnswers(_nearest(asked, ranked, is_foreign=False), _nearest(asked, ranked, is_foreign=True), passages)


def _answered(near: Iterable[int]) -> list[_Answered]:
    letters_near = Passage.objects.published().filter(pk__in=list(near)).order_by().values("letter")
    asks = Recommendation.objects.filter(letter__in=letters_near).order_by("-pk")
    wanted = list(asks.values_list("pk", flat=True)[:_MOST_BLOCKS])
    passages = Passage.objects.filter(recommendation__in=wanted).exclude(part=Part.RECOMMENDATION)
    by_ask = defaultdict[Recommendation, list[Passage]](list)
    for passage in passages.select_related("recommendation").order_by("letter", "start", "pk"):
        if passage.recommendation:
            by_ask[passage.recommendation].append(passage)
    letters = ReplyLetter.objects.heads("text", "masked", "agency", "answering").in_bulk(
        {ask.letter_id for ask in by_ask}
    )
    texts = {pk: letter.public_text for pk, letter in letters.items()}
    return [
        _Answered(letters[ask.letter_id], ask, some, texts[ask.letter_id])
        for ask, some in by_ask.items()
        if ask.letter_id in letters
    ]


def _nearest(
    asked: AskQuestion, ranked: Iterable[tuple[float, _Answered]], *, is_foreign: bool
) -> tuple[FormerAnswer, ...]:
    own = fold(asked.agency)
    some = [
        pair
        for pair in ranked
        if bool(own and pair[1].letter.agency and fold(pair[1].letter.agency) != own) == is_foreign
    ][:MOST_ANSWERS]
    least = some[0][0] * _LEAST_OF_BEST if some else 0
    return tuple(_answer(asked, one, score, is_foreign=is_foreign) for score, one in some if score >= least)


def _answer(asked: AskQuestion, one: _Answered, score: float, *, is_foreign: bool) -> FormerAnswer:
    passages = tuple(
        QuotedPassage(passage.pk, passage.part, passage.span.of(one.text), passage.get_absolute_url())
        for passage in one.passages
    )
    is_same = bool(asked.title and one.ask.title and likeness(asked.title, one.ask.title) >= _SAME_ASK)
    return FormerAnswer(one.letter, one.ask, passages, score, is_same, is_foreign)
