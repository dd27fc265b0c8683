"""Buying: the total before the button, then Stripe's page, then the page that waits for the money."""

import uuid
from typing import TypedDict

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from acg.shared.errors import DomainError
from checkout.models import Offer, OfferKind, Order, OrderState
from checkout.selectors import MOST_SEATS, Quote, contents_of, live_currencies, live_offers, order_for_viewer, quote, sum_of_parts
from checkout.services import start_checkout
from checkout.services.gifts import FARTHEST
from checkout.views.visitor import user_of, visitor_key
from checkout.views.wishes import Typed


class ReturnAddresses(TypedDict):
    """Where Stripe sends a buyer afterwards; `{order}` becomes the order's public id."""

    success_url: str
    cancel_url: str


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def buy(request: HttpRequest, offer: str) -> HttpResponse:
    """Show what an offer gives and costs; a post goes to the payment page."""
    found = get_object_or_404(live_offers(), slug=offer)
    typed = Typed.of(request, found)
    if request.method == "POST" and "apply" not in request.POST:
        return _start(request, found, typed)
    return _page(request, found, typed)


def return_addresses(offer: Offer) -> ReturnAddresses:
    """Return where Stripe sends a buyer afterwards, as `start_checkout` takes it."""
    done = reverse("checkout:done", kwargs={"public_id": uuid.UUID(int=0)}).replace(str(uuid.UUID(int=0)), "{order}")
    return {
        "success_url": f"{settings.SITE_URL}{done}?session_id={{CHECKOUT_SESSION_ID}}",
        "cancel_url": f"{settings.SITE_URL}{reverse('checkout:buy', kwargs={'offer': offer.slug})}",
    }


def _start(request: HttpRequest, offer: Offer, typed: Typed) -> HttpResponse:
    try:
        order = start_checkout(
            offer=offer,
            buyer=user_of(request),
            visitor_key=visitor_key(request, create=True),
            currency=typed.currency,
            coupon_code=typed.coupon,
            email=typed.email,
            gift=typed.gift(),
            interval=typed.interval,
            quantity=typed.seats,
            **return_addresses(offer),
        )
    except DomainError as error:
        return _page(request, offer, typed, error=error)
    if order.is_settled:
        return redirect("checkout:done", public_id=order.public_id)
    return HttpResponseRedirect(order.checkout_url)


def _page(request: HttpRequest, offer: Offer, typed: Typed, *, error: DomainError | None = None) -> HttpResponse:
    """Show the page before the button; a coupon that does not fit is told, and the price without it stays."""
    price: Quote | None = None
    try:
        price = quote(
            offer=offer,
            currency=typed.currency,
            coupon_code=typed.coupon,
            buyer=user_of(request),
            email=typed.email.strip(),
            interval=typed.interval,
            quantity=typed.seats,
        )
    except DomainError as refusal:
        error = error or refusal
        if refusal.field in {"coupon_code", "email"}:
            price = quote(
                offer=offer, currency=typed.currency, buyer=user_of(request), interval=typed.interval, quantity=typed.seats
            )
    courses = contents_of(offer)
    today = timezone.now().date()
    context = {
        "offer": offer,
        "courses": courses,
        "separately": sum_of_parts(courses=courses, currency=typed.currency) if offer.kind == OfferKind.PATH else None,
        "quote": price,
        "currencies": live_currencies(offer),
        "typed": typed,
        "plans": [plan for plan in offer.live_prices if plan.interval and plan.currency == typed.currency],  # type: ignore[attr-defined]  # `live_offers` prefetches it
        "can_give": not offer.is_renewed,
        "most_seats": MOST_SEATS,
        "first_day": today,
        "last_day": today + FARTHEST,
        "has_tax": settings.STRIPE_TAX,
        "error": error,
        "is_owned": error is not None and error.code == "already_owned",
        "is_member": error is not None and error.code in {"already_member", "already_team"},
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
        "gift": getattr(order, "gift", None),
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
