from __future__ import annotations

from django.urls import path

from kejiting.draft_pages import files, views
from kejiting.draft_pages.origins import letter_origins

urlpatterns = [
    path("draft/", views.drafts, name="draft"),
    path("draft/<int:pk>/", views.checked_draft, name="draft_checked"),
    path("draft/<int:pk>/comments/", files.commented_file, name="draft_comments"),
    path("draft/<int:pk>/export/", files.findings_export, name="draft_export"),
    path("letters/<int:pk>/origins/", letter_origins, name="letter_origins"),
]
