"""What the search index has not heard of yet."""

from __future__ import annotations

from django.db import models


class Unindexed(models.Model):
    """A document (letter:12, plan:3) that was changed. Written in the transaction of the change itself, so that a
    crash before the index is told loses nothing; the row goes when the index has caught up."""

    key = models.CharField(max_length=40)
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "待入索引"

    def __str__(self) -> str:
        return self.key
