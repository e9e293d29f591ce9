"""What people set aside of the findings is remembered for the wording, in whatever draft it stands again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from kejiting.draft_checks.finding import DraftFinding, SetAside
from kejiting.text.fold import fold
from proposals.parsing.stops import sentences_at
from proposals.records.drafts import set_aside_acts


def wording_key(finding: DraftFinding, text: str) -> str:
    """What is the same wherever the same words are held against the same: kind, words, and the other place.

    Where there is no other place, the sentence stands for it: XX is not set aside for all drafts. What is missing has no
    words, and its message stands for them.
    """
    words = finding.span.of(text) or finding.message
    other = finding.against.text if finding.against else sentences_at(text, finding.span).of(text)
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
