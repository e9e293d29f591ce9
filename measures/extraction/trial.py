"""A text out of the ordinary is first read in a process that can be ended: a pattern that runs away hears of nothing."""

from __future__ import annotations

from kejiting.text.bounded.run import run_bounded
from kejiting.text.bounded.worker import Reader
from kejiting.text.clean import clean
from kejiting.text.files import refuse_long
from kejiting.text.fold import fold
from kejiting.text.ordinary import is_ordinary
from measures.extraction.citations import find_citations
from measures.extraction.commitments import read_answer
from measures.extraction.figures import letter_figure_problems, letter_figures
from measures.extraction.plan import parse_plan
from proposals.parsing import find_contacts, parse_letter, part_question

# Of 200,000 ordinary characters the whole takes two
SECONDS = 15.0
MEGABYTES = 1024
TOO_MUCH = (
    "这份文字读了 {seconds:g} 秒还没有读完，没有保存任何内容：里面可能有连着很长的空白、数字或同一个字。"
    "请删去不是正文的部分，或者拆开后再试。"
)


def expect_readable(text: str) -> None:
    """Raise `UnreadableFile`, with a sentence for people, for a text that would take too long to be read where it is needed.

    An ordinary one is not tried. Another is read in the bounded process by all that reads it later.
    """
    refuse_long(text)
    if not is_ordinary(text):
        data = text.encode("utf-8", "surrogatepass")
        run_bounded(Reader(__name__, "read_whole"), data, seconds=SECONDS, megabytes=MEGABYTES, too_long=TOO_MUCH)


def read_whole(data: bytes) -> str:
    """Read a text in every way there is, and return nothing of it."""
    text = clean(data.decode("utf-8", "surrogatepass"))
    letter = parse_letter(text)
    letter_figures(letter)
    letter_figure_problems(letter)
    for passages in (*(one.passages for one in letter.recommendations), letter.letter_passages):
        read_answer(text, passages, letter.written_on, letter.agency)
    find_citations(text)
    find_contacts(text)
    part_question(text)
    parse_plan(text)
    fold(text)
    return ""
