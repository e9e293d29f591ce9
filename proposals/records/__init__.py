"""Writing letters: one function for each thing that happens to a letter, each one transaction."""

from proposals.records.acts import KEPT_KINDS, KeptKind, begin_acts, content_key, keep_act, one_act, state_after
from proposals.records.asks import begin_ask, end_ask
from proposals.records.contents_edit import ContentsEdit, key_of, quoted
from proposals.records.correcting import correcting
from proposals.records.corrections import HEADER_FIELDS, correct, locate
from proposals.records.deadlines import (
    deadline,
    is_workday,
    rework_deadlines,
    rule_for,
    unknown_years,
    work_calendar,
    workdays_after,
)
from proposals.records.errors import NotLookedAtError, OwnLetterError, SameFileError
from proposals.records.house_restore import restore_house_act
from proposals.records.house_states import changed_table
from proposals.records.items import join_items, judge_sentence, mark_item, remove_item, set_ask, set_part, split_item
from proposals.records.likeness import letter_like
from proposals.records.limits import column_length
from proposals.records.outbox import note_contents, queue_for_indexing, queue_letters_for_indexing
from proposals.records.people import merge_delegates, note_corrected
from proposals.records.problems import set_problems
from proposals.records.recall import session_as_parsed, to_parsed
from proposals.records.replace import replace_letter
from proposals.records.request_answers import add_answer, remove_answer, same_sessions
from proposals.records.request_asks import add_ask, delete_ask, join_ask, part_ask, retitle_ask, span_of_words
from proposals.records.requests import (
    REQUEST_FIELDS,
    bring_request_back,
    correct_request,
    delete_request,
    keep_sheet,
    put_request_away,
    request_from_letter,
    request_of_file,
    save_request,
    too_long,
    write_request,
)
from proposals.records.reread import renew_text, reread_letter, take_suggestion
from proposals.records.restore import last_edit_of, restore_act, undo_edit
from proposals.records.review import correct_letter
from proposals.records.save import (
    LETTER_FIELDS,
    READ_BY_OCR,
    Provenance,
    assign_letter,
    delete_letter,
    letter_of_file,
    record_entry,
    save_letter,
    set_status,
    text_digest,
)
from proposals.records.state import LetterState, column_in, deletion, letter_state
from proposals.records.suggestions import CONTENTS, decline_suggestion, printed
from proposals.records.text_edit import edit_text
from proposals.records.transitions import BACK_TO_FORMER, LONGEST_REASON, AskedStatus, change_status, open_to
from proposals.records.wastebasket import (
    bring_back,
    bring_letter_back,
    bring_row_back,
    put_away,
    put_letter_away,
    put_row_away,
)
from proposals.records.withdrawn import expect_not_withdrawn, get_shown
