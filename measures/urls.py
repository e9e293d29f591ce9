from __future__ import annotations

from django.urls import path

from measures import views
from measures.scoreboard.views import target_detail

urlpatterns = [
    path("", views.plan_list, name="plans"),
    path("<int:pk>/", views.plan_detail, name="plan"),
    path("<int:plan>/targets/<int:pk>/", target_detail, name="target"),
]
