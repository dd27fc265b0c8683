"""What a person sees of the pretended Stripe: the payment page, the account's objects, and the panel of faults."""

import datetime as dt
from contextlib import suppress
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from checkout.sandbox import account, acts, clock, paying, subscribing, taxing
from checkout.sandbox.delivering import deliver_again
from checkout.sandbox.interface import endpoint_of
from checkout.sandbox.models import Clock, Delivery, Faults, StripeObject
from checkout.sandbox.requests import StripeError

SHOWN = 50
PAYING = {"pay": account.pay, "bank": paying.pay_by_bank}


class FaultsForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """The panel's switches."""

    class Meta:
        model = Faults
        fields = (
            "copies",
            "drop",
            "shuffle",
            "delay_seconds",
            "thin",
            "wrong_secret",
            "old_timestamp",
            "api_answer",
            "api_hangs",
            "refunds_wait",
        )


@never_cache
@require_http_methods(["GET", "POST"])
def pay(request: HttpRequest, key: str) -> HttpResponse:
    """Show a payment page; a post pays it, declines it, lets it expire or turns back."""
    try:
        account.close_overdue(key, endpoint=endpoint_of(request))
        session = account.find("checkout.session", key).data
    except StripeError:
        raise Http404 from None
    if request.method == "GET":
        return _page(request, session)
    action = request.POST.get("action", "")
    if action == "close":
        return HttpResponseRedirect(session["cancel_url"] or "/")
    try:
        return _act(request, session, action)
    except StripeError:  # another window was faster
        return redirect("stripe-sandbox-pay", key=key)


def _act(request: HttpRequest, session: dict[str, Any], action: str) -> HttpResponse:
    endpoint = endpoint_of(request)
    if action == "expire":
        account.expire(session["id"], endpoint=endpoint)
        return _page(request, session | {"status": "expired"})
    email = session["customer_email"] or request.POST.get("email", "").strip()
    try:
        validate_email(email)
    except ValidationError:
        return _page(request, session, error=_("Type your e-mail address: the receipt goes there."), status=400)
    if action == "decline":
        account.decline(session["id"], endpoint=endpoint)
        return _page(request, session, error=_("Your card was declined. Nothing was charged; try again."), email=email)
    if action == "secure":
        paying.ask_confirmation(session["id"], endpoint=endpoint)
        return _page(request, session, email=email, is_asked=True)
    if action not in PAYING:
        raise Http404
    if not _billed(request, session):
        return _page(request, session, error=_("Choose your country: the tax depends on it."), email=email, status=400)
    run = subscribing.pay if session["mode"] == "subscription" else PAYING[action]
    run(session["id"], email=email, name=request.POST.get("name", "").strip(), endpoint=endpoint)
    return HttpResponseRedirect(session["success_url"].replace("{CHECKOUT_SESSION_ID}", session["id"]))


def _billed(request: HttpRequest, session: dict[str, Any]) -> bool:
    """Take the billing details of a page that asks for them; return whether the country is one that the sandbox knows."""
    said = {name: request.POST.get(name, "").strip()[:60] for name in ("country", "company", "tax_id")}
    if session["automatic_tax"]["enabled"] and said["country"] not in taxing.RATES:
        return False
    taxing.bill_to(session["id"], **said)
    return True


def _page(
    request: HttpRequest, session: dict[str, Any], *, error: str = "", email: str = "", is_asked: bool = False, status: int = 200
) -> HttpResponse:
    context = {
        "session": session,
        "lines": session["line_items"]["data"],
        "countries": taxing.RATES,
        "seller": taxing.SELLER,
        "error": error,
        "email": email or request.POST.get("email", ""),
        "is_asked": is_asked,
    }
    return render(request, "sandbox/pay.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    """Show the account's objects and every delivery; a post sets the faults."""
    form = FaultsForm(request.POST if request.method == "POST" else None, instance=Faults.now())
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("stripe-sandbox")
    context = {
        "form": form,
        "now": dt.datetime.fromtimestamp(clock.now(), tz=dt.UTC),
        "clock": Clock.objects.filter(pk=1).first(),
        "objects": StripeObject.objects.exclude(object="event")[:SHOWN],
        "deliveries": Delivery.objects.select_related("event")[:SHOWN],
    }
    return render(request, "sandbox/overview.html", context)


@require_POST
def act(request: HttpRequest, key: str) -> HttpResponse:
    """Do to an object what a button says; what cannot be done any more is left."""
    thing = get_object_or_404(StripeObject, id=key)
    with suppress(StripeError):
        acts.act(thing.data, request.POST.get("act", ""), endpoint=endpoint_of(request))
    return redirect("stripe-sandbox")


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001 -- a view's signature
    """Deliver an event once more."""
    deliver_again(get_object_or_404(Delivery, pk=pk))
    return redirect("stripe-sandbox")
