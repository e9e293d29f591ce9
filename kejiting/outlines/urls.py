from __future__ import annotations

from django.urls import path

from kejiting.outlines.page import outline_page
from kejiting.outlines.reply_templates import reply_template, reply_template_new, reply_templates
from kejiting.outlines.word_files import outline_word

urlpatterns = [
    path("requests/<int:pk>/outline/", outline_page, name="outline"),
    path("requests/<int:pk>/outline/word/", outline_word, name="outline_word"),
    path("reply-templates/", reply_templates, name="reply_templates"),
    path("reply-templates/new/", reply_template_new, name="reply_template_new"),
    path("reply-templates/<int:pk>/", reply_template, name="reply_template"),
]
