"""Back to the page from which a form came."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def way_back(request: HttpRequest, elsewhere: str, field: str = "next") -> str:
    """Return the address in the form's field if it is one of ours, otherwise that of the page named `elsewhere`."""
    address = request.POST.get(field, "")
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours else reverse(elsewhere)
