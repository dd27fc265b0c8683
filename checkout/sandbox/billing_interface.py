"""The part of the HTTP interface that memberships use: customers, prices, coupons, subscriptions, invoices, portal, test clocks."""

import time
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from checkout.sandbox import account, catalogue, clock, invoicing, renewing
from checkout.sandbox.interface import call, endpoint_of, page_of
from checkout.sandbox.requests import ANY, LIST, RANGE, RETRIEVE, Allowed, bad_request, whole
from checkout.sandbox.shapes import Json, new_id

CREATE_CUSTOMER: Allowed = {"email": None, "expand": ANY, "metadata": ANY, "name": None, "phone": None, "test_clock": None}
CREATE_PRICE: Allowed = {
    "currency": None,
    "expand": ANY,
    "metadata": ANY,
    "nickname": None,
    "product": None,
    "product_data": {"metadata": ANY, "name": None},
    "recurring": {"interval": None, "interval_count": None},
    "tax_behavior": None,
    "unit_amount": None,
}
CREATE_COUPON: Allowed = {"duration": None, "expand": ANY, "id": None, "metadata": ANY, "name": None, "percent_off": None}
UPDATE_SUBSCRIPTION: Allowed = {
    "cancel_at": None,
    "cancel_at_period_end": None,
    "expand": ANY,
    "items": {"*": {"id": None, "price": None, "quantity": None}},
    "metadata": ANY,
    "pause_collection": {"behavior": None},
    "payment_behavior": None,
    "proration_behavior": None,
}
CANCEL_SUBSCRIPTION: Allowed = {"expand": ANY, "invoice_now": None, "prorate": None}
STATUSES = {"all", "ended"}


@call(CREATE_CUSTOMER)
def _create_customer(request: HttpRequest, fields: Json) -> Json:  # noqa: ARG001 -- a call's signature
    return catalogue.create_customer(fields)


@call({**LIST, "email": None, "created": RANGE})
def _list_customers(request: HttpRequest, fields: Json) -> Json:  # noqa: ARG001 -- as above
    return page_of("customer", "/v1/customers", fields, ("email",))


@call(CREATE_PRICE)
def _create_price(request: HttpRequest, fields: Json) -> Json:  # noqa: ARG001 -- as above
    return catalogue.create_price(fields)


@call({**LIST, "product": None, "created": RANGE})
def _list_prices(request: HttpRequest, fields: Json) -> Json:  # noqa: ARG001 -- as above
    return page_of("price", "/v1/prices", fields, ("product",))


@call(CREATE_COUPON)
def _create_coupon(request: HttpRequest, fields: Json) -> Json:  # noqa: ARG001 -- as above
    return catalogue.create_coupon(fields)


@call({**LIST, "created": RANGE})
def _list_coupons(request: HttpRequest, fields: Json) -> Json:  # noqa: ARG001 -- as above
    return page_of("coupon", "/v1/coupons", fields, ())


def _two(create: Any, show: Any) -> Any:
    """Return the view of an address that takes a post for one call, a get for the other."""

    @require_http_methods(["GET", "POST"])
    @csrf_exempt
    def view(request: HttpRequest) -> HttpResponse:
        answer: HttpResponse = create(request) if request.method == "POST" else show(request)
        return answer

    return csrf_exempt(view)


customers = _two(_create_customer, _list_customers)
prices = _two(_create_price, _list_prices)
coupons = _two(_create_coupon, _list_coupons)


@require_GET
@call({**LIST, "customer": None, "price": None, "status": None, "created": RANGE})
def subscriptions(request: HttpRequest, fields: Json) -> Json:  # noqa: ARG001 -- as above
    """List subscriptions, newest first; without a status those that are over are left out, as Stripe does."""
    status, more = fields.pop("status", ""), {}
    if status and status not in STATUSES:
        more["data__status"] = status
    if status == "ended":
        more["data__status__in"] = sorted(renewing.OVER)
    if not status:
        more["data__status__in"] = ["active", "incomplete", "past_due", "paused", "trialing", "unpaid"]
    return page_of("subscription", "/v1/subscriptions", fields, ("customer",), **more)


@call(RETRIEVE)
def _show(request: HttpRequest, fields: Json, key: str) -> Json:  # noqa: ARG001 -- as above
    return dict(account.find("subscription", key).data)


@call(UPDATE_SUBSCRIPTION)
def _update(request: HttpRequest, fields: Json, key: str) -> Json:
    return renewing.update(key, fields, endpoint=endpoint_of(request))


