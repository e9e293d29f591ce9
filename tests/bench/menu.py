"""What the number beside 工作台 costs; to be run where Django is set up: `manage.py shell`."""

from __future__ import annotations

import sys
import time

from django.contrib.auth.models import User

from measures.queues.menu import count_waiting
from tests.bench.speed import percentile

_ROUNDS = 100


def measure() -> None:
    """Write how many milliseconds it takes at p95, behind the counts."""
    user = User.objects.get(username="admin")
    count_waiting(user)
    taken = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        counts = count_waiting(user)
        taken.append((time.perf_counter() - began) * 1000)
    sys.stdout.write(f"{counts} {percentile(taken, 0.95)}\n")
