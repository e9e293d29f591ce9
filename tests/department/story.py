"""A department's years: who asks for what, what is answered, what is promised and what becomes of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.department.layouts import Block, Head, letter_text, request_text
from tests.department.plans import plan
from tests.department.promises import new_promise, status_sentence, told_sentence
from tests.department.sentences import RENAMED_IN, Marked, Sentences, in_canonical_text
from tests.department.truth import (
    AskTruth,
    Department,
    IndicatorTruth,
    LetterTruth,
    PlanTruth,
    PromiseTruth,
    RequestTruth,
)
from tests.department.words import EFFECTS, GIVEN, GROUPS, MATTERS, PLACES, SCHOOLS, SURNAMES, Matter
from tests.soak.chance import Chance

LAST_YEAR = 2025
# Of the one that is measured whole
SEED, DRAFTS = 157, 30
HOUSE = ("吉林省科学技术厅", "吉科发{office}")
OTHER_HOUSES = (("吉林省教育厅", "吉教案"), ("吉林省工业和信息化厅", "吉工信案"))
_ASKED = (
    "加大{theme}工作力度", "完善{theme}政策措施", "加快推进{theme}", "建立健全{theme}长效机制", "进一步重视{theme}", "把{theme}摆上重要位置",
    "加强{theme}统筹指导", "出台支持{theme}的具体举措", "补齐{theme}短板", "以{theme}带动{name}发展",
)  # fmt: skip
_TITLES = (
    "关于加强{theme}的{sort}",
    "关于推动{name}高质量发展的{sort}",
    "关于做好{theme}、促进{name}的{sort}",
    "关于破解{theme}难题的{sort}",
)
_REASONS = (
    "近年来，我省{name}取得了一定进展，但与先进省份相比仍有差距。一是{theme}基础薄弱，{group}反映较多；二是{place}等地资源不足，政策落实不够均衡；三是部门之间缺少协同。",
    "调研中了解到，{group}对{theme}的需求十分迫切。目前存在经费来源单一、专业人员缺乏、信息渠道不畅等问题，在{place}表现尤为突出。",
    "{school}等单位在{theme}方面有较好积累，但成果没有得到充分利用。究其原因，主要是机制不活、衔接不畅，{group}难以受益。",
)


def department(seed: int, years: int = 10, requests: int = 40, drafts: int = 0) -> Department:
    """Make the years that end with LAST_YEAR, so many requests each, the same ones for the same seed.

    `drafts` more letters of the last summer are not issued yet: they are in no base.
    """
    return _Story(Chance(seed), seed, years, requests, drafts).tell()


@dataclass
class _Story:
    chance: Chance
    seed: int
    years: int
    requests: int
    drafts: int
    # who asked before, and for which matter
    people: dict[str, Matter] = field(default_factory=dict)
    answered: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    promised_to: dict[str, list[PromiseTruth]] = field(default_factory=lambda: defaultdict(list))
    numbers: set[tuple[int, str, str]] = field(default_factory=set)
    serials: dict[int, int] = field(default_factory=dict)
    promise_count: int = 0
    things: set[str] = field(default_factory=set)

    def tell(self) -> Department:
        self.first = LAST_YEAR - self.years + 1
        made = self.made = Department(self.seed, tuple(range(self.first, LAST_YEAR + 1)))
        for matter in MATTERS:
            for is_stock, (name, unit, value) in ((True, matter.stock), (False, matter.flow)):
                made.indicators[name] = IndicatorTruth(name, unit, is_stock, self._growth(value))
            made.renamed.append((*matter.programme, self.first + RENAMED_IN))
        dues = sorted({-(-year // 5) * 5 for year in made.years})
        made.plans = [plan(due, made.indicators, self.chance) for due in dues]
        for year in made.years:
            days = sorted(self.chance.randrange(80) for _ in range(self.requests))
            for day in days:
                self._letter(year, date(year, 4, 25) + timedelta(day), is_draft=False)
        for number in range(self.drafts):
            self._letter(LAST_YEAR, date(LAST_YEAR, 7, 20) + timedelta(number % 9), is_draft=True)
        for promise in made.promises:
            if promise.told_in is None:
                promise.fate = "forgotten" if promise.due.year < LAST_YEAR else "waiting"
        return made

    def _growth(self, value: int) -> dict[int, int]:
        points = {}
        for year in range(self.first - 2, LAST_YEAR):
            points[year] = value
            value += max(1, value * self.chance.randint(4, 24) // 100)
        return points

    def _letter(self, year: int, day: date, *, is_draft: bool) -> None:
        chance, made = self.chance, self.made
        number = len(made.letters) + 1
        body = chance.choice(("政协", "政协", "人大"))
        sort = "代表建议" if body == "人大" else "委员提案"
        term, meeting = _session(body, year)
        people = self._people()
        first = self.people[people[0]]
        matters = [first, *(chance.choice((first, first, *MATTERS)) for _ in range(chance.randint(1, 3)))]
        themes = list(
            {theme: (matter, theme) for matter in matters for theme in (chance.choice(matter.objects),)}.values()
        )
        marked = Marked()
        open_to = [
            p for name in people for p in self.promised_to[name] if p.told_in is None and made.letters[p.letter - 1].year < year
        ]  # fmt: skip
        passed_over = [p.number for p in open_to if chance.one_in(5)]
        to_tell = [p for p in open_to if p.number not in passed_over]
        made_here: list[PromiseTruth] = []
        blocks, asks = [], []
        for at, (matter, theme) in enumerate(themes):
            told = to_tell if at == 0 else []
            waiting = [
                p for p in made.promises
                if p.matter == matter.name and p.told_in is None and p not in told and p not in open_to and self._is_ripe(p, day)
            ]  # fmt: skip
            block, promises = self._block(matter, theme, day, marked, [*told, *waiting[:1]], number, is_draft=is_draft)
            made_here += promises
            blocks.append(block)
            near = tuple(reversed(self.answered[theme]))
            asks.append(AskTruth(matter.name, theme, block.title, (matter.stock[0], matter.flow[0]), near))
        head = self._head(day, body, sort, people, first, themes[0][1])
        printed, places = marked.read(letter_text(head, blocks, chance))
        text, marks = in_canonical_text(printed, places)
        co_units = tuple({matter.partner for matter, _ in themes})
        reason = chance.choice(_REASONS).format(
            name=first.name, theme=themes[0][1], group=chance.choice(GROUPS), place=chance.choice(PLACES), school=chance.choice(SCHOOLS)
        )  # fmt: skip
        asked = [(ask.title, f"建议{chance.choice(EFFECTS).format(group=chance.choice(GROUPS), place=chance.choice(PLACES), school=chance.choice(SCHOOLS))}，为此要{ask.title}。") for ask in asks]  # fmt: skip
        request = RequestTruth(
            head.number, sort, body, term, meeting, head.title, people, co_units, day - timedelta(70),
            request_text(head, asked, co_units, reason, chance),
        )  # fmt: skip
        made.letters.append(
            LetterTruth(number, year, day, head.agency, head.doc_number, is_draft, printed, text, tuple(asks), marks, tuple(passed_over), request)
        )  # fmt: skip
        if not is_draft:
            made.promises += made_here
            for _, theme in themes:
                self.answered[theme].append(number)
            for name in people:
                self.promised_to[name] += made_here

    def _is_ripe(self, promise: PromiseTruth, day: date) -> bool:
        """Kept ones are told the year after, late ones two years after, forgotten ones never."""
        years = day.year - self.made.letters[promise.letter - 1].year
        return (promise.fate == "kept" and years >= 1) or (promise.fate == "late" and years > 1)

    def _block(
        self, matter: Matter, theme: str, day: date, marked: Marked, told: list[PromiseTruth], number: int, *, is_draft: bool
    ) -> tuple[Block, list[PromiseTruth]]:  # fmt: skip
        chance = self.chance
        write = Sentences(chance, marked, matter, day.year, self.first, self.made.indicators)
        measures = [write.measure(theme) for _ in range(chance.randint(1, 3))]
        measures += [form() for form in (write.document, write.programme) if chance.one_in(2)]
        if chance.one_in(12):
            measures.append(write.fact())
        aim = self._aim(matter, day.year)
        if aim and chance.one_in(3):
            measures.append(write.aim(*aim))
        outcomes = [write.figures()] if chance.randrange(4) else []
        outcomes += [write.effect() for _ in range(chance.randint(0 if outcomes else 1, 1))]
        for promise in told:
            if self._is_ripe(promise, day):
                outcomes.append(told_sentence(promise, marked, chance, self.made.letters[promise.letter - 1].year))
                if not is_draft:
                    promise.told_in = number
            else:
                outcomes.append(status_sentence(promise, chance, self.made.letters[promise.letter - 1].year))
        promises, steps = [], [write.next_step(theme) for _ in range(chance.randint(1, 2))]
        if chance.randrange(3):
            self.promise_count += 1
            promise = new_promise(self.promise_count, number, matter, theme, day.year, chance)
            while promise.thing in self.things:
                promise = new_promise(self.promise_count, number, matter, theme, day.year, chance)
            self.things.add(promise.thing)
            promises.append(promise)
            steps.append(f"{marked.put('promise', promise.wording, of=str(promise.number))}。")
        if chance.one_in(5):
            steps.append(write.duty())
        title = chance.choice(_ASKED).format(theme=theme, name=matter.name)
        return Block(title, tuple(measures), tuple(outcomes), tuple(steps)), promises

    def _aim(self, matter: Matter, year: int) -> tuple[str, IndicatorTruth, int, int] | None:
        due = -(-year // 5) * 5
        plans: list[PlanTruth] = self.made.plans
        return next(
            (
                (one.title, self.made.indicators[target.indicator], target.value, due)
                for one in plans
                for target in one.targets
                if target.due == due and target.indicator == matter.stock[0]
            ),
            None,
        )

    def _people(self) -> tuple[str, ...]:
        """One person or two, every third of whom asked before."""
        chance = self.chance
        names = []
        for _ in range(1 + chance.one_in(6)):
            if self.people and chance.one_in(3):
                names.append(chance.choice(sorted(self.people)))
            else:
                name = chance.choice(SURNAMES) + chance.choice(GIVEN)
                self.people.setdefault(name, chance.choice(MATTERS))
                names.append(name)
        return tuple(dict.fromkeys(names))

    def _head(
        self, day: date, body: str, sort: str, people: tuple[str, ...], matter: Matter, theme: str
    ) -> Head:  # fmt: skip
        chance, year = self.chance, day.year
        number = next(n for n in iter(lambda: str(chance.randint(1, 699)), "") if (year, body, n) not in self.numbers)
        self.numbers.add((year, body, number))
        serial = self.serials[year] = self.serials.get(year, 30) + chance.randint(1, 3)
        title = chance.choice(_TITLES).format(theme=theme, name=matter.name, sort=sort[-2:])
        term, meeting = _session(body, year)
        printed = (
            f"省{'' if body == '人大' else body}{_han(term)}届{'人大' if body == '人大' else ''}{_han(meeting)}次会议"
        )
        agency, code = chance.choice(OTHER_HOUSES) if chance.one_in(15) else HOUSE
        return Head(
            agency, f"{code.format(office=matter.office)}〔{year}〕{serial}号", f"11220000013544429K/{year}-{10_000 + serial:05}",
            sort, printed, number, title, people, day, matter.name,
        )  # fmt: skip


def _session(body: str, year: int) -> tuple[int, int]:
    """政协十二届一次 and 人大十三届一次 met in 2018."""
    term, meeting = 12 + (year - 2018) // 5, (year - 2018) % 5 + 1
    return (term + 1, meeting) if body == "人大" else (term, meeting)


def _han(number: int) -> str:
    digits = "〇一二三四五六七八九"
    if number < 10:
        return digits[number]
    return f"{'' if number < 20 else digits[number // 10]}十{digits[number % 10] if number % 10 else ''}"
