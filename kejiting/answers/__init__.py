"""A question of the search page or the API, answered with all that they show."""

from kejiting.answers.asking import answer, with_meant
from kejiting.answers.found import AnsweredQuestion, FoundDocument, FoundPassage
from kejiting.answers.question import MAX_LENGTH, PART_LABELS, Question
