"""/audit/: who may read it, its filters, its file."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from kejiting.audit.models import AuditAct, AuditRecord
from kejiting.audit.records import record_act

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor_client(auditor: User) -> Client:
    client = Client()
    client.force_login(auditor)
    return client


def numbers(client: Client, **asked: str) -> list[int]:
    return [record.number for record in client.get(reverse("audit"), asked).context["page"]]


def test_it_works(auditor_client: Client) -> None:
    record = record_act(AuditAct.EXPORTED, kind="文件", name="数据_2026-11-30.xlsx")

    page = auditor_client.get(reverse("audit"))
    text = page.content.decode()
    assert page.status_code == 200
    assert f"共 {record.number} 条" in text
    assert "文件：数据_2026-11-30.xlsx" in text
    assert 'href="/audit/"' in auditor_client.get("/").content.decode()
    assert page.headers["Cache-Control"].count("no-store") == 1


def test_others_do_not_see_it(
    client: Client, reader_client: Client, editor_client: Client, administrator: User
) -> None:
    ours = Client()
    ours.force_login(administrator)

    for name in ("audit", "audit_export"):
        assert client.get(reverse(name)).status_code == 302
        for other in (reader_client, editor_client, ours):
            answer = other.get(reverse(name))
            assert answer.status_code == 403
            assert "审计员" in answer.content.decode()
    assert 'href="/audit/"' not in ours.get("/").content.decode()


def test_a_superuser_sees_it(client: Client) -> None:
    client.force_login(User.objects.create_superuser("admin"))

    assert client.get(reverse("audit")).status_code == 200


def test_an_auditor_has_no_other_right(auditor_client: Client) -> None:
    for name in ("entry", "doctor", "admin:index"):
        assert auditor_client.get(reverse(name)).status_code in {302, 403}


def test_the_administration_has_no_way_to_the_rows(client: Client) -> None:
    client.force_login(User.objects.create_superuser("admin"))

    for page in ("changelist", "add"):
        with pytest.raises(NoReverseMatch):
            reverse(f"admin:kejiting_auditrecord_{page}")
    assert client.post(reverse("audit")).status_code == 405


def test_it_is_narrowed(auditor_client: Client) -> None:
    first = record_act(AuditAct.EXPORTED, kind="文件", name="数据.xlsx", detail="甲")
    second = record_act(AuditAct.COMMAND, kind="备份", name="2026", detail="乙")

    for asked, expected in (
        ({"act": "command"}, [second.number]),
        ({"words": "数据", "act": "exported"}, [first.number]),
        ({"words": "乙"}, [second.number]),
        ({"thing": "数据.x"}, [first.number]),
        ({"kind": "备份"}, [second.number]),
        ({"number": str(first.number)}, [first.number]),
        ({"who": "审计"}, [row.number for row in AuditRecord.objects.filter(by_name="审计员")]),
        ({"begin": str(timezone.localdate() + timedelta(days=1))}, []),
        ({"end": str(timezone.localdate() - timedelta(days=1))}, []),
    ):
        assert numbers(auditor_client, **asked) == expected, asked
    today = str(timezone.localdate())
    assert len(numbers(auditor_client, begin=today, end=today)) == len(numbers(auditor_client))


def test_nonsense_is_said(auditor_client: Client) -> None:
    answer = auditor_client.get(reverse("audit"), {"begin": "昨天", "act": "x"})

    assert answer.status_code == 422
    assert "2024-12-31" in answer.content.decode()


def test_it_has_pages_and_few_queries(
    auditor_client: Client, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    for _ in range(120):
        record_act(AuditAct.COMMAND)

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        page = auditor_client.get(reverse("audit"), {"page": "2"}).context["page"]
    assert (len(page), page.number) == (50, 2)


@pytest.mark.parametrize("chosen", ["csv", "xlsx"])
def test_it_is_exported_and_that_is_an_act(auditor_client: Client, chosen: str) -> None:
    record = record_act(AuditAct.COMMAND, kind="备份", name="=1+1")

    answer = auditor_client.get(reverse("audit_export"), {"format": chosen, "act": "command"})
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    if chosen == "csv":
        head, row = answer.content.decode("utf-8-sig").splitlines()
        assert head.startswith("序号,时间,谁")
        assert record.digest in row
        assert "'=1+1" in row
    told = AuditRecord.objects.latest("number")
    assert (told.act, told.by_name) == ("exported", "审计员")
    assert told.name.startswith("审计记录_")


def test_a_format_is_to_be_chosen(auditor_client: Client) -> None:
    assert auditor_client.get(reverse("audit_export")).status_code == 422
