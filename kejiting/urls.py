"""Every address of Kejiting."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from kejiting.api import api
from kejiting.audit.views import audit_export, audit_page
from kejiting.doctor.health import healthz, readyz
from kejiting.doctor.views import doctor_page
from kejiting.overview.views import overview
from kejiting.search_pages.export import search_export
from kejiting.search_pages.long_questions import ask, asked_page
from kejiting.search_pages.views import search_page
from kejiting.web.display import choose_display
from kejiting.web.error_pages import bad_request, not_found, permission_denied, server_error
from kejiting.web.help_pages import help_index, help_task
from kejiting.web.login import HomeLoginView
from kejiting.web.passwords import OwnPasswordView
from kejiting.web.permission import admin_login
from kejiting.web.saved_views import own_office, saved_views
from proposals.entry.wastebasket import wastebasket, wastebasket_erase, wastebasket_restore

admin.autodiscover()
admin.site.site_header = admin.site.site_title = "科技厅答复函库 · 管理"
admin.site.index_title = "管理"
admin.site.enable_nav_sidebar = False

urlpatterns: list[URLPattern | URLResolver] = [
    path("", search_page, name="search"),
    path("overview/", overview, name="overview"),
    path("search/export/", search_export, name="search_export"),
    path("asked/", ask, name="search_ask"),
    path("asked/<str:key>/", asked_page, name="search_asked"),
    path("", include("kejiting.draft_pages.urls")),
    path("", include("proposals.pages.urls")),
    path("plans/", include("measures.plans.urls")),
    path("figures/", include("measures.figures.urls")),
    path("requests/", include("kejiting.desk.urls")),
    path("", include("kejiting.outlines.urls")),
    path("work/", include("measures.queues.urls")),
    path("topics/", include("measures.topics.urls")),
    path("following/", include("kejiting.following.urls")),
    path("basket/", include("measures.quotations.urls")),
    path("citations/", include("measures.citations.urls")),
    path("commitments/", include("measures.commitments.urls")),
    path("indicators/", include("measures.indicators.urls")),
    path("", include("measures.histories.urls")),
    path("entry/plans/", include("measures.plan_entry.urls")),
    path("entry/", include("proposals.entry.urls")),
    path("wastebasket/", wastebasket, name="wastebasket"),
    path("wastebasket/<str:kind>/<int:pk>/restore/", wastebasket_restore, name="wastebasket_restore"),
    path("wastebasket/<str:kind>/<int:pk>/erase/", wastebasket_erase, name="wastebasket_erase"),
    path("login/", HomeLoginView.as_view(), name="login"),
    path("help/", help_index, name="help"),
    path("help/<str:name>/", help_task, name="help_task"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("display/", choose_display, name="display"),
    path("views/", saved_views, name="saved_views"),
    path("office/", own_office, name="own_office"),
    path("audit/", audit_page, name="audit"),
    path("audit/export/", audit_export, name="audit_export"),
    path("doctor/", doctor_page, name="doctor"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("password/", OwnPasswordView.as_view(), name="password_change"),
    # before those of the administration: one page each for site and administration
    path("admin/login/", admin_login),
    path("admin/logout/", LogoutView.as_view()),
    path("admin/password_change/", RedirectView.as_view(pattern_name="password_change")),
    path("admin/", admin.site.urls),
    path("api/", api.urls),
]

handler400 = bad_request
handler403 = permission_denied
handler404 = not_found
handler500 = server_error
