"""How a passage is cited: 吉科发成〔2025〕84号，2025年6月18日，第一项."""

from __future__ import annotations

from kejiting.text.numerals import to_chinese
from proposals.models import Recommendation, ReplyLetter


def cite(letter: ReplyLetter, recommendation: Recommendation | None = None) -> str:
    """What the letter does not say is left out; a letter without a document number is cited by its name."""
    written = letter.written_on
    return "，".join(
        filter(
            None,
            [
                letter.doc_number or (f"《{letter.title}》" if letter.title else letter.answering or "发文字号未写"),
                f"{written.year}年{written.month}月{written.day}日" if written else None,
                f"第{to_chinese(recommendation.position)}项" if recommendation and recommendation.title else None,
            ],
        )
    )
