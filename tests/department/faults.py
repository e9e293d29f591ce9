"""Errors put into a department's letters on purpose, each at a known place: what checks of a draft have to find."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.department.truth import Department, LetterTruth, Mark, MarkKind
from tests.department.words import MATTERS
from tests.soak.chance import Chance


@dataclass(frozen=True, slots=True)
class Error:
    """A letter's text with an error of a kind at `start`, which is `words`; `words` empty: something was left out.

    `trap` is what has to stay silent in its place: not an error, though it looks like one.
    """

    kind: str
    letter: LetterTruth
    text: str
    start: int
    words: str
    trap: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.words)


_Put = Callable[[Department, LetterTruth, Chance], Error | None]


def put(made: Department, kind: str, number: int, chance: Chance, letters: list[LetterTruth]) -> Iterator[Error]:
    """Put so many errors of a kind into letters, as far as they have a place for it."""
    tried = 0
    while number and tried < 3000:
        tried += 1
        error = FAULTS[kind](made, chance.choice(letters), chance)
        if error is not None:
            number -= 1
            yield error


def _marks(letter: LetterTruth, kind: MarkKind) -> list[Mark]:
    return [mark for mark in letter.marks if mark.kind == kind]


def _replaced(
    kind: str, letter: LetterTruth, start: int, end: int, words: str, shown: tuple[int, int] | None = None
) -> Error:
    """`shown` is what of the words the error is, all of them without it."""
    first, behind = shown or (0, len(words))
    text = letter.text[:start] + words + letter.text[end:]
    return Error(kind, letter, text, start + first, words[first:behind])


def _added(kind: str, letter: LetterTruth, sentence: str, words: str, chance: Chance, *, ahead: bool = False) -> Error:
    """Put a sentence behind another one of the answer, one of those about what comes next if `ahead`."""
    near = _marks(letter, "promise") if ahead else _marks(letter, "figure")
    at = letter.text.index("。", chance.choice(near).end) + 1
    text = letter.text[:at] + sentence + letter.text[at:]
    return Error(kind, letter, text, at + sentence.index(words), words)


def _other_value(made: Department, letter: LetterTruth, chance: Chance) -> Error | None:
    """N1: a settled figure of the province with another value, not ten times as much."""
    marks = [mark for mark in _marks(letter, "figure") if not mark.scope and _is_told_elsewhere(made, letter, mark)]
    if not marks:
        return None
    mark = chance.choice(marks)
    value, unit = int(mark.value), mark.words[len(mark.value) :]
    other = value + chance.choice((-1, 1)) * max(1, value * chance.randint(3, 20) // 100)
    return _replaced("N1", letter, mark.start, mark.end, f"{other}{unit}")


def _is_told_elsewhere(made: Department, letter: LetterTruth, mark: Mark) -> bool:
    same = (mark.of, mark.period, mark.scope)
    return any(
        (one.of, one.period, one.scope) == same
        for other in made.issued
        if other.number != letter.number
        for one in _marks(other, "figure")
    )


def _wrong_growth(made: Department, letter: LetterTruth, chance: Chance) -> Error | None:
    """N2: 增长12.5% is not what was reckoned."""
    found = re.search(r"由\d{4}年底的\d+\D{1,2}增加到\d{4}年底的\d+\D{1,2}，增长(?P<share>[\d.]+)%", letter.text)
    if not found:
        return None
    share = f"{float(found['share']) + chance.choice((6, 11, 27)):.1f}%"
    start = found.start("share")
    return _replaced("N2", letter, start, found.end("share") + 1, share)


def _slip_of_scale(made: Department, letter: LetterTruth, chance: Chance) -> Error | None:
    """N3: a 0 too many, or 万 behind what has none."""
    marks = [mark for mark in _marks(letter, "figure") if not mark.scope and _is_told_elsewhere(made, letter, mark)]
    if not marks:
        return None
    mark = chance.choice(marks)
    unit = mark.words[len(mark.value) :]
    words = chance.choice((f"{mark.value}0{unit}", f"{mark.value}万{unit}", f"{mark.value}00{unit}"))
    return _replaced("N3", letter, mark.start, mark.end, words)


def _other_aim(made: Department, letter: LetterTruth, chance: Chance) -> Error | None:
    """N5: the plan's target with another number."""
    marks = _marks(letter, "aim")
    if not marks:
        return None
    mark = chance.choice(marks)
    value = int(mark.value)
    words = f"{value + chance.choice((-1, 1)) * max(1, value // 10)}{mark.words[len(mark.value) :]}"
    return _replaced("N5", letter, mark.start, mark.end, words)


