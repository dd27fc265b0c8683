"""The HTTP interface under `/_stripe/v1/`, as the official library speaks it."""

import hashlib
import secrets
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from checkout.sandbox import account, subscribing
from checkout.sandbox.models import Faults, IdempotentAnswer, StripeObject
from checkout.sandbox.requests import (
    ANY,
    CREATE_REFUND,
    CREATE_SESSION,
    LIST,
    RANGE,
    RETRIEVE,
    Allowed,
    StripeError,
    bad_request,
    parse,
    whole,
)

HANG_SECONDS = 5
DEFAULT_PAGE, LARGEST_PAGE = 10, 100
MOST_TYPES = 20

Call = Callable[..., dict[str, Any]]


def call(allowed: Allowed) -> Callable[[Call], Callable[..., JsonResponse]]:
    """Make a function of the parsed parameters a call of the interface: key, faults, idempotency, errors in Stripe's shape."""

    def decorate(function: Call) -> Callable[..., JsonResponse]:
        @csrf_exempt
        @wraps(function)
        def view(request: HttpRequest, **path: str) -> JsonResponse:
            try:
                _check_key(request)
                _break()
                encoded = request.body.decode() if request.method == "POST" else request.META.get("QUERY_STRING", "")
                fields = parse(encoded, allowed)
                status, body, replayed = _once(request, lambda: function(request, fields, **path))
            except StripeError as error:
                status, body, replayed = error.status, error.body, False
            response = JsonResponse(body, status=status, headers={"Request-Id": f"req_{secrets.token_hex(7)}"})
            if replayed:
                response["Idempotent-Replayed"] = "true"
            return response

        return view

    return decorate


def _check_key(request: HttpRequest) -> None:
    if not request.headers.get("Authorization", "").startswith("Bearer sk_test_"):
        raise StripeError(401, "invalid_request_error", "api_key_invalid", "Invalid API Key provided.")


def _break() -> None:
    """Fail as the fault panel says."""
    faults = Faults.now()
    if faults.api_hangs:
        time.sleep(HANG_SECONDS)
    if faults.api_answer == 429:  # noqa: PLR2004 -- HTTP's Too Many Requests
        raise StripeError(429, "invalid_request_error", "rate_limit", "Too many requests hit the API too quickly.")
    if faults.api_answer:
        raise StripeError(faults.api_answer, "api_error", "api_error", "An error occurred on Stripe's end, on request.")


def _once(request: HttpRequest, run: Callable[[], dict[str, Any]]) -> tuple[int, dict[str, Any], bool]:
    """Answer a request with an idempotency key once; the same again gets the stored answer (https://docs.stripe.com/api/idempotent_requests).

    Raises:
        StripeError: `idempotency_error` when the key came with other parameters before; whatever the call raises.
    """
    key = request.headers.get("Idempotency-Key", "")
    if not key or request.method != "POST":
        return 200, run(), False
    digest = hashlib.sha256(request.path.encode() + b"\0" + request.body).hexdigest()
    stored = IdempotentAnswer.objects.filter(key=key).first()
    if stored is None:
        try:
            with transaction.atomic():
                body = run()
                IdempotentAnswer.objects.create(key=key, request_hash=digest, status=200, body=body)
        except IntegrityError:
            raise StripeError(409, "idempotency_error", "idempotency_key_in_use", "Another request uses this key.") from None
        return 200, body, False
    if stored.request_hash != digest:
        message = "Keys for idempotent requests can only be used with the same parameters they were first used with."
        raise StripeError(400, "idempotency_error", "idempotency_error", message)
    return stored.status, stored.body, True


def endpoint_of(request: HttpRequest) -> str:
    """Return the address of the site's webhook endpoint: the site runs where the sandbox does."""
    return request.build_absolute_uri("/webhooks/stripe/")


@call(CREATE_SESSION)
def _create_session(request: HttpRequest, fields: dict[str, Any]) -> dict[str, Any]:
    pay_url = request.build_absolute_uri("/_stripe/pay/")
    if fields.get("mode") == "subscription":
        return account.public_session(subscribing.create_session(fields, pay_url=pay_url, moment=int(time.time())))
    return account.public_session(account.create_session(fields, pay_url=pay_url))


