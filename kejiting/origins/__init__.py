"""Where the sentences of a text come from: taken over from letters of the base, changed, or new."""

from kejiting.origins.compared import SentenceChange, compare
from kejiting.origins.rows import OriginRow, origin_rows
from kejiting.origins.sources import NoIndexToAsk, SentenceOrigin, origins_of
