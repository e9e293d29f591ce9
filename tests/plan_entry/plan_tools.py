"""A small plan, and how the pages of its entry are asked and posted to."""

from __future__ import annotations

import re
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from measures.models import Plan
from measures.plan_entry.forms import head_initial

SMALL = """海东市推进低空经济发展实施方案
海政办发〔2023〕12号
为推进低空经济发展，制定本方案。
一、总体要求
（一）主要目标。到2025年，建成起降点30个以上。
二、重点任务
1.建设试飞基地。到2024年，建成试飞基地2个。引进企业15家。
2.培养人才。每年培训操控员200名。
附件：任务分工表
海东市人民政府办公室
2023年3月1日
"""
LETTER = """关于省政协十三届三次会议第157号委员提案的答复
林清禾委员：
您提出的提案收悉，现答复如下：
近年来，我厅出台了发展规划。
"""


def upload(client: Client, *files: tuple[str, bytes]) -> HttpResponse:
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(reverse("entry_plans_read"), {"file": sent}, follow=True)


def press(client: Client, plan: Plan, action: str, **sent: str) -> HttpResponse:
    """Press a button of the review page as it was rendered for this `plan`."""
    head = {name: str(value) for name, value in head_initial(plan).items() if value is not None}
    form = {**head, "version": str(plan.version), "action": action, **sent}
    return client.post(reverse("entry_plan", args=[plan.pk]), form, follow=True)


def words_of(response: HttpResponse) -> str:
    """What a person reads on a page, without the marks of HTML."""
    return unescape(re.sub(r"<[^>]+>", "", response.content.decode()))
