"""How pages look to a person: light or dark, usual or large letters; kept in their browser, also of who is not logged in.

Each preference is a sheet of tokens, and a choice says for which media the page loads it. So the first paint is right,
a script changes the look by setting `media`, and paper stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kejiting.web.way_back import way_back

COOKIE_SECONDS = 400 * 24 * 3600  # the longest that browsers keep one


@dataclass(frozen=True, slots=True)
class DisplayChoice:
    """`media` is that of the preference's sheet."""

    value: str
    label: str
    media: str


@dataclass(frozen=True, slots=True)
class DisplayPreference:
    """`name` is that of the field and of the cookie; the first choice holds for who chose nothing."""

    name: str
    label: str
    sheet: str
    choices: tuple[DisplayChoice, ...]

    def chosen(self, request: HttpRequest) -> DisplayChoice:
        kept = request.COOKIES.get(self.name)
        return next((choice for choice in self.choices if choice.value == kept), self.choices[0])


PREFERENCES = (
    DisplayPreference(
        "theme",
        "颜色",
        "css/dark.css",
        (
            DisplayChoice("system", "跟随系统", "screen and (prefers-color-scheme: dark)"),
            DisplayChoice("light", "浅色", "not all"),
            DisplayChoice("dark", "深色", "screen"),
        ),
    ),
    DisplayPreference(
        "size",
        "字号",
        "css/large.css",
        (DisplayChoice("standard", "标准", "not all"), DisplayChoice("large", "大字", "screen")),
    ),
)


@dataclass(frozen=True, slots=True)
class Display:
    """`address` takes the form; `chosen` has each preference with its choice."""

    address: str
    chosen: list[tuple[DisplayPreference, DisplayChoice]]


def display(request: HttpRequest) -> dict[str, object]:
    """Give every page its `display`: what was chosen."""
    chosen = [(each, each.chosen(request)) for each in PREFERENCES]
    return {"display": Display(reverse("display"), chosen)}


@require_POST
def choose_display(request: HttpRequest) -> HttpResponse:
    """POST /display/: keep what was chosen, one preference or several, and go back to `next`."""
    response = HttpResponseRedirect(way_back(request, "search"))
    for preference in PREFERENCES:
        value = request.POST.get(preference.name)
        if any(choice.value == value for choice in preference.choices):
            response.set_cookie(
                preference.name,
                value or "",
                max_age=COOKIE_SECONDS,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
    return response
