"""A request of API Gateway or a function URL as WSGI, and its answer: `apig-wsgi`, and what it takes from strangers put right."""

import os
from collections.abc import Callable
from hmac import compare_digest
from typing import Any

from apig_wsgi import make_lambda_handler

Event = dict[str, Any]


def is_http(event: Event) -> bool:
    """Say whether it is a request of API Gateway (payload 1.0 or 2.0) or a function URL (2.0)."""
    request = event.get("requestContext")
    if not isinstance(request, dict):
        return False
    if event.get("version") == "2.0":
        return isinstance(request.get("http"), dict) and "rawPath" in event
    return event.get("version", "1.0") == "1.0" and isinstance(request.get("identity"), dict) and "httpMethod" in event


def http_handler(application: Callable[..., Any]) -> Callable[[Event, Any], Event]:
    """Return a handler of HTTP events that asks a WSGI application.

    The visitor's address is what the gateway saw (`requestContext`), never what a header says. Behind a distribution, which the gateway
    sees instead, it and the host are what the distribution says; then ORIGIN_SECRETS is set (one, or two while it is rotated), and
    whoever does not come through the distribution, which alone knows one of them, is refused. Several `Set-Cookie` stay several; bodies
    arrive and leave byte for byte.
    """
    secrets = [secret.encode() for secret in os.environ.get("ORIGIN_SECRETS", "").split(",") if secret]

    def trusting(environ: dict[str, Any], start_response: Any) -> Any:
        request = environ["apig_wsgi.request_context"]
        # On payload 1.0 apig-wsgi believes the first X-Forwarded-For, which is the visitor's own word.
        environ["REMOTE_ADDR"] = (request.get("http") or request["identity"]).get("sourceIp", "")
        if secrets:
            given = environ.pop("HTTP_X_ORIGIN_SECRET", "").encode().split(b",")
            if not any([compare_digest(one, secret) for one in given for secret in secrets]):  # noqa: C419 -- time must not tell
                start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
                return [b"This address is not for visitors."]
            environ["REMOTE_ADDR"] = environ.get("HTTP_X_VIEWER_ADDRESS", "")
            environ["HTTP_HOST"] = environ.get("HTTP_X_VIEWER_HOST", "")  # links bear the name that people asked for
        return application(environ, start_response)

    answer = make_lambda_handler(trusting, binary_support=True)

    def handle(event: Event, context: Any) -> Event:
        return answer(_trusted(event), context)

    return handle


def _trusted(event: Event) -> Event:
    """Return the event with one slash before its path, no stage in it, and no header that could pass for another.

    A header `X_Forwarded_For` would become the same WSGI variable as `X-Forwarded-For`.
    """
    event = dict(event)
    for name in ("headers", "multiValueHeaders"):
        if event.get(name):
            event[name] = {key: value for key, value in event[name].items() if "_" not in key}
    request = event["requestContext"]
    if event.get("version") == "2.0":
        event["headers"] = event.get("headers") or {}
        event["rawPath"] = _one_slash(_without_stage(event["rawPath"], request.get("stage")))
        event["rawQueryString"] = event.get("rawQueryString") or ""
        return event
    event["path"] = _one_slash(event.get("path") or "")
    return event


def _without_stage(path: str, stage: str | None) -> str:
    """Return the path behind a stage's name, which payload 2.0 leaves in front of it."""
    prefix = f"/{stage}"
    return path[len(prefix) :] if stage and stage != "$default" and (path == prefix or path.startswith(prefix + "/")) else path


def _one_slash(path: str) -> str:
    return "/" + path.lstrip("/")
