from __future__ import annotations

from django.urls import path

from measures.quotations.basket_page import basket_export, basket_page

urlpatterns = [
    path("", basket_page, name="basket"),
    path("export/", basket_export, name="basket_export"),
]
