"""The forms by which people say what is a promise and what is none."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client

from measures.models import Commitment
from proposals.models import Passage, ReplyLetter

LABORATORIES = "谋划筹建长白山实验室、三江实验室、吉光实验室3个省实验室"


def press_add(client: Client, passage: Passage, **said: Any) -> HttpResponse:
    """Send the form of a passage's page, as it is filled in by somebody who sees the letter of now."""
    version = ReplyLetter.objects.get(pk=passage.letter_id).version
    return client.post(f"/commitments/passages/{passage.pk}/", {"expected_version": version, **said})


def press_verdict(client: Client, commitment: Commitment, action: str, **said: Any) -> HttpResponse:
    """Send the form of a commitment's page, as it is filled in by somebody who saw nothing found of it yet."""
    return client.post(
        f"{commitment.get_absolute_url()}verdict/",
        {"action": action, "reason": "只是介绍背景", "expected_version": 0, **said},
    )
