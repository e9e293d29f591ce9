from __future__ import annotations

from django.urls import path

from measures.indicators.assign_all import assign_all
from measures.indicators.check_views import check_detail, check_list
from measures.indicators.export import indicator_export
from measures.indicators.offer_views import offers, offers_of_wording
from measures.indicators.views import indicator_detail, indicator_list

urlpatterns = [
    path("", indicator_list, name="indicators"),
    path("offers/", offers, name="indicator_offers"),
    path("offers/all/", assign_all, name="indicator_assign_all"),
    path("offers/wordings/<int:pk>/", offers_of_wording, name="indicator_wording"),
    path("checks/", check_list, name="checks"),
    path("checks/<int:pk>/", check_detail, name="check"),
    path("<int:pk>/", indicator_detail, name="indicator"),
    path("<int:pk>/export/", indicator_export, name="indicator_export"),
]
