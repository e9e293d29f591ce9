"""Recognise what is written on a picture: runs of characters, where they stand, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
from PIL import Image
from rapidocr import RapidOCR

from kejiting.text.ocr.runs import Point, RecognisedChar, Run

_SETTINGS = {
    "Global.log_level": "critical",
    # what is hardly sure is told, never dropped
    "Global.text_score": 0.0,
    # which way up a page lies is found for the page, not line by line
    "Global.use_cls": False,
    "Global.return_word_box": True,
    "Global.return_single_char_box": True,
}


def recognise(picture: Image.Image) -> list[Run]:
    """Return the runs on a picture, in no certain order."""
    # the engine takes blue first
    found: Any = _engine()(np.asarray(picture.convert("RGB"))[:, :, ::-1])
    if found.boxes is None or found.txts is None:
        return []
    rows = zip(found.boxes.tolist(), found.txts, found.scores, found.word_results, strict=True)
    runs = (Run(tuple(_chars(text, score, chars)), _corners(box)) for box, text, score, chars in rows)
    return [run for run in runs if run.chars]


@cache
def _engine() -> RapidOCR:
    return RapidOCR(params=_SETTINGS)


def _chars(text: str, score: float, found: Sequence[tuple[str, float, Any]]) -> Iterator[RecognisedChar]:
    """The engine gives no box to a space but counts its confidence: those behind it are one further on."""
    sure = [confidence for _, confidence, _ in found]
    spaces = len(text) - len(found)
    if spaces:
        # The last ones are not told; they are what the mean of all lacks.
        rest = (score * len(text) - sum(sure)) / spaces
        sure += [rest] * spaces
    ahead = iter(found)
    after_space = False
    for char, confidence in zip(text, sure, strict=True):
        if char.isspace():
            after_space = True
            continue
        _, _, box = next(ahead)
        # what nobody sees says nothing
        if char.isprintable():
            x, y = np.mean(box, axis=0).tolist()
            yield RecognisedChar(char, float(confidence), (x, y), after_space)
            after_space = False


def _corners(box: Sequence[Sequence[float]]) -> tuple[Point, Point, Point, Point]:
    first, second, third, fourth = ((float(x), float(y)) for x, y in box)
    return first, second, third, fourth
