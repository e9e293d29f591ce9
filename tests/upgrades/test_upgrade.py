"""A data folder of an earlier version moves forward, with all that people decided there.

`*.sql.xz` are dumps of such bases, made by the version that the name tells of: the seeds, with a proposal's title
corrected, a letter withdrawn and a promise set aside by the administrator.
"""

from __future__ import annotations

import lzma
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.soak.installations import finish, start, start_python

FOLDER = Path(__file__).parent
ASKED = """
import django
django.setup()
from django.test import Client
from measures.models import Commitment
from proposals.models import ReplyLetter
client = Client(headers={"host": "localhost"})
for q in ("王宇辉", "技术经纪人"):
    answer = client.get("/api/search", {"q": q}).json()
    print(q, answer["count"], answer["notice"])
print("set aside", Commitment.objects.get(verdicts__isnull=False).verdicts.get().reason)
print("corrected", ReplyLetter.objects.get(doc_number="吉科发区〔2020〕91号").set_by_person)
print("withdrawn", ReplyLetter.objects.exclude(status="published").get().doc_number)
"""


@pytest.fixture(params=sorted(FOLDER.glob("*.sql.xz")), ids=lambda path: path.name)
def data(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    data = tmp_path / "data"
    data.mkdir()
    with closing(sqlite3.connect(data / "kejiting.sqlite3")) as base:
        base.executescript(lzma.decompress(request.param.read_bytes()).decode())
    return data


def test_what_people_decided_is_there_and_found(data: Path) -> None:
    finish(start(data, "migrate", "-v0"))
    finish(start(data, "prepare"))

    assert finish(start_python(data, ASKED)).splitlines() == [
        "王宇辉 0 None",
        "技术经纪人 4 None",
        "set aside 是介绍情况，不是承诺",
        "corrected ['proposal_title']",
        "withdrawn 吉科发规划〔2024〕56号",
    ]
    assert finish(start(data, "search_index", "verify")).strip() == "与数据库相符。"
