"""What the base remembers of one thing that is asked: quoted and cited from letters, ledgers and plans, never made up."""

from kejiting.ask_memory.former_answers import FormerAnswer, QuotedPassage
from kejiting.ask_memory.memory import AskMemory, MemoryPart, memory_of
from kejiting.ask_memory.nearness import AskQuestion
