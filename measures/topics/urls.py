from __future__ import annotations

from django.urls import path

from measures.topics.editing import topic_edit, topic_new
from measures.topics.views import topic_detail, topic_list, topics_export

urlpatterns = [
    path("", topic_list, name="topics"),
    path("new/", topic_new, name="topic_new"),
    path("export/", topics_export, name="topics_export"),
    path("<int:pk>/", topic_detail, name="topic"),
    path("<int:pk>/edit/", topic_edit, name="topic_edit"),
]
