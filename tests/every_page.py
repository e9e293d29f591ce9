"""One address of every page of the site, found as a person finds it: by links, from a few places.

What is held of every page (tests/e2e/test_every_page_in_browser.py) and what is looked at (`make pictures`) asks here, so
that a new page is never forgotten.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from urllib.parse import urljoin, urlsplit

from django.contrib.auth.models import User
from django.db.models import F
from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse
from lxml import html

from kejiting.draft_pages.checking import check_bytes
from kejiting.ingest.plan_saving import stage_plan
from kejiting.ingest.reading import read_letter, read_plan, read_request
from kejiting.ingest.request_saving import ingest_request
from kejiting.ingest.saving import stage_letter
from kejiting.ingest.wastebasket import throw_away
from kejiting.official_document.writer import docx_file
from kejiting.search_pages.long_questions import keep
from measures.models import Figure, Indicator, Plan, Topic
from measures.records import Maintenance, TopicWords, maintain_indicator, replace_plan, save_topic
from proposals.models import CongressSession, ReplyLetter, ReplyTemplate, SettingsTable
from proposals.records import keep_sheet, replace_letter, write_request
from proposals.records.drafts import keep_draft
from tests.desk.request_texts import TEXT as REQUEST
from tests.records.house import change_house

# the administration is Django's, the API has no pages
APART = ("admin", "api")
# of a page that does not lead on, another one may
MOST_OF_A_PAGE = 3
# Where a person comes by typing; the first address of a page is the one that is shown
STARTS = ("/?q=技术经纪人", "/", "/entry/", "/basket/")


def make_rare_states(by: User) -> list[str]:
    """Put what most of the rare pages are about into a base with the seeds; return where no link leads.

    A letter and a plan that another took the place of, one of each that may be the same, a proposal pasted as question,
    a letter in the wastebasket, a figure that waits for its indicator, a topic and an indicator that were changed, a
    request, an outline of its reply, a yearly sheet of requests, a draft that was checked.
    """
    *_, letter, other = ReplyLetter.objects.published().order_by("pk")
    plan = Plan.objects.published().earliest("pk")
    for text, replaced in ((f"{letter.text}\n附件一份。", letter), (f"{other.text}\n附件一份。", None)):
        arrived = stage_letter(read_letter("再来一份.txt", text.encode()), by=by)
        if replaced is not None:
            replace_letter(replaced, arrived, by=by)
    for text, original in ((f"{plan.text}\n附件一份。", plan), (f"{plan.text}\n附件两份。", None)):
        arrived_plan = stage_plan(read_plan("再来一份.txt", text.encode()), by=by)
        if original is not None:
            replace_plan(original, arrived_plan)
    throw_away(stage_letter(read_letter("误传.txt", f"{other.text}\n误传。".encode()), by=by), by=by, reason="误传")
    lines = [(line, "body") for line in other.text.split("\n") if line.strip()]
    draft = docx_file("答复稿", [*lines, ("带动投资XX亿元。", "body")])
    keep_draft(check_bytes("答复稿.docx", draft, number="", session=None, request=None), by=by)
    known = Figure.objects.filter(letter__status="published", indicator__aliases__folded=F("counted_folded"))
    Figure.objects.filter(pk=known.earliest("pk").pk).update(indicator=None, assigned_at=None)
    topic, indicator = Topic.objects.earliest("pk"), Indicator.objects.earliest("pk")
    words = TopicWords(topic.name, tuple(topic.aliases), "改过一次的说明")
    save_topic(words, topic=topic, by=by, expected_version=topic.version)
    asked = Maintenance("edit", indicator.version, indicator.name, indicator.unit, "改过一次的口径")
    maintain_indicator(indicator.pk, asked, by=by)
    request = ingest_request(read_request("来件.txt", REQUEST.encode()), by=by)
    write_request({"title": f"关于{request.title}", "handed_over_on": date(2020, 1, 2)}, text="", by=by)
    sheet = keep_sheet(
        "清单.xlsx",
        [{"line": 2, "title": "没有录入的"}, {"line": 3, "number": "157", "title": request.title, "office": "成果处"}],
        by=by,
        most=9,
    )
    ReplyTemplate.objects.get_or_create(
        name="又一种", defaults={"title": "答复", "opening": "收悉。", "agency": "省科技厅"}
    )
    changed = [f"{one.get_absolute_url()}history/" for one in (topic, indicator)]
    # of what the administration shows, only that leads there
    table, session = (one for one in change_house(by) if isinstance(one, (SettingsTable, CongressSession)))
    changed += [reverse("settings_table_history", args=[table.pk]), reverse("session_history", args=[session.pk])]
    return [keep(other.text).get_absolute_url(), sheet.get_absolute_url(), *changed]


def every_page(client: Client, starts: Iterable[str] = STARTS) -> tuple[dict[str, str], set[str]]:
    """Return an address for each page that is reached, by the name of its route; and the routes that are no pages.

    No page is what answers with a file, leads elsewhere or takes only forms.
    """
    pages: dict[str, str] = {}
    others: set[str] = set()
    tried: Counter[str] = Counter()
    seen = set(starts)
    waiting = deque(starts)
    while waiting:
        address = waiting.popleft()
        route = _route(address)
        if route is None or route in others or tried[route] == MOST_OF_A_PAGE:
            continue
        tried[route] += 1
        answer = client.get(address)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            others.add(route)
            continue
        pages.setdefault(route, address)
        links = [link for link in _links(address, answer.content) if link not in seen]
        seen.update(links)
        waiting.extend(links)
    return pages, others


def routes(patterns: Sequence[URLPattern | URLResolver] | None = None) -> Iterator[str]:
    """The names of all routes of the site, from its URL table."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield pattern.name
        elif str(pattern.pattern).rstrip("/") not in APART:
            yield from routes(pattern.url_patterns)


def _route(address: str) -> str | None:
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return None
    return match.url_name if match.app_name not in APART and not match.route.startswith(APART) else None


def _links(address: str, page: bytes) -> list[str]:
    found = html.fromstring(page).xpath("//a/@href | //form/@action")
    return [link.partition("#")[0] for href in found if (link := urljoin(address, href)).startswith("/")]
