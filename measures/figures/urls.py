from __future__ import annotations

from django.urls import path

from measures.figures.export import figures_export
from measures.figures.views import figure_list

urlpatterns = [
    path("", figure_list, name="figures"),
    path("export/", figures_export, name="figures_export"),
]
