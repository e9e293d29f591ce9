"""The draft's own Word file with what was found as comments at the exact words."""

from __future__ import annotations

from collections.abc import Iterable

from kejiting.draft_checks.finding import DraftFinding, FindingLevel
from kejiting.draft_checks.run import CheckedDraft
from kejiting.text.word.comments import WordComment, add_comments

AUTHOR = "发文前核对"
LEVEL_NAMES: dict[FindingLevel, str] = {"must": "必改", "ask": "请核", "hint": "提示"}


def with_comments(checked: CheckedDraft) -> bytes:
    """Return the DOCX with a comment for each finding. Raises UnreadableFile; the draft has to be a DOCX."""
    if checked.draft.data is None:
        raise ValueError("no DOCX")
    return commented(checked.draft.data, checked.draft.text, checked.findings)


def commented(data: bytes, text: str, findings: Iterable[DraftFinding]) -> bytes:
    """Put a comment at the words of each finding but those that were set aside; `text` is the DOCX's canonical text."""
    comments = [WordComment(finding.span, _words(finding)) for finding in findings if not finding.set_aside]
    return add_comments(data, text, comments, author=AUTHOR)


def _words(finding: DraftFinding) -> str:
    against = finding.against
    other = f"\n对照（{against.citation or '本稿'}）：{against.text}" if against else ""
    return f"【{LEVEL_NAMES[finding.level]} {finding.kind}】{finding.message}{other}"
