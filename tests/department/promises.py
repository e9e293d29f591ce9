"""What the department promises, and how it says later that it was done, or that it is not yet."""

from __future__ import annotations

from datetime import date

from tests.department.sentences import Marked
from tests.department.truth import PromiseFate, PromiseTruth
from tests.department.words import PLACES, SCHOOLS, Matter
from tests.soak.chance import Chance

# what is promised: thing, how it is promised, how it is told that it was done
# {place} and {school} tell several of a theme apart
_FORMS = (
    ("{place}{theme}管理细则", "{due}年底前指导{place}制定出台《{place}{theme}管理细则》", "《{place}{theme}管理细则》已于{due}年{month}月印发"),
    ("{place}{theme}示范点", "{due}年底前在{place}建成{theme}示范点{n}个", "{place}{theme}示范点{n}个已全部建成"),
    ("{place}{theme}对接活动", "{due}年在{place}举办{theme}对接活动{n}场", "{place}{theme}对接活动已举办{n}场"),
    ("{school}{theme}类项目", "{due}年底前立项支持{school}{theme}类项目{n}项", "{school}{theme}类项目{n}项已立项支持"),
    ("{place}{theme}信息系统", "{due}年上半年建成{place}{theme}信息系统并上线运行", "{place}{theme}信息系统已上线运行"),
    ("与{school}共建的{theme}工作站", "{due}年底前与{school}共建{theme}工作站{n}家", "与{school}共建的{theme}工作站{n}家已投入使用"),
    ("{school}{theme}实训基地", "力争{due}年底前依托{school}新建{theme}实训基地{n}个", "{school}{theme}实训基地{n}个已经建成"),
)  # fmt: skip
_TOLD = (
    "{year}年答复中承诺的{thing}已经落实：{done}。", "{done}，兑现了{year}年答复时的承诺。", "按照{year}年的答复意见，{done}。",
    "针对{year}年答复承诺事项，{done}，运行情况良好。",
)  # fmt: skip
_STATUS = (
    "{year}年答复承诺的{thing}尚在推进，受经费安排影响，进度有所延后。", "对{year}年答复提到的{thing}，已完成前期论证，还没有最后落实。",
    "{year}年答复承诺的{thing}正在办理，完成后另行报告。",
)  # fmt: skip
_FATES: tuple[PromiseFate, ...] = ("kept", "kept", "kept", "kept", "late", "late", "forgotten", "forgotten")


def new_promise(number: int, letter: int, matter: Matter, theme: str, year: int, chance: Chance) -> PromiseTruth:
    due = year + chance.one_in(2)
    said = {
        "theme": theme, "place": chance.choice(PLACES), "school": chance.choice(SCHOOLS), "n": chance.randint(2, 19), "due": due,
        "month": chance.randint(9, 12),
    }  # fmt: skip
    thing, wording, done = (form.format(**said) for form in chance.choice(_FORMS))
    until = date(due, 6, 30) if "上半年" in wording else date(due, 12, 31)
    return PromiseTruth(number, letter, matter.name, wording, thing, done, until, chance.choice(_FATES))


def told_sentence(promise: PromiseTruth, marked: Marked, chance: Chance, year: int) -> str:
    words = chance.choice(_TOLD).format(year=year, thing=promise.thing, done=promise.done)
    return marked.put("step", words, of=str(promise.number))


def status_sentence(promise: PromiseTruth, chance: Chance, year: int) -> str:
    return chance.choice(_STATUS).format(year=year, thing=promise.thing)
