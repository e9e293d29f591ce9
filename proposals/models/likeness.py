"""A sample of each letter's text, by which letters of nearly the same text find each other."""

from __future__ import annotations

from django.db import models

from proposals.models.letters import ReplyLetter


class Shingle(models.Model):
    """One of the few numbers that stand for a letter's text (`kejiting.text.likeness`); derived, never edited."""

    letter = models.ForeignKey(ReplyLetter, models.CASCADE, related_name="shingles")
    value = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "文本特征"

    def __str__(self) -> str:
        return f"{self.letter_id}: {self.value}"
