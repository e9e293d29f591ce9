"""Look whether the installation is sound, and mend what can be mended without losing anything that people set."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection

from kejiting.audit.models import AuditAct
from kejiting.audit.records import record_act
from kejiting.doctor.examination import Defect, Depth, Severity
from kejiting.doctor.examinations import ExaminationResult, examine, mend
from kejiting.runtime.version import program_version

FOUND, NOT_LOOKED = 1, 2
SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "提醒"}


class Command(BaseCommand):
    help = "系统检查：数据库、检索目录、原件、标注、台账、磁盘、权限、时钟；没有问题时以 0 结束，有问题 1，没查成 2"
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="一个 JSON 对象")
        parser.add_argument("--repair", action="store_true", help="修复能修复的，人工改定和认定的都保留")
        parser.add_argument("--full", action="store_true", help="全部重新识别，不只看今天的一部分（2 万份约要半小时）")

    def handle(self, **options: Any) -> None:
        if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
            raise CommandError(
                "数据文件夹里还没有数据库。请检查 KEJITING_DATA_DIR，或先运行 make run。", returncode=NOT_LOOKED
            )
        began = time.monotonic()
        results, mended = [], dict[int, str]()
        for result in examine(Depth.FULL if options["full"] else Depth.USUAL):
            results.append(result)
            if options["repair"]:
                mended |= {id(defect): said for defect in result.looked.defects if (said := _mended(defect))}
            if not options["json"]:
                self.stdout.write("\n".join(lines_of(result, mended)))
                self.stdout.flush()
        if options["json"]:
            self.stdout.write(as_json(results, mended, round((time.monotonic() - began) * 1000)))
        else:
            self.stdout.write(summary(results))
        if code := exit_code(results):
            raise SystemExit(code)


def _mended(defect: Defect) -> str:
    """What was done, or why it could not be; the audit is told of it, if the base takes it."""
    said = mend(defect)
    if said:
        with suppress(Error):
            record_act(AuditAct.COMMAND, detail=said)
    return said


def lines_of(result: ExaminationResult, mended: dict[int, str]) -> Sequence[str]:
    """What was looked at, then a line for each defect and what was done about it."""
    mark = "！" if result.failure or result.looked.defects else "√"
    lines = [
        f"{mark} {result.examination.label}：{result.failure or f'已检查{result.looked.at}'}（{result.milliseconds} 毫秒）"
    ]
    for defect in result.looked.defects:
        lines.append(f"  {SEVERITIES[defect.severity]}：{defect.message}")
        if id(defect) in mended:
            lines.append(f"  修复：{mended[id(defect)]}")
    return lines


def summary(results: Sequence[ExaminationResult]) -> str:
    defects = sum(len(result.looked.defects) for result in results)
    failures = sum(bool(result.failure) for result in results)
    unlooked = f"，{failures} 项没有检查成" if failures else ""
    return f"版本 {program_version()}，检查了 {len(results) - failures} 项，发现 {defects} 个问题{unlooked}。"


def exit_code(results: Sequence[ExaminationResult]) -> int:
    """What was mended counts as found: the next run says whether it is sound."""
    if any(result.looked.defects for result in results):
        return FOUND
    return NOT_LOOKED if any(result.failure for result in results) else 0


def as_json(results: Sequence[ExaminationResult], mended: dict[int, str], milliseconds: int) -> str:
    checks = [
        {
            "name": result.examination.name,
            "label": result.examination.label,
            "looked_at": None if result.failure else result.looked.at,
            "failure": result.failure or None,
            "milliseconds": result.milliseconds,
            "findings": [_finding(defect, mended) for defect in result.looked.defects],
        }
        for result in results
    ]
    sound = exit_code(results) == 0
    return json.dumps(
        {"version": program_version(), "sound": sound, "milliseconds": milliseconds, "checks": checks},
        ensure_ascii=False,
    )


def _finding(defect: Defect, mended: dict[int, str]) -> dict[str, object]:
    return {
        "level": defect.severity,
        "message": defect.message,
        "repairable": defect.mend is not None,
        "repaired": mended.get(id(defect)),
    }