@call(CANCEL_SUBSCRIPTION)
def _cancel(request: HttpRequest, fields: Json, key: str) -> Json:  # noqa: ARG001 -- as above
    return renewing.end_now(key, endpoint=endpoint_of(request))


@csrf_exempt
@require_http_methods(["GET", "POST", "DELETE"])
def subscription(request: HttpRequest, key: str) -> JsonResponse:
    """Return a subscription, change it, or end it at once."""
    return {"GET": _show, "POST": _update, "DELETE": _cancel}[str(request.method)](request, key=key)


@require_GET
@call({**LIST, "customer": None, "subscription": None, "status": None, "created": RANGE})
def invoices(request: HttpRequest, fields: Json) -> Json:  # noqa: ARG001 -- as above
    """List invoices, newest first; their payments on request."""
    more = {}
    if "subscription" in fields:
        more["data__parent__subscription_details__subscription"] = fields["subscription"]
    page = page_of("invoice", "/v1/invoices", fields, ("customer", "status"), **more)
    wanted = _expanded(fields, {"data.payments"})
    return page | {"data": [invoicing.with_payments(found) for found in page["data"]]} if wanted else page


@require_GET
@call(RETRIEVE)
def invoice(request: HttpRequest, fields: Json, key: str) -> Json:  # noqa: ARG001 -- as above
    """Return an invoice; its payments on request."""
    found = dict(account.find("invoice", key).data)
    return invoicing.with_payments(found) if _expanded(fields, {"payments"}) else found


@csrf_exempt
@require_POST
@call(RETRIEVE)
def pay_invoice(request: HttpRequest, fields: Json, key: str) -> Json:  # noqa: ARG001 -- as above
    """Pay an open invoice with its customer's card (https://docs.stripe.com/api/invoices/pay)."""
    if not renewing.pay_open_invoice(key, endpoint=endpoint_of(request)):
        raise invoicing.declined()
    return dict(account.find("invoice", key).data)


@require_GET
@call({**LIST, "invoice": None, "status": None, "payment": {"type": None, "payment_intent": None}, "created": RANGE})
def invoice_payments(request: HttpRequest, fields: Json) -> Json:  # noqa: ARG001 -- as above
    """List the payments of invoices, newest first (https://docs.stripe.com/api/invoice-payment/list)."""
    intent = fields.pop("payment", {}).get("payment_intent")
    more = {"data__payment__payment_intent": intent} if intent else {}
    return page_of("invoice_payment", "/v1/invoice_payments", fields, ("invoice", "status"), **more)


@csrf_exempt
@require_POST
@call({"customer": None, "expand": ANY, "locale": None, "return_url": None})
def portal_sessions(request: HttpRequest, fields: Json) -> Json:
    """Open the portal."""
    return catalogue.create_portal(fields, portal_url=request.build_absolute_uri("/_stripe/portal/"))


@call({"expand": ANY, "frozen_time": None, "name": None})
def _create_clock(request: HttpRequest, fields: Json) -> Json:
    """Make a test clock: the account's one time moves to its own, if that is still to come."""
    moment = whole(fields, "frozen_time")
    if moment > clock.now():
        renewing.advance(moment, endpoint=endpoint_of(request))
    found: Json = {
        "id": new_id("clock"),
        "object": "test_helpers.test_clock",
        "created": int(time.time()),
        "deletes_after": int(time.time()) + 30 * account.DAY,
        "frozen_time": clock.now(),
        "livemode": False,
        "name": fields.get("name"),
        "status": "ready",
        "status_details": {},
    }
    account.keep(found)
    return found


@call({**LIST})
def _list_clocks(request: HttpRequest, fields: Json) -> Json:  # noqa: ARG001 -- as above
    return page_of("test_helpers.test_clock", "/v1/test_helpers/test_clocks", fields, ())


test_clocks = _two(_create_clock, _list_clocks)


@csrf_exempt
@require_POST
@call({"expand": ANY, "frozen_time": None})
def advance_clock(request: HttpRequest, fields: Json, key: str) -> Json:
    """Move the account's time on (https://docs.stripe.com/api/test_clocks/advance); it is done when this answers."""
    found = dict(account.find("test_helpers.test_clock", key).data)
    renewing.advance(whole(fields, "frozen_time"), endpoint=endpoint_of(request))
    account.keep(found | {"frozen_time": clock.now()})
    return found | {"frozen_time": clock.now()}


def _expanded(fields: Json, known: set[str]) -> bool:
    wanted = set(fields.get("expand", {}).values())
    if unknown := wanted - known:
        raise bad_request("parameter_invalid", f"This property cannot be expanded ({unknown.pop()}).", "expand")
    return bool(wanted)
