"""The team of the viewer: its seats, who sits on them, and who shall."""

import re
import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from acg.shared.errors import DomainError
from acg.users.models import User
from organisations.models import Organization
from organisations.selectors import seat_of_owner, team_page
from organisations.services import assign_seats, rename_organization, return_seat

LONGEST_LIST = 100_000


@never_cache
@login_required
@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """Show the viewer's team, the seats that they have in others', or what a team is."""
    return _page(request)


@login_required
@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Give seats to the addresses that were typed, one a line or with commas between."""
    typed = request.POST.get("emails", "")[:LONGEST_LIST]
    try:
        seats = assign_seats(
            organization=_own(request), by=_viewer(request), emails=re.split(r"[\s,;]+", typed), language=_language()
        )
    except DomainError as error:
        return _page(request, typed=typed, error=error)
    count = len(seats)
    text = ngettext("%(count)d person is invited.", "%(count)d people are invited.", count) % {"count": count}
    messages.success(request, text if count else _("All of them have a seat already."))
    return redirect("organisations:team")


@login_required
@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Take a seat back; a seat of another team does not exist."""
    try:
        seat_id = uuid.UUID(request.POST.get("seat", ""))
    except ValueError:
        raise Http404 from None
    seat = seat_of_owner(seat_id=str(seat_id), owner=_viewer(request))
    if seat is None:
        raise Http404
    return_seat(seat=seat, by=_viewer(request))
    messages.success(request, _("The seat of %s is free again.") % seat.email)
    return redirect("organisations:team")


@login_required
@require_POST
def rename(request: HttpRequest) -> HttpResponse:
    """Give the team another name."""
    try:
        rename_organization(organization=_own(request), by=_viewer(request), name=request.POST.get("name", ""))
    except DomainError as error:
        return _page(request, error=error)
    messages.success(request, _("The team's name is changed."))
    return redirect("organisations:team")


def _page(request: HttpRequest, *, typed: str = "", error: DomainError | None = None) -> HttpResponse:
    context = {"page": team_page(_viewer(request)), "typed": typed, "error": error}
    return render(request, "organisations/team.html", context, status=422 if error else 200)


def _own(request: HttpRequest) -> Organization:
    own = Organization.objects.filter(owner=_viewer(request)).first()
    if own is None:
        raise Http404
    return own


def _viewer(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 -- what login_required means, for the type checker
    return request.user


def _language() -> str:
    spoken = (get_language() or "").partition("-")[0]
    return spoken if spoken in dict(settings.LANGUAGES) else str(settings.LANGUAGE_CODE)
