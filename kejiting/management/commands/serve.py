"""Start Kejiting: migrate, prepare, collect the static files, serve."""

from __future__ import annotations

import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connections
from gunicorn.app.wsgiapp import WSGIApplication

from kejiting.backup.empty_place import HALF, is_half_filled
from kejiting.management.static_files import collect_static
from kejiting.runtime.turns import in_turn

GUNICORN = ["gunicorn", "--config", "python:kejiting.runtime.server", "kejiting.wsgi"]


class Command(BaseCommand):
    help = "启动科技厅：更新数据库、准备数据、收集静态文件、开始服务"
    requires_system_checks = ()
    requires_migrations_checks = False

    def handle(self, **options: Any) -> None:
        environment = settings.ENVIRONMENT
        for notice in environment.notices:
            self.stderr.write(notice)
        if is_half_filled():
            raise CommandError(HALF)
        self._claim(environment.host, environment.port)
        try:
            # of two servers that start on one folder, one migrates and reads the samples
            with in_turn("start"):
                call_command("migrate", verbosity=0, interactive=False)
                call_command("prepare")
                collect_static()
        except (DatabaseError, OSError) as error:
            raise CommandError(
                f"启动不了：{error}（请检查数据库、磁盘空间和数据文件夹 {settings.DATA_DIR}）"
            ) from error
        self.stdout.write(f"科技厅已启动：http://{environment.address}/ （按 Ctrl+C 停止）")
        self.stdout.flush()
        # the processes that serve are forks of this one: none may go on with its connections
        connections.close_all()
        # in this process, which has loaded nearly all that it needs: stopping it stops the server
        sys.argv = GUNICORN
        WSGIApplication(prog=GUNICORN[0]).run()

    def _claim(self, host: str, port: int) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                door.bind((host, port))
            except OSError as error:
                raise CommandError(f"端口 {port} 用不了（{error.strerror}）。请换一个：PORT=8001 make run") from error
