"""A person with a browser: cookies are kept, forms carry their token, redirects are not followed."""

from __future__ import annotations

import http.client
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit


@dataclass(frozen=True, slots=True)
class Page:
    status: int
    text: str
    # Set-Cookie as sent
    cookies: tuple[str, ...] = ()


@dataclass(slots=True)
class Person:
    """`web` is the address of the server that they are led to now; another one may follow, as behind a load balancer."""

    web: str
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, address: str) -> Page:
        return self._ask("GET", address, None)

    def post(self, address: str, **form: str) -> Page:
        return self._ask("POST", address, {**form, "csrfmiddlewaretoken": self.cookies.get("csrftoken", "")})

    def log_in(self, password: str, name: str = "admin") -> Page:
        self.get("/login/")
        return self.post("/login/", username=name, password=password)

    def add_synonym(self, word: str, other: str) -> Page:
        """302 if it was saved."""
        return self.post("/admin/proposals/synonym/add/", word=word, other=other, note="")

    def sees_synonym(self, word: str, other: str) -> bool:
        """Whether the row is listed; the message about what was saved does not count."""
        page = self.get(f"/admin/proposals/synonym/?{urlencode({'q': word})}")
        assert page.status == 200, page
        return f'<td class="field-other">{other}</td>' in page.text

    def _ask(self, method: str, address: str, form: dict[str, str] | None) -> Page:
        parts = urlsplit(self.web)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": self.web + address}
        try:
            connection.request(method, address, urlencode(form) if form is not None else None, headers)
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        sent = tuple(response.headers.get_all("Set-Cookie", []))
        for line in sent:
            for name, morsel in SimpleCookie(line).items():
                # quotes are part of a value that has commas or spaces in it
                self.cookies[name] = morsel.coded_value
                if morsel["max-age"] == "0":
                    del self.cookies[name]
        return Page(response.status, text, sent)
