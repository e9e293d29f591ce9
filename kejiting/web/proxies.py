"""Whose address a request comes from, and which proxies are believed (KEJITING_TRUSTED_PROXIES).

Behind this module `REMOTE_ADDR` is the client's own address, and the headers that proxies set are there only if one of
ours set them: whatever else asks (the lock on guessing, the log, Django's `is_secure`) needs to know nothing of proxies.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from kejiting.runtime.environment import Network

Address = IPv4Address | IPv6Address

# What only proxies may say
_HEADERS = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_REQUEST_ID")
# 10.0.0.7:54321, [2001:db8::1]:54321, [2001:db8::1], and either without a port
_WITH_PORT = re.compile(r"(?:\[(?P<six>[^\]]+)\]|(?P<four>[0-9.]+))(?::\d{1,5})?")


class TrustedProxyMiddleware:
    """Stands first: all others ask for the address, the scheme or the id of a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        trusted = settings.TRUSTED_PROXIES
        peer = read_address(request.META.get("REMOTE_ADDR", ""))
        if not _is_trusted(peer, trusted):
            for header in _HEADERS:
                request.META.pop(header, None)
        if peer is not None:
            chain = request.META.get("HTTP_X_FORWARDED_FOR", "")
            request.META["REMOTE_ADDR"] = str(client_address(peer, chain, trusted))
        return self.get_response(request)


def client_address(peer: Address, chain: str, trusted: tuple[Network, ...]) -> Address:
    """Return the rightmost address that is not one of our proxies; each of them has added on the right whom it saw.

    `chain` is an `X-Forwarded-For`. What stands left of an address that is not ours, or of what is no address, anybody
    may have written. If all are ours, it is the first.
    """
    client = peer
    for entry in reversed(chain.split(",")):
        address = read_address(entry) if _is_trusted(client, trusted) else None
        if address is None:
            break
        client = address
    return client


def read_address(entry: str) -> Address | None:
    """Read an address with or without a port; IPv4 in the clothes of IPv6 as IPv4. None for what is no address."""
    with_port = _WITH_PORT.fullmatch(entry.strip())
    bare = (with_port["six"] or with_port["four"]) if with_port else entry.strip()
    try:
        address = ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_trusted(address: Address | None, trusted: tuple[Network, ...]) -> bool:
    return address is not None and any(address in network for network in trusted)
