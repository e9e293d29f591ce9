"""Give a proposal the shape that the command line promises."""

from __future__ import annotations

from kejiting.text.mask import mask
from proposals.parsing.requests.parsed import ParsedRequest
from proposals.parsing.shape import problem_shape, session_shape


def request_shape(request: ParsedRequest) -> dict[str, object]:
    """Return the proposal's fields as plain JSON values; of people's contacts only the mask."""
    public = mask(request.text, request.masked)
    return {
        "title": request.title.value if request.title else None,
        "kind": request.kind,
        "session": session_shape(request.session),
        "number": request.number,
        "proposers": list(request.proposers),
        "co_proposers": list(request.co_proposers),
        "handed_over_on": request.handed_over_on.isoformat() if request.handed_over_on else None,
        "due_on": request.due_on.isoformat() if request.due_on else None,
        "main_unit": request.main_unit,
        "co_units": list(request.co_units),
        "asks": [
            {"title": ask.title, "text": ask.span.of(public), "start": ask.span.start, "end": ask.span.end}
            for ask in request.asks
        ],
        "problems": [problem_shape(problem) for problem in request.problems],
    }
