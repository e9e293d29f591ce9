"""Findings as their page shows them: in cards, and marked in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kejiting.draft_checks import DraftFinding, finding_of, without_set_aside, wording_key
from kejiting.draft_pages.kinds import ASIDE, KIND_LABELS, LEVEL_LABELS
from kejiting.text.markup import Layer, Tag, markup
from kejiting.text.spans import Span
from proposals.models import CheckedDraftFile, SetAsideAct
from proposals.parsing.stops import sentences_at
from proposals.records.drafts import WordingKey, set_aside_acts


@dataclass(frozen=True, slots=True)
class FindingPlace:
    """One finding: `number` counts the findings of the draft from 1 on, `words` is its sentence with it marked."""

    number: int
    finding: DraftFinding
    key: WordingKey
    words: SafeString

    @property
    def is_missing(self) -> bool:
        return self.finding.start == self.finding.end


@dataclass(frozen=True, slots=True)
class FindingCard:
    """Findings that share one message: figures that do not add up."""

    places: list[FindingPlace] = field(default_factory=list)

    @property
    def finding(self) -> DraftFinding:
        return self.places[0].finding

    @property
    def number(self) -> int:
        return self.places[0].number

    @property
    def level(self) -> str:
        return level_of(self.finding)

    @property
    def level_label(self) -> str:
        return LEVEL_LABELS[self.level]

    @property
    def kind_label(self) -> str:
        return KIND_LABELS.get(self.finding.kind, self.finding.kind)

    @property
    def wording(self) -> str:
        """What a form that sets the card aside carries."""
        keys = {place.key.key: place.key.expected_version for place in self.places}
        return " ".join(f"{key}:{version}" for key, version in keys.items())


def level_of(finding: DraftFinding) -> str:
    return ASIDE if finding.set_aside else finding.level


def findings_of(draft: CheckedDraftFile) -> tuple[DraftFinding, ...]:
    """What was found, with what is set aside by now."""
    return without_set_aside([finding_of(shape) for shape in draft.findings], draft.text)


def places_of(draft: CheckedDraftFile, findings: Sequence[DraftFinding]) -> list[FindingPlace]:
    keys = [wording_key(finding, draft.text) for finding in findings]
    acts = set_aside_acts(keys)
    return [
        FindingPlace(number, finding, _wording(finding, key, draft.text, acts), _sentence(finding, draft.text))
        for number, (finding, key) in enumerate(zip(findings, keys, strict=True), start=1)
    ]


def cards_of(places: Iterable[FindingPlace]) -> list[FindingCard]:
    cards: dict[tuple[str, str, str], FindingCard] = {}
    for place in places:
        finding = place.finding
        cards.setdefault((finding.kind, level_of(finding), finding.message), FindingCard()).places.append(place)
    return list(cards.values())


def chosen(places: Iterable[FindingPlace], kind: str, level: str) -> list[FindingPlace]:
    return [
        place
        for place in places
        if (not kind or place.finding.kind == kind) and (not level or level_of(place.finding) == level)
    ]


def counted(findings: Sequence[DraftFinding]) -> tuple[dict[str, int], dict[str, int]]:
    """How many there are of each level and of each kind, in the order of their tables."""
    levels, kinds = Counter(map(level_of, findings)), Counter(finding.kind for finding in findings)
    return {name: levels[name] for name in LEVEL_LABELS if levels[name]}, {
        name: kinds[name] for name in KIND_LABELS if kinds[name]
    }


def marked_text(text: str, places: Sequence[FindingPlace]) -> list[SafeString]:
    """The text line by line: what was found is marked, and a number before it leads to its card."""
    layers = [*_layers(places), _numbers(text, places)]
    lines: list[SafeString] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(mark_safe(markup(text, Span(start, start + len(line)), *layers)))  # noqa: S308 - escaped there
        start += len(line) + 1
    return lines


def _wording(finding: DraftFinding, key: str, text: str, acts: Mapping[str, SetAsideAct]) -> WordingKey:
    words = finding.span.of(text) or finding.message
    return WordingKey(key, finding.kind, words, acts[key].number if key in acts else 0)


def _sentence(finding: DraftFinding, text: str) -> SafeString:
    window = sentences_at(text, finding.span)
    return mark_safe(markup(text, window, [Tag(finding.span, "<mark>", "</mark>")]))  # noqa: S308 - escaped there


def _layers(places: Sequence[FindingPlace]) -> list[Layer]:
    """As few layers as there are findings above each other."""
    layers: list[list[Tag]] = []
    for place in sorted(places, key=lambda place: (place.finding.start, -place.finding.end)):
        finding = place.finding
        if finding.start == finding.end:
            continue
        tag = Tag(finding.span, f'<mark class="finding-{level_of(finding)}">', "</mark>")
        free = next((layer for layer in layers if layer[-1].span.end <= finding.start), None)
        if free is None:
            layers.append([tag])
        else:
            free.append(tag)
    return [*layers]


def _numbers(text: str, places: Sequence[FindingPlace]) -> Layer:
    """Before the first character of each finding that shows; behind the text what is missing at its end."""
    at: dict[int, list[FindingPlace]] = {}
    for place in places:
        start = place.finding.start
        while start < len(text) and text[start].isspace():
            start += 1
        at.setdefault(min(start, len(text.rstrip()) - 1), []).append(place)
    return [
        Tag(Span(start, start + 1), "".join(map(_number, here)), "") for start, here in sorted(at.items()) if start >= 0
    ]


def _number(place: FindingPlace) -> str:
    link = '<a class="finding-number" id="at-{0}" href="#finding-{0}"><span class="unseen">第</span>{0}<span class="unseen">处</span></a>'
    return format_html(link, place.number)