def _passed_over(made: Department, letter: LetterTruth, chance: Chance) -> Error | None:
    """P1: what was promised to these people is not done, and the sentence that says how far it is was taken out."""
    found = re.search(
        r"[^。\n]*(?:尚在推进，受经费|已完成前期论证，还没有|正在办理，完成后另行)[^。\n]*。", letter.text
    )
    open_still = found and any(promise.thing in found[0] and promise.told_in is None for promise in made.promises)
    if not found or not open_still:
        return None
    text = letter.text[: found.start()] + letter.text[found.end() :]
    return Error("P1", letter, text, found.start(), "")


def _promised_again(made: Department, letter: LetterTruth, chance: Chance) -> Error | None:
    """P2: a promise of an earlier letter once more, of which nothing was heard since."""
    open_still = [
        promise
        for promise in made.promises
        if promise.told_in is None and made.letters[promise.letter - 1].written_on < letter.written_on
        and made.letters[promise.letter - 1].year < letter.year
    ]  # fmt: skip
    if not open_still or not _marks(letter, "promise"):
        return None
    words = f"{chance.choice(open_still).wording}。"
    return _added("P2", letter, words, words, chance, ahead=True)


def _taken_over(made: Department, letter: LetterTruth, chance: Chance) -> Error | None:
    """R1: a sentence of a letter of an earlier year with its time."""
    earlier = [one for one in made.issued if one.year < letter.year - chance.randrange(3)]
    if not earlier or not _marks(letter, "figure"):
        return None
    source = chance.choice(earlier)
    timed = re.findall(r"(?<=[。\n])(?:目前|截至20\d\d年底|到20\d\d年末|20\d\d年，全省)[^。；\n]{12,90}。", source.text)
    timed = [words for words in timed if words not in letter.text]
    if not timed:
        return None
    words = chance.choice(timed)
    return _added("R1", letter, words, words, chance)


def _left_over(made: Department, letter: LetterTruth, chance: Chance) -> Error | None:
    """R2: another's name, number, house or region."""
    if not _marks(letter, "figure"):
        return None
    other = chance.choice(made.issued)
    if set(other.request.proposers) & set(letter.request.proposers) or other.request.number == letter.request.number:
        return None
    name, number = other.request.proposers[0], other.request.number
    role = "代表" if letter.request.kind == "代表建议" else "委员"
    sentence, words = chance.choice(
        (
            (f"我们将{name}{role}的建议纳入年度工作安排。", name),
            (f"您提出的第{number}号{letter.request.kind[-2:]}，我们已逐条研究办理。", number),
            (f"对{name}{role}提出的意见，我厅专题作了研究。", name),
            ("在辽宁省委、省政府的坚强领导下，各项任务稳步推进。", "辽宁"),
            ("我局将相关工作列入重点督办事项。", "我局"),
            ("我市科技资源进一步盘活。", "我市"),
        )
    )
    return _added("R2", letter, sentence, words, chance)


def _wrong_citation(made: Department, letter: LetterTruth, chance: Chance) -> Error | None:
    """E1: a title with a slip, a title with another's number, or the name of before the renaming."""
    marks = _marks(letter, "document")
    renamed = [mark for mark in _marks(letter, "programme") for old, new, _ in made.renamed if mark.of == new]
    if renamed and chance.one_in(3):
        mark = chance.choice(renamed)
        return _replaced(
            "E1", letter, mark.start, mark.end, next(old for old, new, _ in made.renamed if new == mark.of)
        )
    if not marks:
        return None
    mark = chance.choice(marks)
    if chance.one_in(2):
        at = chance.randint(4, len(mark.words) - 3)
        words = mark.words[:at] + mark.words[at + 1 :]
        return _replaced("E1", letter, mark.start, mark.end, words)
    at = letter.text.find(mark.value, mark.end)
    if at < 0:
        return None
    numbers = {one.value for other in made.issued for one in _marks(other, "document") if one.of != mark.of}
    return _replaced("E1", letter, at, at + len(mark.value), chance.choice(sorted(numbers)))


