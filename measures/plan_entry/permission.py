"""Who may enter plans."""

from __future__ import annotations

from kejiting.web.permission import only_with
from measures.models.plan_rows import MAY_ENTER_PLANS

plan_editors_only = only_with(MAY_ENTER_PLANS)
