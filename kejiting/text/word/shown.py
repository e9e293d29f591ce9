"""Find what is shown of a Word document: paragraphs, runs and cells out of all that may be wrapped around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kejiting.text.lazy_re import lazy_re
from kejiting.text.word.xml import is_on, local_name, w
from kejiting.text.xml_package import XmlElement

_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WRAPPERS = frozenset({
    "AlternateContent", "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "dir", "bdo", "rubyBase",
})  # fmt: skip
# What newer programs draw; every other choice has its fall-back.
_UNDERSTOOD = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/")

# 单击或点击此处输入文字。, [文号], Click here to enter text.; not 吉科发成〔2025〕84号
_PROMPT = lazy_re(
    r"单击|点击|此处|选择|输入|填写|click|choose|enter|select|[\[【<＜][^\[【<＜\]】>＞\n]*[\]】>＞]", re.IGNORECASE
)


def drop_prompts(document: XmlElement) -> int:
    """Take away what content controls say until somebody fills them in; return how many of these do not sound so."""
    odd = 0
    for mark in [mark for mark in document.iter(w("showingPlcHdr")) if is_on(mark)]:
        control = next(mark.iterancestors(w("sdt")), None)
        runs = [] if control is None else list(control.iter(w("r")))
        said = "".join(str(text) for run in runs for text in run.itertext()).strip()
        odd += bool(said) and _PROMPT.search(said) is None
        for run in runs:
            run.getparent().remove(run)  # type: ignore[union-attr]
    return odd


def shown(container: XmlElement, *names: str) -> Iterator[XmlElement]:
    """Yield the elements of these names in the order of reading; of deletions and notes there are none."""
    for child in branch(container):
        name = local_name(child)
        if name in names:
            yield child
        elif name in _WRAPPERS or child.tag.startswith(_MATHS):
            yield from shown(child, *names)


def branch(container: XmlElement) -> XmlElement:
    """Return the one branch of `mc:AlternateContent` that is shown; every other element as it is."""
    if local_name(container) != "AlternateContent":
        return container
    choices = [child for child in container if local_name(child) == "Choice"]
    fallbacks = [child for child in container if local_name(child) == "Fallback"]
    return next(iter((*filter(_is_understood, choices), *fallbacks, *choices)), container)


def _is_understood(choice: XmlElement) -> bool:
    needs = (choice.get("Requires") or "").split()
    return all((choice.nsmap.get(prefix) or "").startswith(_UNDERSTOOD) for prefix in needs)
