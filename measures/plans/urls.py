from __future__ import annotations

from django.urls import path

from measures.plans import views
from measures.plans.export import scoreboard_export
from measures.plans.measure_page import measure_detail
from measures.plans.target_page import target_detail

urlpatterns = [
    path("", views.plan_list, name="plans"),
    path("<int:pk>/", views.plan_detail, name="plan"),
    path("<int:pk>/export/", scoreboard_export, name="scoreboard_export"),
    path("<int:plan>/measures/<int:number>/", measure_detail, name="measure"),
    path("<int:plan>/targets/<int:pk>/", target_detail, name="target"),
]
