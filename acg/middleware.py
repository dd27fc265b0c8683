"""What every request gets: a name in the logs, a policy of permissions, the viewer's clock."""

import logging
import re
import threading
import time
import uuid
import zoneinfo
from collections.abc import Callable
from contextvars import ContextVar

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from whitenoise.middleware import WhiteNoiseMiddleware

from acg.shared.files import upload_origin
from acg.shared.metrics import metric

request_id: ContextVar[str] = ContextVar("request_id", default="")

type_ok = re.compile(r"[A-Za-z0-9_-]{8,64}").fullmatch
Handler = Callable[[HttpRequest], HttpResponse]
SERVER_ERROR = 500

logger = logging.getLogger("acg.requests")


class RequestIdMiddleware:
    """Give each request an id, the caller's when it is well formed; it is in every log line and in the answer.

    Each answer is a line of the log, written before it goes out: the route and not the address, which may say who asks for what.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        given = request.headers.get("X-Request-Id", "")
        token = request_id.set(given if type_ok(given) else uuid.uuid4().hex)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = request_id.get()
            _tell(request, response, seconds=time.perf_counter() - began)
            return response
        finally:
            request_id.reset(token)


def _tell(request: HttpRequest, response: HttpResponse, *, seconds: float) -> None:
    if response.status_code >= SERVER_ERROR:
        metric("requests.failed")
    if logger.isEnabledFor(logging.INFO):
        route = request.resolver_match.route if request.resolver_match else ""
        told = {"method": request.method, "route": route, "status": response.status_code, "ms": round(seconds * 1000, 1)}
        logger.info("answered", extra=told)


class VisitorAddressesMiddleware:
    """Answer visitors by addresses of their own, so that the admin is loaded when it is asked for, and no sooner."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        if not request.path_info.startswith(settings.RARE_PATHS):
            request.urlconf = settings.VISITOR_URLCONF
        return self.get_response(request)


class StaticFilesMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]  # whitenoise has no types
    """Serve static files, looking which there are when the first is asked for: behind a distribution nobody asks."""

    def __init__(self, get_response: Handler) -> None:
        self._folders: list[tuple[str, str | None]] = []
        self._looking = threading.Lock()
        super().__init__(get_response)

    def add_files(self, root: str, prefix: str | None = None) -> None:
        """Keep a folder for later; one that is searched anew for each request needs no look."""
        if self.autorefresh:
            super().add_files(root, prefix)
        else:
            self._folders.append((root, prefix))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        if not request.path_info.startswith(self.static_prefix):
            return self.get_response(request)  # type: ignore[no-any-return]  # as above
        with self._looking:
            while self._folders:
                super().add_files(*self._folders[-1])
                self._folders.pop()  # last, so that none is passed over when looking fails
        response: HttpResponse = super().__call__(request)
        return response


class PermissionsPolicyMiddleware:
    """Tell the browser which of its powers the school needs: full screen and picture in picture, nothing else."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        response = self.get_response(request)
        response.setdefault(
            "Permissions-Policy",
            "fullscreen=(self), picture-in-picture=(self), camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        )
        return response


class ViewerTimeZoneMiddleware:
    """Show times in the viewer's zone: the account's, else the one the browser told in its `tz` cookie, else UTC."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        name = request.COOKIES.get("tz", "")
        try:
            zone = zoneinfo.ZoneInfo(name) if name else None
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            zone = None
        if zone is None:
            timezone.deactivate()
            return self.get_response(request)
        with timezone.override(zone):
            return self.get_response(request)


class AdminContentPolicyMiddleware:
    """Let the admin's pages, and no others, evaluate script expressions, carry style attributes and send films to their bucket.

    Unfold is built on Alpine's standard build, which evaluates its attributes, and sets widths by style. Scripts still come from the
    school alone; only those who author reach these pages.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        response = self.get_response(request)
        match = request.resolver_match
        if match is not None and match.app_names[:1] in (["admin"], ["staff"]):
            # What django-csp's own decorators set, for the application that has no views of ours to decorate, and its neighbour.
            response._csp_replace = {  # type: ignore[attr-defined]  # noqa: SLF001 -- as above
                "script-src": [SELF, UNSAFE_EVAL],
                "style-src": [SELF, UNSAFE_INLINE],
                **({"connect-src": [SELF, bucket]} if (bucket := upload_origin()) else {}),
            }
        return response
