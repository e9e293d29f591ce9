"""A reply's outline as an official document, and back from the file that its drafter edited."""

from kejiting.drafting.document import reply_document, unsaved_outline
from kejiting.drafting.edited import pieces_of
