"""The membership of the viewer, or the seats of their team: what it costs next, how to cancel it, its invoices, the plans."""

import uuid
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from acg.shared.errors import DomainError
from acg.users.models import User
from checkout.models import OfferKind, Subscription
from checkout.selectors import MOST_SEATS, membership_page
from checkout.services import cancel_membership, change_seats, portal_address, resume_membership, switch_plan
from checkout.views.wishes import seats_of


@never_cache
@login_required
@require_safe
def membership(request: HttpRequest) -> HttpResponse:
    """Show the viewer's membership, or the plans."""
    return render(request, "checkout/membership.html", {"page": membership_page(_viewer(request))})


@never_cache
@login_required
@require_safe
def team_plan(request: HttpRequest) -> HttpResponse:
    """Show what the viewer pays for a team, or what seats cost."""
    context = {"page": membership_page(_viewer(request), OfferKind.TEAM), "most_seats": MOST_SEATS}
    return render(request, "checkout/membership.html", context)


@login_required
@require_POST
def seats(request: HttpRequest) -> HttpResponse:
    """Have more or fewer seats from now on."""
    done = _("The number of seats is changed.")
    return _change(request, lambda own, user: change_seats(subscription=own, by=user, seats=seats_of(request.POST)), done)


@login_required
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Pay by month or by year from now on."""
    interval = request.POST.get("interval", "")
    done = _("Your plan is switched. What was left of the old one was credited.")
    return _change(request, lambda own, user: switch_plan(subscription=own, by=user, interval=interval), done)


@login_required
@require_POST
def cancel(request: HttpRequest) -> HttpResponse:
    """Cancel at the end of the period."""
    done = _("Your membership is cancelled. You will not be charged again.")
    return _change(request, lambda own, user: cancel_membership(subscription=own, by=user), done)


@login_required
@require_POST
def resume(request: HttpRequest) -> HttpResponse:
    """Go on after all."""
    return _change(request, lambda own, user: resume_membership(subscription=own, by=user), _("Your membership goes on."))


@login_required
@require_POST
def card(request: HttpRequest) -> HttpResponse:
    """Go to Stripe's page for the card."""
    try:
        address = portal_address(user=_viewer(request), return_url=f"{settings.SITE_URL}{reverse('checkout:membership')}")
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("checkout:membership")
    return HttpResponseRedirect(address)


def _change(request: HttpRequest, ask: Callable[[Subscription, User], object], done: str) -> HttpResponse:
    """Do something to the membership that the form names; somebody else's does not exist."""
    user = _viewer(request)
    own = Subscription.objects.filter(public_id=_public_id(request), buyer=user).select_related("price", "offer").first()
    if own is None:
        raise Http404
    try:
        ask(own, user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done)
    return redirect("checkout:team_plan" if own.offer.is_for_team else "checkout:membership")


def _viewer(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 -- what login_required means, for the type checker
    return request.user


def _public_id(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("membership", ""))
    except ValueError:
        raise Http404 from None
