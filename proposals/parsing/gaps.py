"""Name what a letter does not say, and tell letters from other texts."""

from __future__ import annotations

from kejiting.text.spans import Problem
from proposals.parsing.parsed import ParsedLetter

NOT_A_LETTER = "这份文本不像一份答复函：没有找到称谓，也没有找到“收悉”“现答复如下”一类的话"
_GAPS = (
    ("title", "原文没有标题"),
    ("doc_number", "原文未写发文字号"),
    ("index_number", "原文未写索引号"),
    ("number", "原文未写提案编号"),
    ("session", "原文未写届次"),
    ("delegates", "原文未写委员或代表姓名"),
    ("proposal_title", "原文未写提案标题"),
    ("agency", "原文未写发文机关"),
    ("written_on", "原文未写成文日期"),
    ("kind", "看不出答复的是委员提案还是代表建议"),
)
# of an opinion, which names the deputies or leaves them to the unit that answers
_OPINION_GAPS = (
    *(gap for gap in _GAPS if gap[0] not in ("index_number", "delegates")),
    ("addressee", "原文未写会办意见送给哪个单位"),
)


def find_gaps(letter: ParsedLetter, *, answers: bool) -> tuple[Problem, ...]:
    """Return one problem for each field that letters have and this one does not, or that it is no letter at all.

    `answers`: the text has a salutation or a sentence that names the proposal.
    """
    if not answers and not _answers_something(letter):
        return (Problem("text", NOT_A_LETTER),)
    gaps = _OPINION_GAPS if letter.document_type == "会办意见" else _GAPS
    return tuple(Problem(field, message) for field, message in gaps if not getattr(letter, field))


def looks_like_letter(letter: ParsedLetter) -> bool:
    return all(problem.message != NOT_A_LETTER for problem in letter.problems)


def _answers_something(letter: ParsedLetter) -> bool:
    return letter.title is not None and (letter.session is not None or letter.number is not None)
