"""A base that is ready to use, as the first start makes it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.cluster.web import manage


def prepare(environment: Mapping[str, str]) -> str:
    """Migrate and load the seeds; the administrator's password."""
    manage(environment, "migrate", "--verbosity=0")
    said = manage(environment, "prepare")
    found = re.search(r"密码 (\S+?)（", said)
    assert found, said
    return found[1]
