#!/usr/bin/env python3
"""Kejiting's command line."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line
from django.db import DatabaseError

from kejiting.runtime.environment import BadEnvironmentError
from kejiting.runtime.terminal import lose_no_line


def main() -> None:
    lose_no_line(sys.stdout, sys.stderr)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kejiting.settings")
    try:
        execute_from_command_line(sys.argv)
    except BadEnvironmentError as error:
        sys.exit(f"启动不了：{error}")
    except (OSError, DatabaseError) as error:
        sys.exit(f"没有做成：{error}（请检查数据库、磁盘空间和数据文件夹的权限）")


if __name__ == "__main__":
    main()
