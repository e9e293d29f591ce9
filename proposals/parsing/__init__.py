"""Read a letter's canonical text into plain data, with the place of everything found."""

from proposals.parsing.anchors import reanchor
from proposals.parsing.asked_parts import AskedPart, part_question
from proposals.parsing.citing import read_number
from proposals.parsing.compose import HandWritten, HandWrittenAsk, compose_letter
from proposals.parsing.contacts import find_contacts
from proposals.parsing.doc_numbers import drafting_office, find_doc_numbers, read_doc_number
from proposals.parsing.gaps import NOT_A_LETTER, looks_like_letter
from proposals.parsing.headings import read_ask
from proposals.parsing.issued import LineRole, issued_lines
from proposals.parsing.letter import parse_letter
from proposals.parsing.lines import trimmed
from proposals.parsing.named_asks import numbers_of_asks, pairs_of
from proposals.parsing.parsed import (
    ANSWER_PARTS,
    Body,
    DocNumber,
    DocumentType,
    Kind,
    LocatedText,
    MarkedSentence,
    ParsedLetter,
    ParsedPassage,
    ParsedRecommendation,
    ParsedSession,
    Part,
    SentenceKind,
)
from proposals.parsing.sentences import sentences_of
from proposals.parsing.sessions import level_of, read_session
from proposals.parsing.shape import letter_shape
