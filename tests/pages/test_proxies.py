"""Who a client is behind proxies, and what slows guessing there: nobody is believed but our own proxies."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_address, ip_network

import pytest
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from kejiting.web.guessing import GUESSES_FROM_EVERYWHERE, GUESSES_FROM_ONE_ADDRESS, sweep_logins
from kejiting.web.proxies import TrustedProxyMiddleware, client_address, read_address

PROXIES = tuple(ip_network(each) for each in ("10.0.0.0/24", "2001:db8:1::/48"))
PROXY, OTHER_PROXY = "10.0.0.5", "2001:db8:1::5"
RIGHT = "中国-Jilin-2016"
LIMIT = settings.AXES_FAILURE_LIMIT


@pytest.mark.parametrize(
    ("peer", "chain", "client"),
    [
        (PROXY, "203.0.113.7", "203.0.113.7"),
        (PROXY, "", PROXY),
        ("203.0.113.9", "203.0.113.7", "203.0.113.9"),
        (PROXY, "198.51.100.1, 203.0.113.7", "203.0.113.7"),
        (PROXY, f"198.51.100.1, 203.0.113.7, {OTHER_PROXY}", "203.0.113.7"),
        (PROXY, f"{OTHER_PROXY},10.0.0.6", OTHER_PROXY),
        (PROXY, "198.51.100.1, unknown", PROXY),
        (PROXY, "198.51.100.1, <script>, 10.0.0.6", "10.0.0.6"),
        (PROXY, "198.51.100.1,,", PROXY),
        (PROXY, "203.0.113.7:54321", "203.0.113.7"),
        (PROXY, "[2001:db8:2::7]:54321", "2001:db8:2::7"),
        (PROXY, "[2001:db8:2::7]", "2001:db8:2::7"),
        (PROXY, "2001:DB8:2:0::7", "2001:db8:2::7"),
        (PROXY, "fe80::1%eth0", "fe80::1"),
        (PROXY, "::ffff:203.0.113.7", "203.0.113.7"),
        ("::ffff:10.0.0.5", "203.0.113.7", "203.0.113.7"),
        (OTHER_PROXY, "203.0.113.7", "203.0.113.7"),
        (PROXY, "198.51.100.1, 300.1.1.1", PROXY),
        (PROXY, "0x7f000001", PROXY),
        (PROXY, "203.0.113.7," * 2000 + "10.0.0.6", "203.0.113.7"),
    ],
)
def test_the_client_is_the_rightmost_address_that_is_not_a_proxy(peer: str, chain: str, client: str) -> None:
    at = read_address(peer)
    assert at is not None
    assert client_address(at, chain, PROXIES) == ip_address(client)


def seen(request: HttpRequest) -> HttpResponse:
    names = ("REMOTE_ADDR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_REQUEST_ID")
    return HttpResponse("|".join(request.META.get(name, "") for name in names))


def behind(peer: str, **headers: str) -> str:
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": peer, **headers}
    answer = TrustedProxyMiddleware(seen)(request)
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


def test_the_headers_of_others_are_not_there(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = PROXIES
    headers = {
        "HTTP_X_FORWARDED_FOR": "203.0.113.7",
        "HTTP_X_FORWARDED_PROTO": "https",
        "HTTP_X_REQUEST_ID": "abcdefgh",
    }

    assert behind(PROXY, **headers) == "203.0.113.7|https|abcdefgh"
    assert behind("203.0.113.9", **headers) == "203.0.113.9||"
    assert behind("", **headers) == "||"


def test_without_a_setting_nobody_is_believed(settings: Settings) -> None:
    assert settings.TRUSTED_PROXIES == ()
    assert behind("127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.7") == "127.0.0.1||"


@pytest.mark.django_db
def test_https_is_what_a_trusted_proxy_says(settings: Settings, client: Client) -> None:
    settings.TRUSTED_PROXIES = PROXIES
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_SSL_REDIRECT = True
    said = {"HTTP_X_FORWARDED_PROTO": "https"}

    assert client.get(reverse("help"), REMOTE_ADDR=PROXY, **said).status_code == 200
    assert client.get(reverse("help"), REMOTE_ADDR="203.0.113.9", **said).status_code == 301


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("0123456789abcdef", True),
        ("a.b_c-d8", True),
        ("short", False),
        ("a" * 65, False),
        ("with blank", False),
        ("编号编号编号编号", False),
        ("line\nbreak8", False),
    ],
)
def test_an_id_is_taken_from_a_proxy_if_it_is_plain(
    settings: Settings, client: Client, given: str, taken: bool
) -> None:
    settings.TRUSTED_PROXIES = PROXIES

    answer = client.get(reverse("help"), REMOTE_ADDR=PROXY, HTTP_X_REQUEST_ID=given)
    assert (answer["X-Request-ID"] == given) is taken
    assert client.get(reverse("help"), HTTP_X_REQUEST_ID=given)["X-Request-ID"] != given


def log_in(client: Client, password: str, *chain: str, peer: str = PROXY) -> int:
    sent = {"username": "编辑", "password": password}
    answer = client.post(reverse("login"), sent, REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=", ".join(chain))
    return answer.status_code


@pytest.fixture
def behind_proxies(settings: Settings, editor: User) -> None:
    settings.TRUSTED_PROXIES = PROXIES


@pytest.mark.usefixtures("behind_proxies")
def test_a_lock_slows_the_guesser_and_not_the_colleague(client: Client) -> None:
    answers = [log_in(client, f"guess {place}", "203.0.113.7") for place in range(3 * LIMIT)]
    assert answers == [200] * (LIMIT - 1) + [429] * (2 * LIMIT + 1)

    assert log_in(client, RIGHT, "203.0.113.7") == 429
    assert log_in(client, RIGHT, "203.0.113.8") == 302


@pytest.mark.usefixtures("behind_proxies")
@pytest.mark.parametrize("peer", [PROXY, "203.0.113.7"], ids=["through the proxy", "past the proxy"])
def test_a_guesser_who_makes_up_addresses_is_locked_all_the_same(client: Client, peer: str) -> None:
    seen_by_proxy = ["203.0.113.7"] if peer == PROXY else []
    answers = [log_in(client, "guess", f"198.51.100.{n}", *seen_by_proxy, peer=peer) for n in range(LIMIT)]

    assert answers == [200] * (LIMIT - 1) + [429]


@pytest.mark.usefixtures("behind_proxies")
def test_guessing_from_many_addresses_meets_a_bound_that_known_addresses_do_not(client: Client) -> None:
    assert log_in(client, RIGHT, "192.0.2.1") == 302
    client.logout()
    answers = [log_in(client, "guess", f"198.51.100.{n}") for n in range(GUESSES_FROM_EVERYWHERE + 1)]
    assert answers == [200] * (GUESSES_FROM_EVERYWHERE - 1) + [429] * 2

    assert log_in(client, RIGHT, "203.0.113.8") == 429
    assert log_in(client, RIGHT, "192.0.2.1") == 302


@pytest.mark.usefixtures("behind_proxies")
def test_one_address_that_tries_many_names_meets_a_bound(client: Client) -> None:
    assert log_in(client, RIGHT, "192.0.2.1") == 302
    client.logout()
    for address in ("203.0.113.7", "192.0.2.1"):
        made = [
            AccessAttempt(username=f"某人{n}", ip_address=address, failures_since_start=1)
            for n in range(GUESSES_FROM_ONE_ADDRESS)
        ]
        AccessAttempt.objects.bulk_create(made)

    assert log_in(client, RIGHT, "203.0.113.7") == 429
    assert log_in(client, RIGHT, "203.0.113.8") == 302
    client.logout()
    assert log_in(client, RIGHT, "192.0.2.1") == 302


def test_old_logins_are_swept(client: Client, editor: User) -> None:
    for model, more in ((AccessLog, {}), (AccessAttempt, {"failures_since_start": 1})):
        for days in (1, 89, 91):
            row = model.objects.create(username=f"某人{days}", ip_address="192.0.2.1", **more)
            model.objects.filter(pk=row.pk).update(attempt_time=timezone.now() - timedelta(days=days))

    assert sweep_logins() == 2
    assert [model.objects.count() for model in (AccessLog, AccessAttempt)] == [2, 2]


@pytest.mark.usefixtures("behind_proxies")
def test_one_guesser_alone_does_not_fill_the_bound_of_all(client: Client) -> None:
    for n in range(GUESSES_FROM_EVERYWHERE + LIMIT):
        client.post(
            reverse("login"),
            {"username": "编辑", "password": "guess"},
            REMOTE_ADDR=PROXY,
            HTTP_X_FORWARDED_FOR="203.0.113.7",
            HTTP_USER_AGENT=f"browser {n}",
        )

    assert log_in(client, RIGHT, "203.0.113.8") == 302
