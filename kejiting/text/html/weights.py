"""Weigh the parts of a page: how much of each is sentences, how much is links."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from kejiting.text.lazy_re import lazy_re

_SENTENCE = lazy_re("[，。；]")
_LONG = 40


@dataclass(slots=True)
class Weight:
    """How many characters an element shows, how many of them in links, and how many in sentences outside links."""

    shown: int = 0
    linked: int = 0
    links: int = 0
    prose: int = 0
    attached: bool = False

    def add(self, text: str | None, *, link: bool) -> None:
        if not text:
            return
        said = "".join(text.split())
        self.shown += len(said)
        self.linked += len(said) if link else 0
        self.attached |= "附件" in said
        self.prose += len(said) if not link and (_SENTENCE.search(said) or len(said) > _LONG) else 0

    def take(self, inner: Weight) -> None:
        self.shown += inner.shown
        self.linked += inner.linked
        self.links += inner.links
        self.prose += inner.prose
        self.attached |= inner.attached


Weights = dict[HtmlElement, Weight]


def weigh(body: HtmlElement) -> Weights:
    """Return the weight of the element and of each one inside it."""
    weights: Weights = {}
    open_links = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        link = element.tag == "a"
        if event == "start":
            open_links += link
            weights[element] = Weight(links=int(link))
            weights[element].add(element.text, link=open_links > 0)
            continue
        open_links -= link
        around = weights.get(element.getparent())
        if around is not None:
            around.take(weights[element])
            around.add(element.tail, link=open_links > 0)
    return weights
