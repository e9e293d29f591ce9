"""Every table of the base, from the model registry: what history its rows have, and whether what is deleted can be brought back.

A new model fails here until somebody says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from django.apps import apps
from django.db.models import Model

from kejiting.audit.unchangeable import UnchangeableModel
from kejiting.ingest.wastebasket import KINDS
from proposals.models import DeletableModel
from proposals.records import KEPT_KINDS
from proposals.records.house_states import TABLES

ACTS, ROWS, ADDED, TABLE, BASKET = "acts", "rows", "only added to", "table", "wastebasket"


def part(of: str) -> str:
    """Kept, deleted and brought back with what it is a part of."""
    return f"part of {of}"


DERIVED = "read from texts by rules, and read anew at will"
OWN = "a person's own mark: nothing of the house hangs on it"
LOG = "what happened, as Django or the program writes it"
PASSING = "kept for a while, never edited"

# What is set, what becomes of it if it is deleted
PEOPLE_EDIT: dict[str, tuple[str, str]] = {
    "proposals.ReplyLetter": (ACTS, BASKET),
    "measures.Plan": (ACTS, BASKET),
    "measures.Indicator": (ACTS, BASKET),
    "measures.Topic": (ACTS, BASKET),
    "proposals.ReplyTemplate": (ACTS, BASKET),
    "proposals.Request": (ACTS, BASKET),
    "proposals.Outline": (ACTS, part("proposals.Request")),
    "proposals.SettingsTable": (ACTS, "three rows that nobody deletes"),
    "proposals.DeadlineRule": (TABLE, "comes back with its table"),
    "proposals.Holiday": (TABLE, "comes back with its table"),
    "proposals.Synonym": (TABLE, "comes back with its table"),
    "proposals.Delegate": (ACTS, "protected while a proposal is signed by it; goes with the last one, and comes back with a letter's act"),
    "proposals.CongressSession": (ACTS, "protected while a proposal is of it; holds no more than a form asks for"),
    "auth.User": (ACTS, "deactivated, not deleted, while anything names it; a password cannot be brought back"),
    "proposals.Proposal": (part("proposals.ReplyLetter"), part("proposals.ReplyLetter")),
    **dict.fromkeys(
        (
            "proposals.Signature", "proposals.Answer", "proposals.Recommendation", "proposals.Passage",
            "proposals.JudgedSentence", "proposals.LetterVersion",
        ),
        (part("proposals.ReplyLetter"), part("proposals.ReplyLetter")),
    ),
    "measures.Figure": (part("proposals.ReplyLetter"), part("proposals.ReplyLetter")),
    **dict.fromkeys(("measures.PlanItem", "measures.Target"), (part("measures.Plan"), part("measures.Plan"))),
    "measures.IndicatorAlias": (part("measures.Indicator"), part("measures.Indicator")),
    "measures.TopicName": (part("measures.Topic"), part("measures.Topic")),
    **dict.fromkeys(
        ("proposals.RequestAsk", "proposals.RequestAnswer"), (part("proposals.Request"), part("proposals.Request"))
    ),
    "proposals.OutlineItem": (part("proposals.Outline"), part("proposals.Outline")),
    **dict.fromkeys(
        ("measures.TargetEvidence", "measures.SupersededTarget"),
        (ROWS, "a link between two rows, made again by one press; its history says who took it away"),
    ),
    "measures.RefusedFigure": ("a link between two rows, made again by one press", "made again by one press"),
    **dict.fromkeys(
        (
            "measures.CommitmentStep", "measures.CommitmentReview", "measures.DiscrepancyReview", "proposals.SetAsideAct",
            "kejiting.AuditRecord", "proposals.LetterAct", "measures.KeptAct", "proposals.HouseAct",
        ),
        (ADDED, ADDED),
    ),
}  # fmt: skip
NOT_EDITED: dict[str, str] = {
    **dict.fromkeys(
        (
            "measures.PlanLedger", "measures.Mention", "measures.ExtractionVersion", "measures.Discrepancy",
            "measures.DiscrepancyFigure", "measures.Citation", "measures.Commitment", "measures.SeriesPoint",
            "measures.PendingRecheck", "measures.TargetSuggestion", "proposals.PinyinKey", "proposals.Shingle",
            "proposals.IndexOutbox",
        ),
        DERIVED,
    ),
    **dict.fromkeys(
        ("kejiting.Follow", "kejiting.NewsFeed", "kejiting.OwnOffice", "kejiting.SavedView", "kejiting.LastVisit"), OWN
    ),
    **dict.fromkeys(("proposals.ActContent", "measures.KeptContent", "proposals.HouseContent"), "what acts share"),
    **dict.fromkeys(
        (
            "kejiting.AuditHead", "admin.LogEntry", "sessions.Session", "axes.AccessFailureLog", "axes.AccessAttempt",
            "axes.AccessAttemptExpiration", "axes.AccessLog", "proposals.ZeroResultQuery",
        ),
        LOG,
    ),
    **dict.fromkeys(("proposals.RequestSheet", "proposals.CheckedDraftFile", "proposals.LongQuestion"), PASSING),
    "kejiting.InitialPassword": "taken away when the person sets another password",
    "auth.Group": "by the table of roles, to which every start returns",
    "auth.Permission": "by Django, of the models",
    "contenttypes.ContentType": "by Django, of the models",
}  # fmt: skip


def _models() -> dict[str, type[Model]]:
    """All but histories of rows, which are written by themselves."""
    models = apps.get_models()
    return {model._meta.label: model for model in models if not model.__name__.startswith("Historical")}


MODELS = _models()
HELD: dict[str, Callable[[type[Model]], bool]] = {
    ACTS: lambda model: model in KEPT_KINDS and hasattr(model, "acts"),
    ROWS: lambda model: hasattr(model, "history"),
    ADDED: lambda model: issubclass(model, UnchangeableModel),
    TABLE: lambda model: any(kind.model is model for kind in TABLES.values()),
    BASKET: lambda model: issubclass(model, DeletableModel) and any(kind.model is model for kind in KINDS.values()),
}


def test_no_table_is_forgotten() -> None:
    assert not PEOPLE_EDIT.keys() & NOT_EDITED.keys()
    assert MODELS.keys() == PEOPLE_EDIT.keys() | NOT_EDITED.keys()


@pytest.mark.parametrize("label", PEOPLE_EDIT)
def test_it_is_as_the_table_says(label: str) -> None:
    for said in PEOPLE_EDIT[label]:
        whole = said.removeprefix("part of ")
        if whole != said:
            assert MODELS[whole] in KEPT_KINDS
        elif said in HELD:
            assert HELD[said](MODELS[label])
        else:
            assert len(said) > 20, "an excuse says why"


def test_nothing_is_kept_or_put_away_that_the_table_does_not_say() -> None:
    assert labels(KEPT_KINDS) == {label for label, (history, _) in PEOPLE_EDIT.items() if history == ACTS}
    assert labels(kind.model for kind in KINDS.values()) == {
        label for label, (_, deletion) in PEOPLE_EDIT.items() if deletion == BASKET
    }


def labels(models: Iterable[type[Model]]) -> set[str]:
    return {model._meta.label for model in models}
