from __future__ import annotations

from django.urls import path

from measures.figure_ledger.export import figures_export
from measures.figure_ledger.views import figure_list

urlpatterns = [
    path("", figure_list, name="figures"),
    path("export/", figures_export, name="figures_export"),
]
