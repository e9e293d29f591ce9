from __future__ import annotations

from django.urls import path

from proposals.entry import by_hand, deeds, desk, preview

urlpatterns = [
    path("", desk.desk, name="entry"),
    path("read/", preview.read_arrival, name="entry_read"),
    path("save/", preview.save_preview, name="entry_save"),
    path("discard/", preview.discard_preview, name="entry_discard"),
    path("new/", by_hand.write_letter, name="entry_new"),
    path("<int:pk>/publish/", deeds.publish, name="entry_publish"),
    path("<int:pk>/withdraw/", deeds.withdraw, name="entry_withdraw"),
    path("<int:pk>/delete/", deeds.delete_draft, name="entry_delete"),
]
