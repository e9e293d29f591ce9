"""All examinations, in their order: what others stand on comes first."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import Error

from kejiting.doctor.audit import look_at_audit
from kejiting.doctor.clock import look_at_clock
from kejiting.doctor.database import RESTORE, is_damage, look_at_database, look_at_migrations
from kejiting.doctor.desk import look_at_desk
from kejiting.doctor.disks import look_at_disks
from kejiting.doctor.examination import Defect, Depth, Examination, Looked
from kejiting.doctor.histories import look_at_histories
from kejiting.doctor.ledgers import look_at_ledgers
from kejiting.doctor.originals import look_at_originals
from kejiting.doctor.orphans import look_at_orphans
from kejiting.doctor.permissions import look_at_permissions
from kejiting.doctor.search_index import look_at_index
from kejiting.doctor.server import look_at_server
from kejiting.doctor.spans import look_at_letters, look_at_plans
from kejiting.doctor.wastebasket import look_at_wastebasket
from kejiting.search import IndexLocked

EXAMINATIONS = (
    Examination("database", "数据库", look_at_database),
    Examination("migrations", "版本", look_at_migrations),
    Examination("disks", "磁盘空间", look_at_disks),
    Examination("permissions", "权限", look_at_permissions),
    Examination("clock", "时钟", look_at_clock),
    Examination("index", "检索目录", look_at_index),
    Examination("originals", "原件", look_at_originals, least=Depth.USUAL),
    Examination("letters", "答复函", look_at_letters, least=Depth.USUAL),
    Examination("plans", "方案", look_at_plans, least=Depth.USUAL),
    Examination("desk", "来件和提纲", look_at_desk, least=Depth.USUAL),
    Examination("histories", "改动记录", look_at_histories, least=Depth.USUAL),
    Examination("audit", "审计记录", look_at_audit),
    Examination("wastebasket", "回收站", look_at_wastebasket),
    Examination("ledgers", "台账", look_at_ledgers),
    Examination("orphans", "多余的文件和行", look_at_orphans, least=Depth.USUAL),
    Examination("server", "服务", look_at_server, least=Depth.USUAL),
)


@dataclass(frozen=True, slots=True)
class ExaminationResult:
    """`failure` says why it could not be looked at; empty if it could."""

    examination: Examination
    looked: Looked
    milliseconds: int
    failure: str = ""


def examine(depth: Depth) -> Iterator[ExaminationResult]:
    """One after the other; what cannot be looked at keeps none behind it from being."""
    for examination in EXAMINATIONS:
        if examination.least <= depth:
            yield _result(examination, depth)


def mend(defect: Defect) -> str:
    """What was done, or why it could not be; a sentence."""
    if defect.mend is None:
        return ""
    try:
        return defect.mend()
    except (IndexLocked, OSError, Error) as error:
        return f"没有修好：{error}。"


def _result(examination: Examination, depth: Depth) -> ExaminationResult:
    began = time.monotonic()
    looked, failure = Looked("没有做成"), ""
    try:
        looked = examination.look(depth)
    except (OSError, Error) as error:
        advice = RESTORE if is_damage(error) else "请检查数据库、磁盘和数据文件夹的权限"
        failure = f"{examination.label}没有检查成：{error}。{advice}。".replace("\n", " ")
    return ExaminationResult(examination, looked, round((time.monotonic() - began) * 1000), failure)
