#!/usr/bin/env python3
"""Kejiting's command line."""

from __future__ import annotations

import gc
import os
import sys

import django
from django.core.management import execute_from_command_line
from django.db import DatabaseError

from kejiting.runtime.bad_environment import BadEnvironmentError
from kejiting.runtime.terminal import lose_no_line
from kejiting.web.actions import ActionError


def main() -> None:
    lose_no_line(sys.stdout, sys.stderr)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kejiting.settings")
    try:
        # All that is loaded stays: looking for garbage among it took a third of a command that has nothing to do
        gc.disable()
        django.setup()
        gc.freeze()
        gc.enable()
        execute_from_command_line(sys.argv)
    except BadEnvironmentError as error:
        sys.exit(f"启动不了：{error}")
    except ActionError as error:
        sys.exit(f"没有做成：{error}")
    except (OSError, DatabaseError) as error:
        sys.exit(f"没有做成：{error}（请检查数据库、磁盘空间和数据文件夹的权限）")


if __name__ == "__main__":
    main()
