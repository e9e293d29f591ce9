from __future__ import annotations

from django.urls import path

from measures.commitments.export import commitments_export
from measures.commitments.page import commitment_detail
from measures.commitments.views import commitment_list

urlpatterns = [
    path("", commitment_list, name="commitments"),
    path("export/", commitments_export, name="commitments_export"),
    path("<int:pk>/", commitment_detail, name="commitment"),
]
