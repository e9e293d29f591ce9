"""All that is remembered of an ask, part by part; each part is one function of its module."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import dataclass

from kejiting.ask_memory.cited_documents import CitedDocument, cited_documents_of
from kejiting.ask_memory.former_answers import FormerAnswer, former_answers
from kejiting.ask_memory.nearness import AskQuestion, near_pieces
from kejiting.ask_memory.plan_matters import PlanMatter, plan_matters
from kejiting.ask_memory.promises import Promises, promises_on
from kejiting.ask_memory.settled_figures import SettledIndicator, settled_figures

# In the order of the page: the field of `AskMemory`, and its heading
PARTS = (
    ("answers", "以前的答复"),
    ("open_promises", "待落实的承诺"),
    ("figures", "最近的数据"),
    ("targets", "方案和目标"),
    ("foreign", "外单位的答复"),
    ("documents", "引用的文件"),
)


@dataclass(frozen=True, slots=True)
class MemoryPart:
    name: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class AskMemory:
    """`no_index`: the index is being built, so that only what names the ask's words itself is found."""

    answers: tuple[FormerAnswer, ...]
    foreign: tuple[FormerAnswer, ...]
    promises: Promises
    figures: tuple[SettledIndicator, ...]
    targets: tuple[PlanMatter, ...]
    documents: tuple[CitedDocument, ...]
    no_index: bool

    @property
    def open_promises(self) -> Sized:
        return self.promises.open_ones

    @property
    def parts(self) -> list[MemoryPart]:
        return [MemoryPart(name, label, len(getattr(self, name))) for name, label in PARTS]


def memory_of(asked: AskQuestion) -> AskMemory:
    """Ask the index and the base once for each part, in a number of queries that does not grow. Nothing is saved."""
    near = near_pieces(asked)
    answers = former_answers(asked, near.passages)
    both = (*answers.own, *answers.foreign)
    passages = [passage.id for answer in both for passage in answer.passages]
    promises = promises_on(asked, {answer.recommendation.pk for answer in both}, near.next_steps)
    return AskMemory(
        answers.own,
        answers.foreign,
        promises,
        settled_figures(asked, answers.passages),
        plan_matters(near.items),
        cited_documents_of(asked, passages),
        near.no_index,
    )
