from __future__ import annotations

from django.urls import path

from measures.commitments.adding import commitment_add, commitments_possible
from measures.commitments.export import commitments_export
from measures.commitments.page import commitment_detail, commitment_verdict
from measures.commitments.views import commitment_list

urlpatterns = [
    path("", commitment_list, name="commitments"),
    path("export/", commitments_export, name="commitments_export"),
    path("letters/<int:pk>/", commitments_possible, name="commitments_possible"),
    path("passages/<int:pk>/", commitment_add, name="commitment_add"),
    path("<int:pk>/", commitment_detail, name="commitment"),
    path("<int:pk>/verdict/", commitment_verdict, name="commitment_verdict"),
]
