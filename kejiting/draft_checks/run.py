"""Ask all checks about a draft; one that fails is logged and told, and the others go on."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from itertools import islice

from django.db import DatabaseError

from kejiting.draft_checks.checks import CHECKS
from kejiting.draft_checks.draft import ReplyDraft
from kejiting.draft_checks.finding import DraftFinding
from kejiting.draft_checks.memory import DraftMemory

# More of one kind than this says that the draft is of another kind than the rule takes it for
_MOST_OF_A_KIND = 200
# No draft that is one takes a tenth of it
_MOST_SECONDS = 30

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """Findings in the order of the draft; `problems` are sentences for people about checks that failed or were cut off."""

    draft: ReplyDraft
    findings: tuple[DraftFinding, ...]
    problems: tuple[str, ...]
    milliseconds: int

    @property
    def must(self) -> bool:
        return any(finding.level == "must" for finding in self.findings)


def check_draft(draft: ReplyDraft, memory: DraftMemory) -> CheckedDraft:
    """Return what all checks find. Never raises for what a check stumbles over; saves nothing."""
    started = time.monotonic()
    findings: list[DraftFinding] = []
    problems: list[str] = []
    for kind, check in CHECKS.items():
        found: list[DraftFinding] = []
        if time.monotonic() - started > _MOST_SECONDS:
            problems.append(f"{kind} 这一类没有查：前面的已用了 {_MOST_SECONDS} 秒。")
            continue
        try:
            for finding in islice(check(draft, memory), _MOST_OF_A_KIND + 1):
                found.append(finding)  # noqa: PERF402
        except DatabaseError as error:
            logger.warning("check %s found no base: %s", kind, error)
            problems.append(f"{kind} 这一类没有查完：数据库没有应答。")
        except Exception:
            # one check never stops the rest, and what it found so far stands; the log has the reason
            logger.exception("check %s failed on %s", kind, draft.name)
            problems.append(f"{kind} 这一类没有查完，原因已记入日志。")
        if len(found) > _MOST_OF_A_KIND:
            problems.append(f"{kind} 这一类多于 {_MOST_OF_A_KIND} 处，后面的没有列出。")
        findings += found[:_MOST_OF_A_KIND]
    ordered = tuple(sorted(dict.fromkeys(findings), key=lambda found: (found.start, found.end, found.kind)))
    return CheckedDraft(draft, ordered, tuple(problems), round((time.monotonic() - started) * 1000))
