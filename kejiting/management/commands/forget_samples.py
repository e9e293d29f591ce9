"""Take the samples of the first start out of an installation, once there are letters of one's own."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from kejiting.ingest.samples import decisions_on_samples, forget_samples, sample_letters, sample_plans
from kejiting.ingest.saving import BASE_DOWN
from kejiting.web.actions import ActionError

SURE = "是"


class Command(BaseCommand):
    help = "取走第一次启动时读入的样例（四份答复函、一份方案）；自己录入的不动"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--yes", action="store_true", help="不再询问；样例上有人工所作的决定也取走")

    def handle(self, *, yes: bool, **options: Any) -> None:
        try:
            if not yes:
                self._ask()
            self.stdout.write(f"已取走：{forget_samples()}。自己录入的都还在，以后启动不再读入样例。")
        except ActionError as error:
            raise CommandError(f"{error}请再运行一次，已取走的不受影响。") from error
        except DatabaseError as error:
            raise CommandError(BASE_DOWN.format(error)) from error

    def _ask(self) -> None:
        names = [str(document) for found in (sample_letters(), sample_plans()) for document in found]
        self.stdout.write(
            "将彻底删除这些样例和它们的原件：" if names else "库中已没有样例；不再用到的指标和主题也要清理。"
        )
        self.stdout.writelines(f"  {name}\n" for name in names)
        if decisions := decisions_on_samples():
            listed = "、".join(f"{name} {count}" for name, count in decisions.items())
            raise CommandError(f"样例上已有人工所作的决定：{listed}。没有取走；这些决定也不要了，请加 --yes 再运行。")
        try:
            answer = input(f"确定取走请输入“{SURE}”：")
        except EOFError as error:
            raise CommandError("没有取走：这里不能询问，请加 --yes 再运行。") from error
        if answer.strip() != SURE:
            raise CommandError("没有取走。")
