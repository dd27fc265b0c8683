"""HTTP as the world outside speaks it: one connection for each request, and no assumption that an answer comes."""

import hashlib
import hmac
import http.client
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

TIMEOUT_SECONDS = 15
API_KEY = "sk_test_sandbox"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; status 0 when nothing did, because whoever should answer was killed."""

    status: int
    body: bytes = b""
    location: str = ""
    cookies: tuple[str, ...] = ()

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


def ask(port: int, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
    """Send one request to a port of this machine."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request(method, path, body or None, dict(headers or {}))
        answer = connection.getresponse()
        cookies = tuple(value.partition(";")[0] for value in answer.headers.get_all("Set-Cookie") or [])
        return Answer(answer.status, answer.read(), answer.headers.get("Location", ""), cookies)
    except (OSError, http.client.HTTPException):
        return Answer(0)
    finally:
        connection.close()


def call(port: int, method: str, path: str, fields: Mapping[str, object] | None = None, *, key: str = "") -> Answer:
    """Call Stripe's HTTP interface as a dashboard would, with an idempotency key if one is given."""
    headers = {"Authorization": f"Bearer {API_KEY}", "Content-Type": FORM} | ({"Idempotency-Key": key} if key else {})
    return ask(port, method, f"/_stripe/v1/{path}", urlencode(fields or {}).encode(), headers)


def signed(body: bytes, secret: str) -> str:
    """Return the value of the Stripe-Signature header for a body sent now (https://docs.stripe.com/webhooks#verify-manually)."""
    now = int(time.time())
    digest = hmac.new(secret.encode(), f"{now}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={now},v1={digest}"


def deliver(port: int, event: Mapping[str, Any], secret: str) -> int:
    """Post an event to the webhook endpoint; return the status."""
    body = json.dumps(event).encode()
    headers = {"Content-Type": "application/json", "Stripe-Signature": signed(body, secret)}
    return ask(port, "POST", "/webhooks/stripe/", body, headers).status
