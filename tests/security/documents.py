"""One base that has a row of everything: a letter and a plan of each status, with all that hangs on one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from kejiting.following.records import renew_feed
from kejiting.ingest.plan_saving import stage_plan
from kejiting.ingest.reading import read_letter, read_plan, read_request
from kejiting.ingest.request_saving import ingest_request
from kejiting.ingest.saving import stage_letter
from kejiting.ingest.wastebasket import KINDS, throw_away
from kejiting.search_pages.long_questions import LongQuestion, keep
from measures.models import Commitment, Indicator, Plan, Topic
from measures.records import Maintenance, TopicWords, maintain_indicator, save_topic, set_plan_status
from proposals.models import (
    CheckedDraftFile,
    DeadlinePurpose,
    DeadlineRule,
    DeadlineUnit,
    DeletableModel,
    Holiday,
    LetterVersion,
    ReplyLetter,
    ReplyTemplate,
    RequestSheet,
    Status,
    Synonym,
    ZeroResultQuery,
)
from proposals.records import set_status, write_request
from tests.bench.letters import as_docx
from tests.records.house import change_house

STATUSES = ("arrived", "draft", "checked", "published", "withdrawn", "deleted")
# The way to each status, from what arrived
_WAYS = {
    "arrived": (),
    "draft": (Status.DRAFT,),
    "checked": (Status.DRAFT, Status.CHECKED),
    "published": (Status.PUBLISHED,),
    "withdrawn": (Status.PUBLISHED, Status.WITHDRAWN),
    "deleted": (Status.PUBLISHED, Status.WITHDRAWN),
}
_LETTER = """关于省政协十三届三次会议第{number}号委员提案的答复

{name}委员：
您提出的《关于加强科技创新的建议》收悉，现答复如下：
一、关于“支持{mark}平台建设”的建议
2024年，我厅支持{mark}平台12家，引用《吉林省促进科技成果转化条例》。
下一步，我厅将于2027年底前建成{mark}平台30家。
吉林省科学技术厅
2025年6月{day}日
"""
_NAMES = ("赵一", "钱二", "孙三", "李四", "周五", "吴六")


@dataclass(frozen=True, slots=True)
class Documents:
    """`letters` and `plans` by their status."""

    letters: dict[str, ReplyLetter]
    plans: dict[str, Plan]
    question: LongQuestion
    feed: str
    deleted: dict[str, DeletableModel]

    def commitment(self, status: str) -> Commitment:
        return Commitment._base_manager.filter(letter=self.letters[status]).earliest("pk")


def mark(status: str) -> str:
    """A word that stands in the letter and the plan of this status and nowhere else."""
    return f"藏{status}"


def make_documents(by: User, plan: Plan) -> Documents:
    """Beside the seeds and their plan, which are there."""
    letters = {status: _letter(place, status, by) for place, status in enumerate(STATUSES)}
    plans = {status: _plan(status, plan.text, plan.source_sha256, by) for status in STATUSES}
    topic, indicator = Topic.objects.earliest("pk"), Indicator.objects.earliest("pk")
    save_topic(TopicWords(topic.name, tuple(topic.aliases), "改过"), topic=topic, by=by, expected_version=topic.version)
    asked = Maintenance("edit", indicator.version, indicator.name, indicator.unit, "改过")
    maintain_indicator(indicator.pk, asked, by=by)
    _requests(by)
    words = f"建设{mark('draft')}平台。"
    CheckedDraftFile.objects.create(
        name="草稿.docx", data=as_docx(words), is_word=True, text=words, checked_at=timezone.now()
    )
    Synonym.objects.create(word="成果转化", other="技术转移")
    deleted = _house(by)
    ZeroResultQuery.objects.create(query="没有的词")
    return Documents(letters, plans, keep(plan.text[:3000]), renew_feed(by), deleted)


def _requests(by: User) -> None:
    """What was handed over, and a sheet: nobody but the desk sees the words; who audits sees their names."""
    text = f"关于建设平台的建议\n提出人：王五\n建议：\n一、建设{mark('draft')}平台。\n"
    ingest_request(read_request("来件.txt", text.encode()), by=by)
    RequestSheet.objects.create(name="清单.csv", rows=[], entered_by=by)
    Holiday.objects.get_or_create(day=date(2026, 10, 1))
    DeadlineRule.objects.create(
        purpose=DeadlinePurpose.values[0], amount=3, unit=DeadlineUnit.values[0], from_year=2040
    )


def _house(by: User) -> dict[str, DeletableModel]:
    """An act on each of what is the house's own; and one of each kind that is deleted."""
    change_house(by)
    deleted: dict[str, DeletableModel] = {
        "indicator": Indicator.objects.create(name="删去的指标", unit="个"),
        "topic": save_topic(TopicWords("删去的主题")),
        "template": ReplyTemplate.objects.create(name="删去的模板", title="答复", opening="收悉。", agency="厅"),
        "request": write_request({"title": "删去的来件"}, text="", by=by),
    }
    for one in deleted.values():
        throw_away(one, by=by)
    return {name: KINDS[name].lying(one.pk) for name, one in deleted.items()}


def _letter(place: int, status: str, by: User) -> ReplyLetter:
    text = _LETTER.format(number=700 + place, name=_NAMES[place], mark=mark(status), day=place + 1)
    letter = stage_letter(read_letter(f"{status}.txt", text.encode()), by=by)
    for to in _WAYS[status]:
        set_status(letter, to, by=by, reason="测试", looked_at=True)
        letter.refresh_from_db()
    kept: Any = {name: getattr(letter, name) for name in ("text", "as_read_text", "source_name", "source_sha256")}
    LetterVersion.objects.create(letter=letter, title="旧版", **kept)
    if status == "deleted":
        throw_away(letter, by=by, reason="测试")
    return ReplyLetter.everything.get(pk=letter.pk)


def _plan(status: str, text: str, former: str | None, by: User) -> Plan:
    plan = stage_plan(read_plan(f"{status}.txt", f"{text}\n附件：{mark(status)}一份。".encode()), by=by)
    for to in _WAYS[status]:
        set_plan_status(plan, to, by=by, reason="测试")
        plan.refresh_from_db()
    # as if it had been read from another file at first
    plan.history.filter(pk=plan.history.earliest("pk").pk).update(source_name="旧版.txt", source_sha256=former)
    if status == "deleted":
        throw_away(plan, by=by, reason="测试")
    return Plan.everything.get(pk=plan.pk)
