"""Generated ledgers of generated letters; to be run where Django is set up: `manage.py shell`."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import islice

from django.conf import settings
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from kejiting.ingest.reading import read_plan
from measures.models import (
    Commitment,
    ExtractionVersion,
    Figure,
    Indicator,
    IndicatorAlias,
    PendingRecheck,
    Target,
    TargetSuggestion,
)
from measures.records import catch_up_all_checks, load_seed_topics, save_plan
from measures.records.ledgers import RULES
from measures.records.mentions import names_of_today
from proposals.models import Part, Passage, ReplyLetter, Status
from tests.soak.chance import Chance

# The indicators of which most is said, and a little: the first two, and how much
MUCH_SAID, LITTLE_SAID = "技术经纪人", "技术经理人"
_MUCH, _LITTLE, _OTHERWISE = 10_000, 30, 20
_INDICATORS = 200
_UNITS = ("个", "人", "元", "家", "项")
_BATCH = 5_000
_SEED = 20_250_618


def fill() -> None:
    """Two figures for most passages of answers, a promise for each next step; letters count as read by today's rules."""
    chance = Chance(_SEED)
    names = (MUCH_SAID, LITTLE_SAID, *(f"生成的指标{number}" for number in range(_INDICATORS)))
    # with a history, or the next start would take the base for one that is older than indicators
    indicators = bulk_create_with_history([Indicator(name=name, unit="人") for name in names], Indicator)
    passages = Passage.objects.filter(part__in=(Part.MEASURES, Part.OUTCOMES, Part.NEXT_STEPS, Part.PROSE))
    rows = passages.order_by("pk").values_list("pk", "letter_id", "part").iterator(_BATCH)
    while batch := list(islice(rows, _BATCH)):
        Figure.objects.bulk_create(
            _figure(passage, letter, place, chance)
            for passage, letter, _ in batch
            for place in range(chance.randrange(4))
        )
        Commitment.objects.bulk_create(
            _commitment(passage, letter, chance) for passage, letter, part in batch if part == Part.NEXT_STEPS
        )
    _wordings(indicators, chance)
    _settle(indicators, chance)
    _targets(chance)
    count_as_read()
    catch_up_all_checks()


def count_as_read() -> None:
    """All letters, by the rules and the names of topics that a start finds: it then reads none of them anew."""
    load_seed_topics()
    version = names_of_today().version
    ExtractionVersion.objects.bulk_create(
        (
            ExtractionVersion(letter_id=pk, rules=RULES, names=version)
            for pk in ReplyLetter.objects.values_list("pk", flat=True)
        ),
        batch_size=_BATCH,
    )


def _figure(passage: int, letter: int, place: int, chance: Chance) -> Figure:
    value, unit = Decimal(chance.randrange(1, 2000)), chance.choice(_UNITS)
    counted = f"生成的名称{chance.randrange(2000)}"
    return Figure(
        letter_id=letter, passage_id=passage, start=place, end=place + 1, printed=f"{value}{unit}", low=value, high=value,
        unit=unit, counted=counted, counted_folded=counted,
    )  # fmt: skip


def _commitment(passage: int, letter: int, chance: Chance) -> Commitment:
    """One in three has a day, of the year before today or of the year after."""
    words = f"生成的承诺{passage}"
    due = None if chance.randrange(3) else timezone.localdate() + timedelta(chance.randrange(-365, 365))
    return Commitment(
        letter_id=letter, passage_id=passage, start=0, end=1, wording=words, folded=words, action=words,
        verifiability="vague", due_on=due,
    )  # fmt: skip


def _wordings(indicators: list[Indicator], chance: Chance) -> None:
    """Three for each indicator, of which about half are those of figures that wait."""
    IndicatorAlias.objects.bulk_create(
        IndicatorAlias(indicator=indicator, wording=words, folded=words)
        for indicator in indicators
        for words in {f"生成的名称{chance.randrange(4000)}" for _ in range(3)}
    )


def _targets(chance: Chance) -> None:
    """The plan of the seeds, with twenty figures offered for each of its targets."""
    (path,) = (settings.BASE_DIR / "fixtures" / "plans").glob("*.txt")
    reading = read_plan(path.name, path.read_bytes())
    save_plan(reading.parsed, source=reading.source, status=Status.PUBLISHED)
    last = Figure.objects.latest("pk").pk
    TargetSuggestion.objects.bulk_create(
        (
            TargetSuggestion(target=target, figure_id=chance.randrange(1, last), asked="名称", name="名称", extra=0)
            for target in Target.objects.all()
            for _ in range(20)
        ),
        ignore_conflicts=True,
    )


def _settle(indicators: list[Indicator], chance: Chance) -> None:
    pks = list(Figure.objects.filter(unit="人").order_by("pk").values_list("pk", flat=True))
    chance.shuffle(pks)
    now = timezone.now()
    # as far as there are figures: first those of which little is said
    for indicator in reversed(indicators):
        most = {MUCH_SAID: _MUCH, LITTLE_SAID: _LITTLE}.get(indicator.name, _OTHERWISE)
        some, pks = pks[:most], pks[most:]
        Figure.objects.filter(pk__in=some).update(indicator=indicator, assigned_at=now)
    settled = Figure.objects.filter(indicator__isnull=False).values("letter")
    # in the order in which they would have come
    PendingRecheck.objects.bulk_create(
        PendingRecheck(letter=pk)
        for pk in ReplyLetter.objects.filter(pk__in=settled).order_by("written_on", "pk").values_list("pk", flat=True)
    )
