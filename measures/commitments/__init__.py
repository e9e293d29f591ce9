"""The board of what letters promised, a page for each promise, and what people found came of it."""