def _wrong_programme(made: Department, letter: LetterTruth, chance: Chance) -> Error | None:
    """E2: the name of a programme with a character missing or two in each other's place."""
    marks = _marks(letter, "programme")
    if not marks:
        return None
    mark = chance.choice(marks)
    name, at = mark.words, chance.randint(2, len(mark.words) - 3)
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    words = chance.choice((name[:at] + name[at + 1 :], swapped))
    return _replaced("E2", letter, mark.start, mark.end, words) if words != name else None


def _other_session(made: Department, letter: LetterTruth, chance: Chance) -> Error | None:
    """F2: the number in the title is another one than the base knows of this proposal."""
    found = re.search(rf"第({letter.request.number})号{letter.request.kind}的答复", letter.text)
    if not found or letter.text.count(f"第{letter.request.number}号") < 2:
        return None
    return _replaced("F2", letter, *found.span(1), str(int(letter.request.number) + chance.choice((1, 10, 100))))


def _wrong_name(made: Department, letter: LetterTruth, chance: Chance) -> Error | None:
    """F3: a known delegate's name with another character that sounds the same."""
    name = letter.request.proposers[0]
    known = sum(name in other.request.proposers for other in made.issued) > 0
    alike = next(((a, b) for a, b in _SOUND_ALIKE if a in name[1:]), None)
    if not known or alike is None:
        return None
    start = letter.text.index(name)
    return _replaced("F3", letter, start, start + len(name), name[0] + name[1:].replace(*alike, 1))


_SOUND_ALIKE = (("国", "帼"), ("华", "桦"), ("强", "墙"), ("明", "鸣"), ("新", "欣"), ("文", "闻"), ("宏", "洪"), ("伟", "玮"), ("宇", "雨"),
                ("航", "杭"), ("春", "椿"), ("玉", "钰"), ("源", "原"), ("福", "富"), ("静", "靖"), ("永", "泳"), ("军", "君"), ("瑞", "锐"),
                ("长", "常"), ("娟", "鹃"), ("慧", "惠"))  # fmt: skip

FAULTS: dict[str, _Put] = {
    "N1": _other_value,
    "N2": _wrong_growth,
    "N3": _slip_of_scale,
    "N5": _other_aim,
    "P1": _passed_over,
    "P2": _promised_again,
    "R1": _taken_over,
    "R2": _left_over,
    "E1": _wrong_citation,
    "E2": _wrong_programme,
    "F2": _other_session,
    "F3": _wrong_name,
}


def traps(letter: LetterTruth, chance: Chance) -> Iterator[Error]:
    """Sentences that look like errors of the kind and are none."""
    if not _marks(letter, "figure") or not _marks(letter, "promise"):
        return
    matter = next(one for one in MATTERS if one.name == letter.asks[0].matter)
    stock, unit, _ = matter.stock
    flow, flow_unit, _ = matter.flow
    year, told = letter.year - 1, chance.randint(2, 9)
    for kind, sentence, words in (
        ("N1", f"截至{year}年底，梅河口市{stock}{told}{unit}。", f"{told}{unit}"),
        ("N1", f"截至{year}年底，浙江省{stock}达到{told}0{unit}。", f"{told}0{unit}"),
        ("N1", f"“十三五”期间，累计{flow}{told}{told}000{flow_unit}。", f"{told}{told}000{flow_unit}"),
        ("N1", f"{year - 19}年，全省{stock}只有{told}{unit}。", f"{told}{unit}"),
        ("N5", f"到{year}年，{stock}目标已分解到各市（州），长春市承担{told}{unit}。", f"{told}{unit}"),
        ("R2", "赴湖北省学习考察了科技成果转化的做法，山东省科技厅介绍了经验。", "湖北"),
        ("R2", "长春市有关负责人表示，我市将配套落实。", "长春"),
        ("E1", "落实《国家技术创新工程实施方案》（国科发政〔2009〕269号）要求。", "国科发政〔2009〕269号"),
    ):
        found = _added(kind, letter, sentence, words, chance)
        yield Error(kind, letter, found.text, found.start, words, trap=True)
