from __future__ import annotations

from django.urls import path

from measures import views

urlpatterns = [
    path("", views.plan_list, name="plans"),
    path("<int:pk>/", views.plan_detail, name="plan"),
]
