from __future__ import annotations

from django.urls import include, path

from proposals.pages import history, house_histories, views

urlpatterns = [
    path("letters/", views.letter_list, name="letters"),
    path("letters/<int:pk>/", views.letter_detail, name="letter"),
    path("letters/<int:pk>/word/", views.letter_word, name="letter_word"),
    path("letters/", include(history.OF_LETTERS.urls())),
    path("letters/<int:pk>/original/", views.letter_original, name="letter_original"),
    path("letters/<int:pk>/as-read/", views.letter_as_read, name="letter_as_read"),
    path("letters/<int:pk>/former/<int:former>/", views.letter_former, name="letter_former"),
    path("letters/<int:pk>/former/<int:former>/original/", views.former_original, name="former_original"),
    path("", include(house_histories)),
    path("delegates/", views.delegate_list, name="delegates"),
    path("delegates/<int:pk>/", views.delegate_detail, name="delegate"),
]
