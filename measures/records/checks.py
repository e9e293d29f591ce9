"""Keep the checks of the indicators in step with their figures; what people said of a check stays.

Whatever may change what an indicator's published figures say notes the indicator as due, in the same transaction;
whoever shows checks catches up first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from django.db import transaction
from django.db.models import Q, QuerySet

from measures.extraction.checks import Check as FoundCheck
from measures.extraction.checks import Statement, check_sentences, find_checks
from measures.models import Check, CheckMember, Figure, Indicator
from measures.records.statements import published_letters, statements_in_sentences
from proposals.models import ReplyLetter

# Raised whenever the checks find something else: those of all indicators are then found anew.
CHECK_RULES = 1
_DUE = 0

Stated = Mapping[int, Statement]


def note_due(indicators: Iterable[int | None]) -> None:
    """To be called inside the transaction in which their figures change."""
    Indicator.objects.filter(pk__in=[pk for pk in indicators if pk]).update(checked_by=_DUE)


def note_due_of(letter: ReplyLetter) -> None:
    Indicator.objects.filter(pk__in=Figure.objects.filter(letter=letter).values("indicator")).update(checked_by=_DUE)


def catch_up_checks() -> None:
    """Find the checks of all indicators that are due; one query if there are none."""
    for pk in list(_due().values_list("pk", flat=True)):
        with transaction.atomic():
            for indicator in _due().select_for_update().filter(pk=pk):
                _find_anew(indicator)
                Indicator.objects.filter(pk=pk).update(checked_by=CHECK_RULES)


def _due() -> QuerySet[Indicator]:
    return Indicator.objects.exclude(checked_by=CHECK_RULES).order_by("pk")


def _find_anew(indicator: Indicator) -> None:
    """Of the sentences those, too, in which it takes no part any more: others may, and then what was found stays."""
    figures = list(Figure.objects.filter(indicator=indicator).select_related("passage"))
    touching = _touching(indicator)
    left = Figure.objects.filter(checks__of__in=touching.values("pk")).distinct()
    letters = published_letters([*figures, *left], texts=True)
    own = statements_in_sentences(figures, letters)
    passages = {figure.passage_id for figure in (*figures, *left) if figure.letter_id in letters}
    beside = list(Figure.objects.filter(passage__in=passages).select_related("passage"))
    around = {one.id: one for one in statements_in_sentences(beside, letters)}
    ids = {statement.id for statement in own}
    settled = {figure.pk for figure in beside if figure.indicator_id}
    known = set(touching.values_list("key", flat=True))
    found = {_key(one): one for one in find_checks(own)}
    for one in check_sentences(tuple(around.values())):
        if ids & set(one.members) or (settled & set(one.members) and _key(one) in known):
            found[_key(one)] = one
    kept = _keep(indicator, found, around, letters)
    # held before what people said of them is looked for: nobody answers one that is about to go
    gone = [pk for pk in touching.order_by("pk").select_for_update().values_list("pk", flat=True) if pk not in kept]
    Check.objects.filter(pk__in=gone, steps__isnull=True).delete()
    Check.objects.filter(pk__in=gone).update(found=False)


def _touching(indicator: Indicator) -> QuerySet[Check]:
    of_figures = CheckMember.objects.filter(figure__indicator=indicator).values("of")
    return Check.objects.filter(Q(indicator=indicator) | Q(pk__in=of_figures)).order_by()


def _keep(
    indicator: Indicator, found: Mapping[str, FoundCheck], around: Stated, letters: dict[int, ReplyLetter]
) -> set[int]:
    """Save what was found, or know it again by its kind and its figures; the ids."""
    known = {check.key: check for check in Check.objects.filter(key__in=found)}
    of_known = CheckMember.objects.filter(of__in=known.values(), figure__indicator__isnull=False).order_by("-position")
    taking_part = set(of_known.values_list("of", "figure__indicator"))
    first = dict(of_known.values_list("of", "figure__indicator"))
    changed: list[Check] = []
    fresh: list[Check] = []
    for key, one in found.items():
        check = known.get(key) or Check(key=key, kind=one.kind, indicator=indicator)
        before = (check.says, check.newest, check.found, check.indicator_id)
        days = [day for number in one.members if (day := around[number].written_on)]
        check.says, check.newest, check.found = one.says, max(days, default=None), True
        if check.pk is None:
            fresh.append(check)
            continue
        if (check.pk, check.indicator_id) not in taking_part:  # its figures were moved or released
            check.indicator_id = indicator.pk if (check.pk, indicator.pk) in taking_part else first.get(check.pk)
        if (check.says, check.newest, check.found, check.indicator_id) != before:
            changed.append(check)
    Check.objects.bulk_update(changed, ["says", "newest", "found", "indicator"], batch_size=500)
    # the check of a sentence may be found for another of its figures at the same moment
    Check.objects.bulk_create(fresh, ignore_conflicts=True)
    made = Check.objects.filter(key__in=[check.key for check in fresh])
    members = [member for check in made for member in _members(check, found[check.key], around, letters)]
    CheckMember.objects.bulk_create(members, ignore_conflicts=True)
    return {check.pk for check in (*known.values(), *made)}


def _members(check: Check, found: FoundCheck, around: Stated, letters: dict[int, ReplyLetter]) -> Iterator[CheckMember]:
    for position, member in enumerate(around[number] for number in found.members):
        yield CheckMember(
            of=check,
            figure_id=member.id,
            position=position,
            printed=member.printed,
            sentence=member.sentence,
            letter=str(letters[member.letter].doc_number or letters[member.letter])[:300],
            written_on=member.written_on,
        )


def _key(found: FoundCheck) -> str:
    return sha256(f"{found.kind} {sorted(found.members)}".encode()).hexdigest()