@call({**LIST, "payment_intent": None, "subscription": None, "status": None, "created": RANGE})
def _list_sessions(request: HttpRequest, fields: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG001 -- a list is a list
    page = page_of("checkout.session", "/v1/checkout/sessions", fields, ("payment_intent", "subscription", "status"))
    return page | {"data": [account.public_session(session) for session in page["data"]]}


@require_http_methods(["GET", "POST"])
@csrf_exempt
def sessions(request: HttpRequest) -> JsonResponse:
    """Create a session, or list them."""
    return _create_session(request) if request.method == "POST" else _list_sessions(request)


@require_GET
@call(RETRIEVE)
def session(request: HttpRequest, fields: dict[str, Any], key: str) -> dict[str, Any]:
    """Return a session; `payment_intent` and `line_items` on request."""
    account.close_overdue(key, endpoint=endpoint_of(request))
    found = account.find("checkout.session", key).data
    shown = account.public_session(found)
    wanted = set(fields.get("expand", {}).values())
    if unknown := wanted - {"payment_intent", "line_items", "subscription"}:
        raise bad_request("parameter_invalid", f"This property cannot be expanded ({unknown.pop()}).", "expand")
    if "payment_intent" in wanted and found["payment_intent"]:
        shown["payment_intent"] = account.find("payment_intent", found["payment_intent"]).data
    if "subscription" in wanted and found.get("subscription"):
        shown["subscription"] = account.find("subscription", found["subscription"]).data
    if "line_items" in wanted:
        shown["line_items"] = found["line_items"]
    return shown


@csrf_exempt
@require_POST
@call(RETRIEVE)
def expire_session(request: HttpRequest, fields: dict[str, Any], key: str) -> dict[str, Any]:  # noqa: ARG001 -- nothing to say
    """Close a session."""
    return account.public_session(account.expire(key, endpoint=endpoint_of(request)))


@require_GET
@call(RETRIEVE)
def retrieve(request: HttpRequest, fields: dict[str, Any], kind: str, key: str) -> dict[str, Any]:  # noqa: ARG001 -- nothing expands
    """Return an object by its id."""
    return dict(account.find(kind, key).data)


@call(CREATE_REFUND)
def _create_refund(request: HttpRequest, fields: dict[str, Any]) -> dict[str, Any]:
    return account.create_refund(fields, endpoint=endpoint_of(request))


@call({**LIST, "payment_intent": None, "charge": None, "created": RANGE})
def _list_refunds(request: HttpRequest, fields: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG001 -- a list is a list
    return page_of("refund", "/v1/refunds", fields, ("payment_intent", "charge"))


@require_http_methods(["GET", "POST"])
@csrf_exempt
def refunds(request: HttpRequest) -> JsonResponse:
    """Send money back, or list what was sent back."""
    return _create_refund(request) if request.method == "POST" else _list_refunds(request)


@require_GET
@call({**LIST, "payment_intent": None, "charge": None, "created": RANGE})
def disputes(request: HttpRequest, fields: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG001 -- a list is a list
    """List disputes, newest first."""
    return page_of("dispute", "/v1/disputes", fields, ("payment_intent", "charge"))


@require_GET
@call({**LIST, "customer": None, "created": RANGE})
def payment_intents(request: HttpRequest, fields: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG001 -- a list is a list
    """List payment intents, newest first."""
    return page_of("payment_intent", "/v1/payment_intents", fields, ("customer",))


@require_GET
@call({**LIST, "type": None, "types": ANY, "created": RANGE})
def events(request: HttpRequest, fields: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG001 -- a list is a list
    """List events, newest first (https://docs.stripe.com/api/events/list)."""
    if len(types := list(fields.get("types", {}).values())) > MOST_TYPES:
        raise bad_request("parameter_invalid", "You may pass up to 20 types.", "types")
    return page_of("event", "/v1/events", fields, ("type",), **({"data__type__in": types} if types else {}))


def page_of(kind: str, url: str, fields: dict[str, Any], filters: tuple[str, ...], **more: Any) -> dict[str, Any]:
    """Return a page of objects, newest first (https://docs.stripe.com/api/pagination)."""
    limit = int(fields["limit"]) if str(fields.get("limit", "")).isdecimal() else DEFAULT_PAGE
    if not 1 <= limit <= LARGEST_PAGE:
        raise bad_request("parameter_invalid_integer", "limit must be between 1 and 100.", "limit")
    created = fields.get("created", {})
    more |= {f"data__created__{bound}": whole(created, bound) for bound in created}
    more |= {f"data__{name}": fields[name] for name in filters if name in fields}
    rows = StripeObject.objects.filter(object=kind, **more)
    if after := fields.get("starting_after"):
        rows = rows.filter(sequence__lt=account.find(kind, after).sequence)
    found = [row.data for row in rows[: limit + 1]]
    return {"object": "list", "url": url, "data": found[:limit], "has_more": len(found) > limit}


@csrf_exempt
def unknown(request: HttpRequest) -> JsonResponse:
    """Answer what Stripe answers to an address that it does not have."""
    message = f"Unrecognized request URL ({request.method}: {request.path.removeprefix('/_stripe')})."
    return JsonResponse(bad_request("", message).body, status=404)
