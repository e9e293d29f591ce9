"""Letters put together at random from the parts such letters are built of: what went in comes out again."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from kejiting.text.clean import clean, strip_whitespace
from proposals.parsing import ParsedLetter, parse_letter
from tests.parsing.letter_parts import Written, letters


def spans_and_words(letter: ParsedLetter) -> list[tuple[str, str]]:
    """Return what each span covers beside the words that are said to stand there."""
    words = [words for words in (letter.title, letter.proposal_title) if words and words.span]
    said = [("".join(one.span.of(letter.text).split()), one.value) for one in words if one.span]
    headings = [one for one in letter.recommendations if one.heading]
    return said + [(one.heading.of(letter.text), one.title or "") for one in headings if one.heading]


@settings(max_examples=150, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(letters())
def test_what_a_letter_is_put_together_from_is_read_from_it(written: Written) -> None:
    text = clean(written.text)
    letter = parse_letter(text)

    assert strip_whitespace(text) == strip_whitespace(written.text)
    assert clean(text) == text
    assert letter.title
    assert letter.title.value == strip_whitespace(written.title)
    assert letter.session
    assert (letter.session.body, letter.session.term, letter.session.meeting) == (
        written.body,
        written.term,
        written.meeting,
    )
    assert letter.number == written.number
    assert letter.delegates == written.names
    assert letter.proposal_title
    assert letter.proposal_title.value == written.proposal
    assert (letter.doc_number and letter.doc_number.printed) == written.doc_number
    assert (letter.agency, letter.written_on, letter.published_on) == (written.agency, written.day, written.published)
    assert letter.kind == ("委员提案" if written.body == "政协" else "代表建议")
    passages = [*(each for one in letter.recommendations for each in one.passages), *letter.letter_passages]
    assert tuple(one.title for one in letter.recommendations if one.title) == written.asks
    assert tuple(each.span.of(text) for each in passages if each.part == "measures") == written.measures
    assert tuple(each.span.of(text) for each in passages if each.part == "next_steps") == written.next_steps
    assert all(words in stands for stands, words in spans_and_words(letter))
