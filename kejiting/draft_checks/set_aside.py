"""What people set aside of the findings is remembered for the wording, in whatever draft it stands again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from kejiting.draft_checks.finding import DraftFinding, SetAside
from kejiting.text.fold import fold
from kejiting.text.spans import Span
from proposals.parsing.stops import sentence_spans
from proposals.records.drafts import set_aside_acts


def sentence_of(finding: DraftFinding, text: str) -> Span:
    """The sentences that the finding stands in; of what is missing the one where it is missed."""
    first = text.rfind("\n", 0, finding.start) + 1
    end = text.find("\n", finding.end)
    line = Span(first, len(text) if end < 0 else end)
    met = [span for span in sentence_spans(text, line) if span.start <= finding.end and finding.start <= span.end]
    inside = [span for span in met if span.start < finding.end and finding.start < span.end] or met
    return Span(inside[0].start, inside[-1].end) if inside else line


def wording_key(finding: DraftFinding, text: str) -> str:
    """What is the same wherever the same words are held against the same: kind, words, and the other place.

    Where there is no other place, the sentence stands for it: XX is not set aside for all drafts. What is missing has no
    words, and its message stands for them.
    """
    words = finding.span.of(text) or finding.message
    other = finding.against.text if finding.against else sentence_of(finding, text).of(text)
    return sha256("\0".join((finding.kind, fold(words), fold(other))).encode("utf-8", "surrogatepass")).hexdigest()


def without_set_aside(findings: Sequence[DraftFinding], text: str) -> tuple[DraftFinding, ...]:
    """The findings, of which those that were set aside say so, and are hints. Raises DatabaseError."""
    keys = [wording_key(finding, text) for finding in findings]
    acts = set_aside_acts(keys)
    return tuple(
        replace(finding, level="hint", set_aside=SetAside(act.reason, act.by_name, act.at))
        if (act := acts.get(key)) and not act.is_taken_back
        else finding
        for finding, key in zip(findings, keys, strict=True)
    )
