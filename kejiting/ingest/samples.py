"""样例: the letters and the plan that a first start reads, so that there is something to look at; and taking them out."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db.models import Q, QuerySet

from kejiting.ingest.plan_saving import discard_plan
from kejiting.ingest.saving import discard_letter
from kejiting.models import Follow, FollowKind
from measures.models import (
    CommitmentReview,
    CommitmentStep,
    DiscrepancyReview,
    Figure,
    Plan,
    RefusedFigure,
    SupersededTarget,
    TargetEvidence,
)
from measures.records import catch_up_checks, forget_seed_topics, forget_seeded_indicators
from proposals.models import Origin, ReplyLetter

_FOLDER = settings.BASE_DIR / "fixtures"
INDICATORS = _FOLDER / "indicators.toml"


@dataclass(frozen=True, slots=True)
class SamplesTaken:
    """How many of each kind were taken out."""

    letters: int
    plans: int
    indicators: int
    topics: int

    def __str__(self) -> str:
        return f"答复函 {self.letters} 份、方案 {self.plans} 份、指标 {self.indicators} 个、主题 {self.topics} 个"


def sample_files(kind: str) -> dict[str, Path]:
    """By SHA-256, those of `letters` or `plans`."""
    return {sha256(path.read_bytes()).hexdigest(): path for path in sorted((_FOLDER / kind).glob("*.txt"))}


def sample_letters() -> QuerySet[ReplyLetter]:
    """Those in the base, wherever they lie; one that another version took the place of is a sample no more."""
    return ReplyLetter.everything.filter(source_sha256__in=sample_files("letters"))


def sample_plans() -> QuerySet[Plan]:
    return Plan.everything.filter(source_sha256__in=sample_files("plans"))


def was_read(digest: str) -> bool:
    """Is there a letter or a plan of this file, or was there once?"""
    return any(history.filter(source_sha256=digest).exists() for history in (ReplyLetter.history, Plan.history))


def decisions_on_samples() -> dict[str, int]:
    """How much people decided that goes with the samples, by what it is called; only what there is."""
    letters, plans = sample_letters().values("pk"), sample_plans().values("pk")
    of_target = Q(figure__letter__in=letters) | Q(target__item__plan__in=plans)
    by_person = Q(recommendations__origin=Origin.PERSON) | Q(passages__origin=Origin.PERSON)
    corrected = ~Q(set_by_person=[]) | by_person | Q(judged_sentences__isnull=False)
    reviewed = DiscrepancyReview.objects.filter(
        discrepancy__members__figure__in=Figure.objects.filter(letter__in=letters)
    )
    found = {
        "人工改过的答复函": sample_letters().filter(corrected).distinct().count(),
        "人工改过的方案": sample_plans().exclude(set_by_person=[]).count(),
        "人工认定指标的数据": Figure.objects.filter(letter__in=letters, assigned_by__isnull=False).count(),
        "承诺的认定": CommitmentReview.objects.filter(commitment__letter__in=letters).count(),
        "承诺的进展": CommitmentStep.objects.filter(commitment__letter__in=letters).count(),
        "疑点的核对": reviewed.distinct().count(),
        "对应目标的数据": TargetEvidence.objects.filter(of_target).count(),
        "不对应目标的数据": RefusedFigure.objects.filter(of_target).count(),
        "已调整的目标": SupersededTarget.objects.filter(target__item__plan__in=plans).count(),
    }
    return {name: count for name, count in found.items() if count}


def forget_samples() -> SamplesTaken:
    """Take the samples out for good, with their originals, and the indicators and topics that nothing else uses.

    Taken up again where it was cut off. Raises RowChangedError if somebody is changing one.
    """
    letters, plans = list(sample_letters()), list(sample_plans())
    for letter in letters:
        discard_letter(letter, expected_version=letter.version)
    for plan in plans:
        discard_plan(plan, expected_version=plan.version)
    catch_up_checks()
    return SamplesTaken(
        len(letters),
        len(plans),
        forget_seeded_indicators(INDICATORS, but=_followed(FollowKind.INDICATOR)),
        forget_seed_topics(but=_followed(FollowKind.TOPIC)),
    )


def _followed(kind: FollowKind) -> set[int]:
    return {int(subject) for subject in Follow.objects.filter(kind=kind).values_list("subject", flat=True)}
