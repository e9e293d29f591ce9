"""帮助: what people do with Kejiting, a page for each task, in steps that name the buttons as they are on the screen."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse


@dataclass(frozen=True, slots=True)
class HelpTask:
    """`name` is that of its address, and of its template with the steps; `who` may do it, if not everybody."""

    name: str
    title: str
    summary: str
    who: str = ""

    def get_absolute_url(self) -> str:
        return reverse("help_task", args=[self.name])


TASKS = (
    HelpTask("find", "查一个词、一位代表、一个文号", "打几个字，看哪份答复函的哪一段写到它。"),
    HelpTask("proposal", "粘贴整份提案，逐项找旧答复", "新提案来了，先看以前怎么答复、承诺过什么。"),
    HelpTask("letter", "看一份答复函，引用原文", "复制一段并注明出处，摘录几段，或者下载整份。"),
    HelpTask(
        "request", "录入来件，看期限和所提的建议", "提案、建议交办下来，先录入，逐条看清要答什么。", "编辑、管理员"
    ),
    HelpTask(
        "outline",
        "起草答复：引用库中所记，写成 Word",
        "每条建议以前怎么答复，有什么数，承诺过什么，点一下就引用。",
        "编辑、管理员",
    ),
    HelpTask(
        "draft", "发文以前核对答复稿", "与库中的答复函、数据、承诺和方案对照，有矛盾、有遗漏先知道。", "编辑、管理员"
    ),
    HelpTask("entry", "录入一份新答复函", "上传或粘贴，核对，发布。", "编辑、管理员"),
    HelpTask("correct", "改正一份已发布的答复函", "改正、撤销、撤回，改错了回到从前。", "编辑、管理员"),
    HelpTask("figures", "把数据认定到指标，看请核口径", "同一件事的数，前后几份放在一起看。", "认定限编辑、管理员"),
    HelpTask("promises", "跟踪承诺", "答应过的事，哪些到期了，后来怎样。", "认定限编辑、管理员"),
    HelpTask("plan", "看方案的进度", "方案里的目标，完成了多少。", "认定限编辑、管理员"),
    HelpTask("follow", "关注、常用条件、概览", "有了新动态来告诉您，常用的条件不必每次再选。", "登录的人"),
    HelpTask("people", "管理人员，初始密码，取走样例", "给同事开用户，换成自己的答复函。", "管理员"),
)
_NUMBERS = {task.name: number for number, task in enumerate(TASKS)}


def help_index(request: HttpRequest) -> HttpResponse:
    return render(request, "help/index.html", {"tasks": TASKS})


def help_task(request: HttpRequest, name: str) -> HttpResponse:
    """Raises Http404 for a task that there is none of."""
    number = _NUMBERS.get(name)
    if number is None:
        raise Http404
    following = TASKS[number + 1] if number + 1 < len(TASKS) else None
    task = TASKS[number]
    return render(request, f"help/{task.name}.html", {"task": task, "number": number + 1, "following": following})
