"""What a person sees of the pretended Stripe Billing: the portal, an invoice to pay, and the clock."""

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from checkout.sandbox import account, catalogue, clock, renewing
from checkout.sandbox.interface import endpoint_of
from checkout.sandbox.models import Clock, StripeObject
from checkout.sandbox.requests import StripeError
from checkout.sandbox.shapes import Json

STEPS = {"week": 7, "month": 31, "year": 366}


@never_cache
@require_http_methods(["GET", "POST"])
def portal(request: HttpRequest, key: str) -> HttpResponse:
    """Show the portal of a customer; a post changes the card, cancels, resumes or pays."""
    session = _found("billing_portal.session", key)
    customer = _found("customer", session["customer"])
    if request.method == "POST":
        with suppress(StripeError):
            _act(customer["id"], request.POST.get("action", ""), request.POST.get("id", ""), endpoint=endpoint_of(request))
        return redirect("stripe-sandbox-portal", key=key)
    mine = StripeObject.objects.filter(data__customer=customer["id"])
    context = {
        "session": session,
        "customer": customer,
        "card_works": customer["invoice_settings"]["default_payment_method"] == catalogue.GOOD_CARD,
        "subscriptions": [row.data for row in mine.filter(object="subscription")],
        "invoices": [row.data for row in mine.filter(object="invoice")[:12]],
    }
    return render(request, "sandbox/portal.html", context)


def _act(customer_id: str, action: str, key: str, *, endpoint: str) -> None:
    if action in {"card_works", "card_fails"}:
        catalogue.set_card(customer_id, works=action == "card_works")
    elif action in {"cancel", "resume"} and account.find("subscription", key).data["customer"] == customer_id:
        wish = {"cancel_at_period_end": "true" if action == "cancel" else "false"}
        renewing.update(key, wish, endpoint=endpoint)
    elif action == "pay" and account.find("invoice", key).data["customer"] == customer_id:
        renewing.pay_open_invoice(key, endpoint=endpoint)


@never_cache
@require_http_methods(["GET", "POST"])
def invoice(request: HttpRequest, key: str) -> HttpResponse:
    """Show an invoice; a post pays it with a card that works, which is kept."""
    found, error = _found("invoice", key), ""
    if request.method == "POST":
        try:
            catalogue.set_card(found["customer"], works=True)
            renewing.pay_open_invoice(key, endpoint=endpoint_of(request))
        except StripeError:
            error = _("This invoice cannot be paid any more.")
        found = _found("invoice", key)
    return render(request, "sandbox/invoice.html", {"invoice": found, "error": error})


@require_POST
def move_clock(request: HttpRequest) -> HttpResponse:
    """Let time pass, or set what becomes of a membership that nobody pays."""
    word = request.POST.get("after_retries", "")
    if word in {"canceled", "unpaid"}:
        Clock.objects.update_or_create(pk=1, defaults={"after_retries": word})
    if days := STEPS.get(request.POST.get("step", "")):
        renewing.advance(clock.now() + days * account.DAY, endpoint=endpoint_of(request))
    return redirect("stripe-sandbox")


def _found(kind: str, key: str) -> Json:
    try:
        return dict(account.find(kind, key).data)
    except StripeError:
        raise Http404 from None
