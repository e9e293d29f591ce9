"""引用: the documents that letters and plans cite."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from measures.models.places import TextReference


class Citation(TextReference):
    """A document cited by its title in 《…》, by its number, or by both, as printed and on one line.

    The three keys are of 16 hexadecimal digits. `key` is that of the title, or of the number where there is no title;
    `document` is the same, but of a number alone the key of a title that stands with this number elsewhere.
    `is_proposal`: the title is that of the proposal which the letter answers.
    """

    title = models.CharField("标题", max_length=150, null=True)
    number = models.CharField("文号", max_length=60, null=True)
    folded = models.CharField(max_length=220)
    key = models.CharField(max_length=16)
    number_key = models.CharField(max_length=16, null=True, db_index=True)
    document = models.CharField("被引文件", max_length=16)
    is_proposal = models.BooleanField("是所答复的提案", default=False)

    class Meta(TextReference.Meta):
        verbose_name = verbose_name_plural = "引用"
        ordering = ("letter_id", "plan_id", "start")
        # all that the list of documents counts
        indexes = (
            models.Index(
                fields=("document", "key", "number_key", "letter", "plan", "is_proposal"), name="citation_document"
            ),
        )

    def __str__(self) -> str:
        return self.title or self.number or ""


def document_address(key: str) -> str:
    """The page of a cited document, by its key of 16 hexadecimal digits."""
    return reverse("citation", args=[key])
