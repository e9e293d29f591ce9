"""Leave of a page what a reader sees: no scripts, no hidden parts, no struck out words, signs for letters of picture fonts."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from kejiting.text.html.article import containers
from kejiting.text.html.weights import Weights, weigh
from kejiting.text.lazy_re import lazy_re
from kejiting.text.symbol_fonts import set_in, symbol_font

_UNSEEN = frozenset((
    "script", "style", "template", "noscript", "noframes", "applet", "select", "button", "input", "textarea", "svg", "math",
    "audio", "canvas", "map", "rt", "rp", "xml", "head", "title", "datalist", "dialog", "nav", "footer",
))  # fmt: skip
# display:none, visibility: hidden; not display: block
_HIDDEN = lazy_re(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# What another program or file shows there; its own text is for browsers that cannot.
_FOREIGN = frozenset(("iframe", "frame", "object", "embed", "video"))
_STRUCK = frozenset(("del", "s", "strike"))
# text-decoration: line-through
_STRUCK_STYLE = lazy_re(r"text-decoration[\w-]{0,20}\s{0,20}:[^;]{0,200}line-through", re.IGNORECASE)
# font-family: Wingdings, font: 7pt Symbol; not mso-fareast-font-family
_FONT = lazy_re(r"(?<![\w-])font(?P<family>-family)?\s*:\s*(?P<fonts>[^;]*)", re.IGNORECASE)
# 7.0pt, normal, 12px/1.5 before the families of font:
_BEFORE_FAMILIES = lazy_re(r"^.*(?<![\w.%/])(?=[\w.%/]*\d)[\w.%/]++\s+")
# Word leaves the bullet or number of a list to the page: o of Courier New
_LIST_SIGN = lazy_re(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_SIGNS = lazy_re(r"wingdings|webdings|symbol|marlett|mso-list", re.IGNORECASE)
_LETTER_BULLET = lazy_re(r"(\s*)[A-Za-zØ§ü](\s*)")


def prepare(body: HtmlElement) -> None:
    """Take away what a browser does not show, and what is no text: scripts, fields to fill in, hidden and struck parts.

    A part that is hidden until a script shows it stays, where all the rest of the page says less than it does.
    """
    for element in list(body.iterdescendants()):
        if element.tag in _UNSEEN:
            element.drop_tree()
        elif element.tag in _FOREIGN:
            _empty(element)
    hidden = _outermost_hidden(body)
    if hidden:
        _drop_hidden(body, hidden, weigh(body))
    if any(_SIGNS.search(f"{one.get('style')}{one.get('face')}") for one in body.iter()):
        _print_symbols(body, None)


def _empty(element: HtmlElement) -> None:
    element.text = None
    for inner in list(element):
        element.remove(inner)


def _drop_hidden(root: HtmlElement, hidden: list[HtmlElement], weights: Weights) -> None:
    shown = weights[root].prose - sum(weights[element].prose for element in hidden)
    called = set(containers(root))
    article = max(hidden, key=lambda one: (one in called and weights[one].prose > shown, weights[one].prose))
    for element in hidden:
        if element is not article or weights[article].prose <= shown:
            element.drop_tree()
        else:
            inside = _outermost_hidden(article)
            if inside:
                _drop_hidden(article, inside, weights)


def _outermost_hidden(root: HtmlElement) -> list[HtmlElement]:
    found: list[HtmlElement] = []
    inside: set[HtmlElement] = set()
    for element in root.iterdescendants():
        if element.getparent() in inside:
            inside.add(element)
        elif _is_hidden(element):
            found.append(element)
            inside.add(element)
    return found


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style", "")
    struck = element.tag in _STRUCK or (style and _STRUCK_STYLE.search(style))
    return bool(struck or element.get("hidden") is not None or (style and _HIDDEN.search(style)))


def _print_symbols(element: HtmlElement, inherited: str | None) -> None:
    """Write what picture fonts show: Ø in Wingdings is an arrow. Fonts hold for what is inside that has none."""
    font = inherited
    for families in _own_fonts(element):
        font = symbol_font(families)
    listed = _LIST_SIGN.search(element.get("style", "")) is not None
    if (shown := _as_shown(element.text, font, listed=listed)) != element.text:
        element.text = shown
    for inner in element:
        _print_symbols(inner, font)
        if (shown := _as_shown(inner.tail, font, listed=False)) != inner.tail:
            inner.tail = shown


def _own_fonts(element: HtmlElement) -> list[str]:
    named = [element.get("face", "")] if element.tag == "font" and element.get("face") else []
    styled = _FONT.finditer(element.get("style", ""))
    return named + [one["fonts"] if one["family"] else _BEFORE_FAMILIES.sub("", one["fonts"]) for one in styled]


def _as_shown(text: str | None, font: str | None, *, listed: bool) -> str | None:
    if not text:
        return text
    if font:
        # lxml takes back no control characters
        return "".join(char for char in set_in(font, text) if char.isprintable() or char in "\t\n\r\xa0")
    bullet = _LETTER_BULLET.fullmatch(text) if listed else None
    return bullet.expand(r"\1•\2") if bullet else text
