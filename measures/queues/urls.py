from __future__ import annotations

from django.urls import path

from measures.queues.views import work

urlpatterns = [path("", work, name="work")]
