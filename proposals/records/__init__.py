"""Writing letters: one function for each thing that happens to a letter, each one transaction."""

from proposals.records.errors import LetterChangedError, SameFileError
from proposals.records.limits import column_length
from proposals.records.people import merge_delegates, note_corrected, note_letters_unindexed
from proposals.records.recall import as_parsed
from proposals.records.save import (
    LETTER_FIELDS,
    Source,
    delete_letter,
    publish_letter,
    save_letter,
    text_digest,
    withdraw_letter,
)
from proposals.records.text_edit import edit_text
from proposals.records.unindexed import note_unindexed

__all__ = [
    "LETTER_FIELDS",
    "LetterChangedError",
    "SameFileError",
    "Source",
    "as_parsed",
    "column_length",
    "delete_letter",
    "edit_text",
    "merge_delegates",
    "note_corrected",
    "note_letters_unindexed",
    "note_unindexed",
    "publish_letter",
    "save_letter",
    "text_digest",
    "withdraw_letter",
]
