from __future__ import annotations

from django.urls import path

from measures.queues.undo import undo_deed
from measures.queues.views import work

urlpatterns = [path("", work, name="work"), path("undo/", undo_deed, name="undo_deed")]
