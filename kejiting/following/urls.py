from __future__ import annotations

from django.urls import path

from kejiting.following.feed import news_feed
from kejiting.following.pages import feed_address, following

urlpatterns = [
    path("", following, name="following"),
    path("feed/", feed_address, name="following_address"),
    path("feed/<str:key>/", news_feed, name="following_feed"),
]
