"""Pages and answers that everybody may keep, kept here too: as bytes, until the catalogue changes, for as long as the CDN may keep them.

Parts of pages that are alike for all who only learn are kept likewise (`acg/templatetags/kept.py`). Whole answers are given out before
anything else is done for a request. Only what was answered to nobody in particular comes in, and only to a request without cookies, so
nothing of it can be anybody's; what a hit skips is what the CDN's cache would have skipped.
"""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import field
from functools import wraps
from threading import Lock
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag

from acg.shared.values import frozen
from courses.selectors import catalogue_version

CREDENTIALS = ("Authorization", "X-Session-Token")
SECONDS_KEPT = 60
FRESH_SECONDS = 1.0  # for as long a process does not ask again whether the catalogue has changed
MOST_ANSWERS = 1_000
MOST_BYTES = 20_000_000
OWN = ("Cookie", *CREDENTIALS)
TYPES = ("text/html", "application/json", "application/graphql-response+json")
# All of a request that an answer, or the permission to have it, depends on.
DECISIVE = (
    "HTTP_HOST",
    "HTTP_ACCEPT",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_ORIGIN",
    "HTTP_SEC_FETCH_SITE",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_HX_REQUEST",
    "HTTP_HX_TARGET",
)

OK = 200

Key = tuple[Any, ...]


@frozen
class Kept:
    """What is kept.

    Args:
        body: an answer's bytes, or a part of a page.
        until: when it is too old, by the clock of the process, in seconds.
        headers: of an answer.
    """

    body: bytes | str
    until: float
    headers: dict[str, str] = field(default_factory=dict)


class Keeper:
    """What one process keeps of one kind, bounded in number and in size."""

    is_on = True

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._bytes = 0
        self.version, self._looked_at = 0, float("-inf")
        self._lock = Lock()

    def get(self, key: Key, now: float) -> Kept | None:
        """Return what is kept under a key, if it may still be given."""
        if now - self._looked_at > FRESH_SECONDS:
            self._look(now)
        with self._lock:
            found = self._kept.get(key)
            if found is None or found.until < now:
                return None
            self._kept.move_to_end(key)
            return found

    def put(self, key: Key, kept: Kept, *, version: int) -> None:
        """Keep something, unless the catalogue has changed since its version was read, and let go of those that nobody asked for."""
        with self._lock:
            if version != self.version:
                return
            old = self._kept.pop(key, None)
            self._kept[key] = kept
            self._bytes += len(kept.body) - (len(old.body) if old else 0)
            while len(self._kept) > MOST_ANSWERS or self._bytes > MOST_BYTES:
                _key, oldest = self._kept.popitem(last=False)
                self._bytes -= len(oldest.body)

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._kept.clear()
            self._bytes, self._looked_at = 0, float("-inf")

    def _look(self, now: float) -> None:
        version = catalogue_version()
        if version != self.version:
            self.clear()
        self.version, self._looked_at = version, now


answers, parts = Keeper(), Keeper()


def is_nobodys(request: HttpRequest) -> bool:
    """Return whether a request says nothing of who makes it."""
    return not any(request.headers.get(name) for name in OWN)


def for_everyone(request: HttpRequest, response: HttpResponse, *, browser_seconds: int) -> HttpResponse:
    """Let browsers and the CDN keep a whole answer that is nobody's in particular.

    Args:
        request: that it answers.
        response: the answer, with all that it varies by.
        browser_seconds: for as long a browser need not ask again.

    Returns:
        The answer with its ETag, or 304 when the client has it already.
    """
    response["Cache-Control"] = f"public, max-age={browser_seconds}, s-maxage={SECONDS_KEPT}, stale-while-revalidate=300"
    response["ETag"] = etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    return get_conditional_response(request, etag=etag, response=response) or response


def page_for_everyone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view's page be kept when it was made for nobody in particular; a browser always asks whether it still holds."""

    @wraps(view)
    def kept(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        response = view(request, *arguments, **named)
        if response.status_code != OK or not is_nobodys(request):
            return response
        patch_vary_headers(response, ["Cookie", "Accept-Language", *CREDENTIALS])
        return for_everyone(request, response, browser_seconds=0)

    return kept


class KeptAnswersMiddleware:
    """Give out what is kept; keep what may be."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        if not answers.is_on or request.method != "GET" or not is_nobodys(request):
            return self.get_response(request)
        now = time.monotonic()
        key = (
            request.path_info,
            request.META.get("QUERY_STRING", ""),
            request.is_secure(),
            *(request.META.get(name) for name in DECISIVE),
        )
        try:
            found = answers.get(key, now)
        except DatabaseError:
            return self.get_response(request)  # which says it in JSON
        if found is None:
            version = answers.version
            response = self.get_response(request)
            if _is_everyones(response):
                answers.put(key, Kept(response.content, now + SECONDS_KEPT, dict(response.items())), version=version)
            return response
        response = HttpResponse(found.body, headers=found.headers)
        return get_conditional_response(request, etag=found.headers["ETag"], response=response) or response


def _is_everyones(response: HttpResponse) -> bool:
    is_text = response.get("Content-Type", "").partition(";")[0] in TYPES
    is_public = response.get("Cache-Control", "").startswith("public") and "ETag" in response
    return response.status_code == OK and is_text and is_public and not response.cookies
