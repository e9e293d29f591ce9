from __future__ import annotations

from django.urls import path

from proposals.entry import arrivals, by_hand, compare, deeds, desk, review

urlpatterns = [
    path("", desk.desk, name="entry"),
    path("read/", arrivals.read_arrivals, name="entry_read"),
    path("new/", by_hand.write_letter, name="entry_new"),
    path("<int:pk>/", review.review, name="entry_review"),
    path("<int:pk>/compare/<int:other>/", compare.compare, name="entry_compare"),
    path("<int:pk>/publish/", deeds.publish, name="entry_publish"),
    path("<int:pk>/withdraw/", deeds.withdraw, name="entry_withdraw"),
    path("<int:pk>/delete/", deeds.delete_draft, name="entry_delete"),
]
