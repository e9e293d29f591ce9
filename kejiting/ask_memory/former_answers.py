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
    """`own` by the agency that answers now, `foreign` by others; the nearest first, at most `MOST_ANSWERS` of each."""

    own: tuple[FormerAnswer, ...] = ()
    foreign: tuple[FormerAnswer, ...] = ()


def former_answers(asked: AskQuestion, near: Iterable[int]) -> FormerAnswers:
    """Rank all answers of the letters in which the near passages stand; four queries."""
    letters_near = Passage.objects.published().filter(pk__in=list(near)).order_by().values("letter")
    asks = Recommendation.objects.filter(letter__in=letters_near).order_by("-pk")
    wanted = list(asks.values_list("pk", flat=True)[:_MOST_BLOCKS])
    passages = Passage.objects.filter(recommendation__in=wanted).select_related("recommendation")
    by_ask = defaultdict[int, list[Passage]](list)
    for passage in passages.order_by("letter", "start", "pk"):
        by_ask[passage.recommendation_id or 0].append(passage)
    letters = ReplyLetter.objects.heads("text", "masked", "agency", "answering").in_bulk(
        {some[0].letter_id for some in by_ask.values()}
    )
    texts = {pk: letter.public_text for pk, letter in letters.items()}
    held = [some for some in by_ask.values() if some[0].letter_id in letters]
    topics = TopicName.objects.order_by(Length("folded").desc(), "pk").values_list("folded", flat=True)[:_MOST_TOPICS]
    own_name = fold(asked.agency)
    blocks = [_block(some, texts[some[0].letter_id]) for some in held]
    scores = rank_blocks(f"{asked.title}\n{asked.text}", blocks, topics)
    answers = []
    for some, score in zip(held, scores, strict=True):
        letter, ask = letters[some[0].letter_id], some[0].recommendation
        if ask is None or score <= 0:
            continue
        quoted = [
            QuotedPassage(one.pk, one.part, one.span.of(texts[letter.pk]), one.get_absolute_url())
            for one in some
            if one.part != Part.RECOMMENDATION
        ]
        if quoted:
            is_same = bool(asked.title and ask.title and likeness(asked.title, ask.title) >= _SAME_ASK)
            is_foreign = bool(own_name and letter.agency and fold(letter.agency) != own_name)
            answers.append(FormerAnswer(letter, ask, tuple(quoted), score, is_same, is_foreign))
    answers.sort(key=lambda one: (-one.score, -one.letter.pk, one.recommendation.position))
    return FormerAnswers(_nearest(answers, is_foreign=False), _nearest(answers, is_foreign=True))


def _nearest(answers: list[FormerAnswer], *, is_foreign: bool) -> tuple[FormerAnswer, ...]:
    some = [one for one in answers if one.is_foreign == is_foreign]
    least = some[0].score * _LEAST_OF_BEST if some else 0
    return tuple(one for one in some if one.score >= least)[:MOST_ANSWERS]


def _block(passages: list[Passage], text: str) -> AnswerBlock:
    ask = passages[0].recommendation
    said = [one.span.of(text) for one in passages if one.part != Part.RECOMMENDATION]
    return AnswerBlock((ask.title if ask else "") or "", "\n".join(said))
