from __future__ import annotations

from django.urls import path

from measures.citations.views import citation_detail, citation_list, citations_export

urlpatterns = [
    path("", citation_list, name="citations"),
    path("export/", citations_export, name="citations_export"),
    path("<slug:key>/", citation_detail, name="citation"),
]
