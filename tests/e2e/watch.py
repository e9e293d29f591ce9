"""Sees what goes wrong in a page while a test looks elsewhere."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Error, Page, Request, Response

HERE = ("127.0.0.1", "localhost")
# What the browser itself makes needs no network
LOCAL_SCHEMES = ("data", "blob", "about")
# The browser leaves a page before its picture has come; an answer that fails is told otherwise
GIVEN_UP = "net::ERR_ABORTED"


class Watch:
    """Collects console errors, refusals of the Content-Security-Policy, failed requests and requests to elsewhere.

    A test that asks for an answer of refusal says so: `watch.expect(422)`.
    """

    def __init__(self, server: str) -> None:
        self.server = server
        self.troubles: list[str] = []
        self.expected: set[int] = set()

    def expect(self, status: int) -> None:
        self.expected.add(status)

    def over(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", self._page_error)
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # the browser's own line about an answer that was expected
        told = any(f"status of {status}" in message.text for status in self.expected)
        if message.type in ("error", "warning") and not told:
            self.troubles.append(f"console {message.type}: {message.text}")

    def _page_error(self, error: Error) -> None:
        self.troubles.append(f"script error: {error}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in LOCAL_SCHEMES and address.hostname not in HERE:
            self.troubles.append(f"request to elsewhere: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure == GIVEN_UP:
            return
        self.troubles.append(f"request failed: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.troubles.append(f"answer {response.status}: {response.url}")
