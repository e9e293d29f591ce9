"""The department's sentences: what it did, what came of it, what it will do; what each says is marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any

from kejiting.text.clean import clean
from tests.department.truth import IndicatorTruth, Mark, MarkKind
from tests.department.words import EFFECTS, GROUPS, MANNERS, PLACES, SCHOOLS, SIDES, VERBS, WAYS, Matter
from tests.soak.chance import Chance

_OPEN, _SHUT, _END = "\ue000", "\ue001", "\ue002"
RENAMED_IN = 5
"""So many years after the first programmes get their names of today."""


@dataclass
class Marked:
    """Sentences are written with their marks inside; `read` takes these out and says where they stood."""

    marks: list[dict[str, str]] = field(default_factory=list)

    def put(self, kind: MarkKind, words: str, **said: str) -> str:
        self.marks.append({"kind": kind, **said})
        return f"{_OPEN}{len(self.marks) - 1}{_SHUT}{words}{_END}"

    def read(self, marked: str) -> tuple[str, tuple[Mark, ...]]:
        text, found, opened = "", [], list[tuple[int, int]]()
        at = 0
        while at < len(marked):
            char = marked[at]
            if char == _OPEN:
                shut = marked.index(_SHUT, at)
                opened.append((int(marked[at + 1 : shut]), len(text)))
                at = shut
            elif char == _END:
                number, start = opened.pop()
                said: Mapping[str, Any] = self.marks[number]
                found.append(Mark(start=start, end=len(text), words=text[start:], **said))
            else:
                text += char
            at += 1
        return text, tuple(sorted(found, key=lambda mark: (mark.start, -mark.end)))


def in_canonical_text(printed: str, marks: tuple[Mark, ...]) -> tuple[str, tuple[Mark, ...]]:
    """The text as it is kept, in which only white space is another one, and the marks there."""
    text = clean(printed)
    places = [at for at, char in enumerate(text) if not char.isspace()]
    counts = list(accumulate((not char.isspace() for char in printed), initial=0))
    moved = (replace(mark, start=places[counts[mark.start]], end=places[counts[mark.end] - 1] + 1) for mark in marks)
    return text, tuple(replace(mark, words=text[mark.start : mark.end]) for mark in moved)


@dataclass
class Sentences:
    """What is written in one year of one matter. `year` is that of the letter: it can tell of the year before."""

    chance: Chance
    marked: Marked
    matter: Matter
    year: int
    first_year: int
    indicators: Mapping[str, IndicatorTruth]

    def _fill(self, words: str) -> str:
        chance = self.chance
        return words.format(
            partner=self.matter.partner,
            place=chance.choice(PLACES),
            school=chance.choice(SCHOOLS),
            group=chance.choice(GROUPS),
        )

    def measure(self, theme: str) -> str:
        chance = self.chance
        first, second = chance.sample(VERBS, 2)
        side, other = chance.sample(SIDES, 2)
        ways = chance.sample(WAYS, 2)
        manner = self._fill(chance.choice(MANNERS))
        forms = (
            f"{manner}，{first}{theme}{side}，{second}{chance.choice(self.matter.objects)}{other}，{self._fill(ways[0])}。",
            f"{first}{theme}{side}，{self._fill(ways[0])}，{self._fill(ways[1])}。",
            f"{manner}，对{theme}进行专题研究，{first}{self.matter.name}{side}，{self._fill(ways[0])}。",
            f"针对您反映的{theme}问题，{manner}，{first}了相关{side[1:]}，并{second}{chance.choice(self.matter.objects)}{other}。",
            f"{self._fill(ways[1])}，同时{first}{theme}{side}，{self._fill(ways[0])}。",
        )
        return chance.choice(forms)

    def heading(self, theme: str) -> str:
        return f"{self.chance.choice(VERBS)}{theme}{self.chance.choice(SIDES)}。"

    def effect(self) -> str:
        first, second = self.chance.sample(EFFECTS, 2)
        return f"经过努力，{self._fill(first)}，{self._fill(second)}。"

    def next_step(self, theme: str) -> str:
        chance = self.chance
        first, second = chance.sample(VERBS, 2)
        return (
            f"继续{first}{theme}{chance.choice(SIDES)}，{second}{chance.choice(self.matter.objects)}{chance.choice(SIDES)}，"
            f"{chance.choice(('使', '帮助', '引导'))}{chance.choice(GROUPS)}{chance.choice(('从中受益', '更快成长', '少走弯路', '安心创新'))}。"
        )

    def duty(self) -> str:
        """What is promised every year in the same words, and rightly."""
        return f"每年举办{self.matter.objects[0]}专题培训班2期，每季度调度一次{self.matter.objects[1]}情况。"

    def document(self) -> str:
        matter, changed = self.matter, self.first_year + RENAMED_IN
        edition = "（修订）" if self.year > changed else ""
        issued = changed if edition else self.first_year - 1
        title = f"吉林省{matter.document}{edition}"
        serial = 10 + len(matter.document) * 3 + (40 if edition else 0)
        number = f"吉科发{matter.office}〔{issued}〕{serial}号"
        cited = f"《{self.marked.put('document', title, of=title, value=number)}》（{number}）"
        forms = (
            f"严格落实{cited}有关规定，{self._fill(self.chance.choice(WAYS))}。",
            f"以{cited}为依据，{self._fill(self.chance.choice(WAYS))}。",
        )
        return self.chance.choice(forms)

    def programme(self) -> str:
        old, new = self.matter.programme
        name = new if self.year > self.first_year + RENAMED_IN else old
        words = self.marked.put("programme", name, of=name)
        forms = (
            f"深入实施{words}，{self._fill(self.chance.choice(WAYS))}。",
            f"将{self.chance.choice(self.matter.objects)}纳入{words}予以支持，{self._fill(self.chance.choice(WAYS))}。",
        )
        return self.chance.choice(forms)

    def fact(self) -> str:
        """A sentence that letters of all years carry over, with its year."""
        matter, then = self.matter, self.first_year - 2
        words = f"{then}年，省科技厅会同{matter.partner}召开{matter.objects[0]}工作推进会，明确了{matter.objects[1]}的部门分工。"
        return self.marked.put("carried", words, of=matter.name)

    def figures(self) -> str:
        """One or two sentences with figures of the year before."""
        chance = self.chance
        stock, flow = (self.indicators[words] for words, *_ in (self.matter.stock, self.matter.flow))
        return "".join(
            form()
            for form in chance.sample((lambda: self._stock(stock), lambda: self._flow(flow)), chance.randint(1, 2))
        )

    def _figure(self, of: IndicatorTruth, value: int, period: str, scope: str = "") -> str:
        return self.marked.put("figure", f"{value}{of.unit}", of=of.name, value=str(value), period=period, scope=scope)

    def _stock(self, of: IndicatorTruth) -> str:
        year, value = self.year - 1, of.points[self.year - 1]
        former = of.points.get(year - 1)
        words = self._figure(of, value, str(year))
        place = self.chance.choice(PLACES)
        part = max(1, value * (PLACES.index(place) + 2) // 97)
        forms = [
            f"截至{year}年底，全省{of.name}达到{words}。",
            f"到{year}年末，全省共有{of.name}{words}，覆盖{4 + value % 6}个市（州）。",
            f"截至{year}年底，全省{of.name}达到{words}，其中，{place}{of.name}{self._figure(of, part, str(year), place)}。",
        ]
        if former and former < value:
            grown = (value - former) / former * 100
            forms.append(
                f"全省{of.name}由{year - 1}年底的{self._figure(of, former, str(year - 1))}增加到{year}年底的{words}，"
                f"增长{grown:.1f}%。"
            )
        if value > 100:
            near = value // 100 * 100
            forms.append(f"目前，全省{of.name}超过{near}{of.unit}，{self._fill(self.chance.choice(EFFECTS))}。")
        return self.chance.choice(forms)

    def _flow(self, of: IndicatorTruth) -> str:
        year, value = self.year - 1, of.points[self.year - 1]
        words = self._figure(of, value, str(year))
        former = of.points.get(year - 1)
        forms = [
            f"{year}年，全省{of.name}{words}。",
            f"{year}年全年{of.name}{words}，{self._fill(self.chance.choice(EFFECTS))}。",
        ]
        if former:
            forms.append(f"{year}年，全省{of.name}{words}，同比增长{(value - former) / former * 100:.1f}%。")
            total = sum(amount for told, amount in of.points.items() if self.first_year - 1 <= told <= year)
            forms.append(f"{self.first_year - 1}年以来，累计{of.name}{total}{of.unit}。")
        return self.chance.choice(forms)

    def aim(self, plan: str, indicator: IndicatorTruth, value: int, due: int) -> str:
        words = self.marked.put("aim", f"{value}{indicator.unit}", of=indicator.name, value=str(value), period=str(due))
        return f"按照《{plan}》提出的目标，到{due}年，全省{indicator.name}达到{words}。"
