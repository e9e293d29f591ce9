from __future__ import annotations

from django.urls import path

from proposals.entry import actions, arrivals, by_hand, compare, desk, review, several

urlpatterns = [
    path("", desk.desk, name="entry"),
    path("read/", arrivals.read_arrivals, name="entry_read"),
    path("several/", several.several, name="entry_several"),
    path("new/", by_hand.write_letter, name="entry_new"),
    path("<int:pk>/", review.review, name="entry_review"),
    path("<int:pk>/compare/<int:other>/", compare.compare, name="entry_compare"),
    path("<int:pk>/publish/", actions.publish, name="entry_publish"),
    path("<int:pk>/draft/", actions.to_draft, name="entry_draft"),
    path("<int:pk>/withdraw/", actions.withdraw, name="entry_withdraw"),
    path("<int:pk>/delete/", actions.delete_draft, name="entry_delete"),
]
