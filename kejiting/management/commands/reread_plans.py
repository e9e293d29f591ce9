"""Read the plans that are in the base again, after the rules have become better."""

from __future__ import annotations

from kejiting.management.commands import reread_letters
from measures.models import Plan
from measures.records import reread_plan


class Command(reread_letters.Command):
    help = "按最新规则重新识别库中的方案；人工改定的栏目、章节和目标不动"
    documents = Plan.objects.all()

    def reread(self, document: Plan) -> None:
        reread_plan(document)

    def summary(self, read: int, unread: int) -> str:
        return f"共 {read} 份方案，{unread} 份没有读成。"
