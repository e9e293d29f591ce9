"""The same letter sent twice at the same moment, by a double click."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection

from kejiting.ingest.duplicates import PossibleDuplicateError
from kejiting.ingest.reading import hand_written
from kejiting.ingest.saving import ingest_letter
from proposals.models import ReplyLetter
from proposals.parsing import parse_letter

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "关于测试提案的答复\n王五委员：\n您的建议收悉。现答复如下：\n一、关于加强测试\n我厅已支持企业7家。\n"


def test_one_is_saved_and_the_other_told(editor: User, data_dir: Path) -> None:
    def send(_: int) -> str:
        try:
            ingest_letter(hand_written(parse_letter(TEXT)), by=editor, allow_duplicate=False)
        except PossibleDuplicateError:
            return "told"
        finally:
            connection.close()
        return "saved"

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(pool.map(send, range(4)))

    assert outcomes == ["saved", "told", "told", "told"]
    assert ReplyLetter.objects.count() == 1
