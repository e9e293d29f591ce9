"""Read a proposal as it was handed over (来件) into plain data: its fields, and what it asks for, with their places."""

from proposals.parsing.requests.parsed import ParsedAsk, ParsedRequest
from proposals.parsing.requests.printed import canonical_request
from proposals.parsing.requests.request import NOT_A_REQUEST, parse_request
from proposals.parsing.requests.shape import request_shape
