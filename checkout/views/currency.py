"""In which currency someone sees prices, remembered in a cookie of its own: choosing needs no session."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from acg.shared.currencies import COOKIE, is_currency

YEAR_SECONDS = 365 * 24 * 60 * 60


@require_POST
def choose_currency(request: HttpRequest) -> HttpResponse:
    """Remember a currency for a year, and go back to where it was chosen."""
    target, chosen = request.POST.get("next", ""), request.POST.get("currency", "").upper()
    is_ours = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(target if is_ours else "/courses/")
    if is_currency(chosen):
        response.set_cookie(COOKIE, chosen, max_age=YEAR_SECONDS, secure=settings.SECURE, httponly=True, samesite="Lax")
    return response
