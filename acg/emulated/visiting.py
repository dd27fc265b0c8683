"""A visitor with a cookie jar, who follows no redirect unasked."""

import http.client
import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import Any

LONGEST_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, the headers and the body."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def location(self) -> str:
        """Where it sends its visitor."""
        return self.headers.get("Location", "")

    def token(self) -> str:
        """Return the token that the page's forms carry against forgers."""
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.text)
        return found[1] if found else ""


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_arguments: Any) -> None:
        """Follow nothing."""


class Visitor:
    """Someone in front of an address such as `http://127.0.0.1:8000`."""

    def __init__(self, address: str) -> None:
        self.address = address
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar, _Stay())

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._ask(path, None, {})

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form."""
        return self._ask(path, urllib.parse.urlencode(fields).encode(), {})

    def send(self, path: str, body: bytes, **headers: str) -> Answer:
        """Send JSON."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._ask(path, body, {"Content-Type": "application/json", **named})

    def ask(self, query: str) -> Any:
        """Ask the graph."""
        return json.loads(self.send("/graphql", json.dumps({"query": query}).encode()).body)

    def _ask(self, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        request = urllib.request.Request(urllib.parse.urljoin(self.address, path), data=body, headers=headers)  # noqa: S310 -- an address on the loopback
        try:
            answer = self._opener.open(request, timeout=LONGEST_SECONDS)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            return Answer(answer.status, answer.headers, answer.read())
