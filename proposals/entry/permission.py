"""Who may use the desk."""

from __future__ import annotations

from kejiting.web.permission import only_with

MAY_ENTER = "proposals.add_replyletter"

editors_only = only_with(MAY_ENTER)
