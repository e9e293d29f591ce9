"""Count the files that are attached to a PDF as a whole (PDF 32000-1, 7.11.4)."""

from __future__ import annotations

from pdfminer.pdftypes import resolve1
from pdfplumber.pdf import PDF

# Nodes of the tree of names
_MOST = 500


def count_attached(document: PDF) -> int:
    names = resolve1(document.doc.catalog.get("Names"))
    waiting = [names.get("EmbeddedFiles")] if isinstance(names, dict) else []
    count = 0
    for _ in range(_MOST):
        node = resolve1(waiting.pop()) if waiting else None
        if not isinstance(node, dict):
            break
        listed, kids = resolve1(node.get("Names")), resolve1(node.get("Kids"))
        # A name and a file in turn
        count += len(listed) // 2 if isinstance(listed, list) else 0
        waiting += kids if isinstance(kids, list) else []
    return count
