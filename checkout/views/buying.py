"""Buying: the total before the button, then Stripe's page, then the page that waits for the money."""

import uuid

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from acg.shared.errors import DomainError
from checkout.models import Offer, Order, OrderState
from checkout.selectors import Quote, contents_of, default_currency, live_offers, order_for_viewer, quote
from checkout.services import start_checkout
from checkout.views.visitor import user_of, visitor_key


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def buy(request: HttpRequest, offer: str) -> HttpResponse:
    """Show what an offer gives and costs; a post goes to the payment page."""
    found = get_object_or_404(live_offers(), slug=offer)
    if request.method == "POST" and "apply" not in request.POST:
        return _start(request, found)
    form = request.POST if request.method == "POST" else request.GET
    return _page(request, found, coupon_code=form.get("coupon", ""))


def return_addresses(offer: Offer) -> dict[str, str]:
    """Return where Stripe sends a buyer afterwards, as `start_checkout` takes it."""
    done = reverse("checkout:done", kwargs={"public_id": uuid.UUID(int=0)}).replace(str(uuid.UUID(int=0)), "{order}")
    return {
        "success_url": f"{settings.SITE_URL}{done}?session_id={{CHECKOUT_SESSION_ID}}",
        "cancel_url": f"{settings.SITE_URL}{reverse('checkout:buy', kwargs={'offer': offer.slug})}",
    }


def _start(request: HttpRequest, offer: Offer) -> HttpResponse:
    coupon_code = request.POST.get("coupon", "")
    try:
        order = start_checkout(
            offer=offer,
            buyer=user_of(request),
            visitor_key=visitor_key(request, create=True),
            currency=default_currency(offer),
            coupon_code=coupon_code,
            **return_addresses(offer),
        )
    except DomainError as error:
        return _page(request, offer, coupon_code=coupon_code, error=error)
    if order.is_settled:
        return redirect("checkout:done", public_id=order.public_id)
    return HttpResponseRedirect(order.checkout_url)


def _page(request: HttpRequest, offer: Offer, *, coupon_code: str, error: DomainError | None = None) -> HttpResponse:
    """Show the page before the button; a coupon that does not fit is told, and the price without it stays."""
    price: Quote | None = None
    currency = default_currency(offer)
    try:
        price = quote(offer=offer, currency=currency, coupon_code=coupon_code)
    except DomainError as refusal:
        error = error or refusal
        if refusal.field == "coupon_code":
            price = quote(offer=offer, currency=currency)
    context = {
        "offer": offer,
        "courses": contents_of(offer),
        "quote": price,
        "coupon_code": coupon_code,
        "error": error,
        "is_owned": error is not None and error.code == "already_owned",
    }
    return render(request, "checkout/buy.html", context, status=422 if error else 200)


@never_cache
@require_safe
def done(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Wait for the money, and say what is next once it is there. Nothing is granted here: our database is asked, and only asked."""
    order = _own_order(request, public_id)
    session_id = request.GET.get("session_id")
    if session_id is not None and session_id != order.checkout_session_id:
        raise Http404
    context = {
        "order": order,
        "is_waiting": order.state in {OrderState.OPEN, OrderState.AWAITING},
        "is_lost": order.state in {OrderState.EXPIRED, OrderState.CANCELED},
        "courses": contents_of(order.offer),
    }
    return render(request, "checkout/done.html#status" if request.headers.get("HX-Request") else "checkout/done.html", context)


def _own_order(request: HttpRequest, public_id: uuid.UUID) -> Order:
    order = order_for_viewer(public_id=public_id, user=user_of(request), visitor_key=visitor_key(request))
    if order is None:
        raise Http404
    return order
