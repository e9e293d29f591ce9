"""What a first start leaves, without its processor seconds."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from measures.models import Plan
from measures.records import catch_up_all_checks
from proposals.models import ReplyLetter
from tests.conftest import mention_topics, settle_figures
from tests.remembered import remembered


@pytest.fixture
def started(seeds: dict[str, ReplyLetter], plan: Plan) -> None:
    """As `prepare` leaves an empty base; test_prepare.py holds that it is so."""
    mention_topics()
    settle_figures(seeds)
    remembered("checks", catch_up_all_checks)
    User.objects.create_superuser("admin")
