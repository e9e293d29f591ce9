"""Who may open what, and who may send it a form: said once for each class of addresses, never copied from what is seen.

A new address that no rule here names fails the matrix.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ROLES = ("nobody", "reader", "editor", "administrator", "people manager", "auditor", "deactivated")
Who = frozenset[str]

EVERYBODY: Who = frozenset(ROLES)
PERSONS = EVERYBODY - {"nobody", "deactivated"}
CONTENT: Who = frozenset({"editor", "administrator"})
PEOPLE: Who = frozenset({"administrator", "people manager"})
ADMINISTRATOR: Who = frozenset({"administrator"})
AUDITOR: Who = frozenset({"auditor"})
STAFF = CONTENT | PEOPLE
NO_ONE: Who = frozenset()


class Seen(StrEnum):
    """What a request came to. `SHUT`: led to the login, or refused; `GONE`: it was withdrawn, and the page says so."""

    OPEN = "open"
    SHUT = "shut"
    NONE = "there is none"
    GONE = "withdrawn"
    NO_METHOD = "takes no such request"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Rule:
    """`reads` is who may open it, None if it only takes forms; `writes` who may send one, None if it takes none.

    `of`: whether the address is of one letter or plan, and of which status it has to be. `readable`: readers see what is
    published. `in_use`: who may enter, whatever does not lie in the wastebasket. `published`, `deleted`: only those.
    `seen_first`: what is not there for somebody is not there for a form of theirs, either, whatever their rights.
    `tells_late`: a form that comes too late leads to a page that says so. `none_to_staff`: for which status those of the
    administration who lack the right are told that there is no such page, before they are asked for the right.
    """

    reads: Who | None
    writes: Who | None = None
    of: str = ""
    always_open: bool = False
    seen_first: bool = False
    tells_late: bool = False
    none_to_staff: str | None = None


_PUBLIC = Rule(EVERYBODY)
_OF_LETTER = Rule(EVERYBODY, of="readable")
_OF_PERSONS = Rule(PERSONS, of="readable")
_SHOWN_AND_CHANGED = Rule(EVERYBODY, CONTENT)
_DESK = Rule(CONTENT)
_DESK_FORM = Rule(CONTENT, CONTENT)
_DESK_PAGE = Rule(CONTENT, CONTENT, of="in_use")
_DESK_SHOWN = Rule(CONTENT, of="in_use")
_DESK_BUTTON = Rule(None, CONTENT, of="in_use")
_OWN = Rule(PERSONS, PERSONS)
_OWN_BUTTON = Rule(None, PERSONS)
_ALWAYS = Rule(EVERYBODY, always_open=True)

SITE = {
    **dict.fromkeys(
        (
            "search", "overview", "search_export", "search_asked", "letters", "delegates", "delegate", "plans", "figures",
            "figures_export", "topics", "topics_export", "topic", "citations", "citations_export", "citation",
            "commitments", "commitments_export", "indicators", "indicator_export", "checks", "help", "help_task",
            "basket_export",
        ),
        _PUBLIC,
    ),
    "search_ask": Rule(EVERYBODY, EVERYBODY),
    "basket": Rule(EVERYBODY, EVERYBODY),
    "logout": Rule(None, EVERYBODY),
    # a deed is kept in the session of who did it: nobody else has one to take back
    "undo_deed": Rule(None, EVERYBODY),
    **dict.fromkeys(("check", "indicator"), _SHOWN_AND_CHANGED),
    **dict.fromkeys(("letter", "letter_word", "plan", "scoreboard_export", "measure"), _OF_LETTER),
    **dict.fromkeys(("letter_original", "letter_as_read", "letter_former", "former_original"), _OF_PERSONS),
    "target": Rule(EVERYBODY, CONTENT, of="readable", seen_first=True),
    "commitment": Rule(EVERYBODY, CONTENT, of="published to readers", seen_first=True),
    "commitment_verdict": Rule(None, CONTENT, of="published to readers"),
    "commitments_possible": Rule(CONTENT, of="published"),
    "commitment_add": Rule(CONTENT, CONTENT, of="published", tells_late=True),
    **dict.fromkeys(("letter_history", "plan_history"), _DESK_SHOWN),
    **dict.fromkeys(("letter_act", "plan_act"), _DESK_PAGE),
    **dict.fromkeys(("indicator_history", "topic_history", "work", "entry", "entry_plans", "wastebasket"), _DESK),
    **dict.fromkeys(
        (
            "reply_template_history", "request_history", "outline_history", "settings_table_history",
            "delegate_history", "session_history",
        ),
        _DESK,
    ),
    **dict.fromkeys(
        ("reply_template_act", "request_act", "outline_act", "settings_table_act", "delegate_act", "session_act"),
        _DESK_FORM,
    ),
    "account_history": Rule(PEOPLE),
    "account_act": Rule(PEOPLE, PEOPLE),
    **dict.fromkeys(("indicator_act", "topic_act", "topic_new", "topic_edit", "entry_new"), _DESK_FORM),
    **dict.fromkeys(("indicator_offers", "indicator_assign_all", "indicator_wording"), _DESK_FORM),
    **dict.fromkeys(
        (
            "entry_review", "entry_compare", "entry_withdraw", "entry_delete", "entry_plan", "entry_plan_compare",
            "entry_plan_withdraw", "entry_plan_delete", "entry_plan_target_new", "entry_plan_target",
        ),
        _DESK_PAGE,
    ),
    "entry_plan_item": Rule(CONTENT, CONTENT, of="in_use", tells_late=True),
    **dict.fromkeys(("entry_plan_former", "entry_plan_former_original", "entry_plan_original"), _DESK_SHOWN),
    **dict.fromkeys(("entry_publish", "entry_draft"), _DESK_BUTTON),
    **dict.fromkeys(("entry_read", "entry_several", "entry_plans_read"), Rule(None, CONTENT)),
    # what was handed over is the house's own: readers see none of it
    **dict.fromkeys(("requests", "requests_export", "requests_unentered", "request_original"), _DESK),
    **dict.fromkeys(
        ("request", "request_new", "request_delete", "request_sheet", "request_sheets", "requests_due"), _DESK_FORM
    ),
    **dict.fromkeys(("draft", "draft_checked"), _DESK_FORM),
    **dict.fromkeys(("outline", "reply_template", "reply_template_new"), _DESK_FORM),
    **dict.fromkeys(("outline_word", "reply_templates"), _DESK),
    **dict.fromkeys(("draft_comments", "draft_export"), _DESK),
    "letter_origins": _DESK_SHOWN,
    "request_read": Rule(None, CONTENT),
    "request_from_letter": _DESK_BUTTON,
    "wastebasket_restore": Rule(None, CONTENT, of="deleted"),
    "wastebasket_erase": Rule(ADMINISTRATOR, ADMINISTRATOR, of="deleted"),
    **dict.fromkeys(("following", "password_change"), _OWN),
    **dict.fromkeys(("following_address", "saved_views", "own_office"), _OWN_BUTTON),
    **dict.fromkeys(("audit", "audit_export"), Rule(AUDITOR)),
    "doctor": Rule(PEOPLE),
    # a feed's address is its own key
    **dict.fromkeys(("healthz", "readyz", "following_feed", "requests_due_feed"), _ALWAYS),
    "login": Rule(EVERYBODY, EVERYBODY, always_open=True),
    "display": Rule(None, EVERYBODY, always_open=True),
}  # fmt: skip

# Of each model in the administration: who sees, adds, changes and deletes. What may be seen may be opened, as text.
MODELS = {
    "auth_user": (PEOPLE, PEOPLE, PEOPLE, PEOPLE),
    "auth_group": (PEOPLE, NO_ONE, NO_ONE, NO_ONE),
    "proposals_delegate": (CONTENT, CONTENT, CONTENT, ADMINISTRATOR),
    "proposals_congresssession": (CONTENT, CONTENT, CONTENT, ADMINISTRATOR),
    "proposals_synonym": (CONTENT, CONTENT, CONTENT, CONTENT),
    "proposals_replyletter": (CONTENT, CONTENT, CONTENT, ADMINISTRATOR),
    "proposals_proposal": (CONTENT, CONTENT, CONTENT, ADMINISTRATOR),
    "proposals_zeroresultquery": (ADMINISTRATOR, NO_ONE, NO_ONE, ADMINISTRATOR),
    "proposals_request": (CONTENT, NO_ONE, NO_ONE, NO_ONE),
    "proposals_deadlinerule": (CONTENT, CONTENT, CONTENT, CONTENT),
    "proposals_holiday": (CONTENT, CONTENT, CONTENT, CONTENT),
    "measures_commitment": (CONTENT, NO_ONE, NO_ONE, NO_ONE),
    "measures_indicator": (CONTENT, CONTENT, CONTENT, NO_ONE),
    "measures_plan": (CONTENT, NO_ONE, ADMINISTRATOR, ADMINISTRATOR),
    "measures_planitem": (CONTENT, NO_ONE, NO_ONE, NO_ONE),
}
ENTERED_MODELS = {"proposals_replyletter", "measures_plan"}
_PAGES_OF_A_MODEL = ("changelist", "history", "simple_history", "add", "change", "delete", "password_change")

ADMIN = {
    "index": Rule(STAFF),
    "jsi18n": Rule(STAFF),
    # of letters and proposals, asked for the choices of an answer's proposal
    "autocomplete": Rule(CONTENT),
    # leads on to a page of the site, which has its own rule
    "view_on_site": Rule(STAFF),
    "login": Rule(NO_ONE),
    "logout": Rule(None, EVERYBODY),
    "password_change": Rule(EVERYBODY),
    "password_change_done": Rule(STAFF),
    "app_list of auth": Rule(PEOPLE, none_to_staff=""),
    "app_list of proposals": Rule(CONTENT, none_to_staff=""),
    "app_list of measures": Rule(CONTENT, none_to_staff=""),
    # leads on to the desk, which has its own rule
    "proposals_replyletter_add": Rule(STAFF, STAFF),
    # leads on to the page where it is changed
    "a row": Rule(STAFF),
}


def admin_rule(name: str) -> Rule | None:
    """Of an address of the administration, by its name; None if no rule says anything of it."""
    if name in ADMIN:
        return ADMIN[name]
    page = next((page for page in sorted(_PAGES_OF_A_MODEL, key=len, reverse=True) if name.endswith(f"_{page}")), "")
    model = name.removesuffix(f"_{page}")
    if not page or model not in MODELS:
        return None
    sees, adds, changes, deletes = MODELS[model]
    of = "in_use" if model in ENTERED_MODELS and page not in {"changelist", "add"} else ""
    return {
        "changelist": Rule(sees, sees),
        "history": Rule(sees, of=of, none_to_staff="deleted"),
        "simple_history": Rule(sees, of=of, none_to_staff="deleted"),
        "add": Rule(adds, adds),
        "change": Rule(sees, changes, of=of),
        "delete": Rule(deletes, deletes, of=of),
        "password_change": Rule(changes, changes),
    }[page]


def api_rule(name: str) -> Rule:
    """The API only reads, and for everybody the same as the pages."""
    of = {"read_letter": "readable", "read_plan": "public", "read_commitment": "published"}.get(name, "")
    return Rule(EVERYBODY, EVERYBODY if name == "search" else None, of=of)


def expected(rule: Rule, role: str, status: str, *, writes: bool, is_public: bool) -> Seen:
    """What a request of this role has to come to; `status` is that of the letter or plan whose address it is."""
    who = rule.writes if writes else rule.reads
    if who is None:
        return Seen.NO_METHOD
    if not (is_public or rule.always_open or role in PERSONS):
        return Seen.SHUT
    document = _of_document(rule.of, role, status) if rule.of and status else Seen.OPEN
    if writes and rule.seen_first and document is not Seen.OPEN:
        return document
    if role not in who:
        return Seen.NONE if role in STAFF and rule.none_to_staff == status else Seen.SHUT
    return Seen.OPEN if writes and rule.tells_late else document


def _of_document(of: str, role: str, status: str) -> Seen:
    if of == "deleted":
        return Seen.OPEN
    is_shown = {
        "published": status == "published",
        "public": status == "published",
        "in_use": status != "deleted",
    }.get(of, status != "deleted" if role in CONTENT else status == "published")
    if is_shown:
        return Seen.OPEN
    return Seen.GONE if status == "withdrawn" and of in {"readable", "public"} else Seen.NONE
