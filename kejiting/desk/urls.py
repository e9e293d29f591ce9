from __future__ import annotations

from django.urls import path

from kejiting.desk.arrivals import make_from_letter, new_request, read_requests
from kejiting.desk.due_feed import due_address, due_feed
from kejiting.desk.lists import letters_without_request, request_list, requests_export
from kejiting.desk.request_page import request_delete, request_detail, request_original
from kejiting.desk.sheets import request_sheet, request_sheets

urlpatterns = [
    path("", request_list, name="requests"),
    path("export/", requests_export, name="requests_export"),
    path("new/", new_request, name="request_new"),
    path("read/", read_requests, name="request_read"),
    path("due/", due_address, name="requests_due"),
    path("due.ics", due_feed, name="requests_due_feed"),
    path("sheet/", request_sheets, name="request_sheets"),
    path("sheet/<int:pk>/", request_sheet, name="request_sheet"),
    path("unentered/", letters_without_request, name="requests_unentered"),
    path("unentered/<int:pk>/", make_from_letter, name="request_from_letter"),
    path("<int:pk>/", request_detail, name="request"),
    path("<int:pk>/original/", request_original, name="request_original"),
    path("<int:pk>/delete/", request_delete, name="request_delete"),
]
