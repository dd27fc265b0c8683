"""The page of a gift: what it is, from whom, and the button that claims it."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from acg.shared.errors import DomainError
from checkout.selectors import contents_of_order, gift_with_code
from checkout.services import claim_gift
from checkout.views.visitor import user_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def gift(request: HttpRequest, code: str) -> HttpResponse:
    """Show a gift to whoever has its code; a post, signed in, claims it."""
    found = gift_with_code(code)
    if found is None:
        raise Http404
    user, error = user_of(request), None
    if request.method == "POST":
        if user is None:
            return redirect_to_login(request.path)
        try:
            found = claim_gift(code=code, user=user)
        except DomainError as refusal:
            error = refusal
            found.refresh_from_db()
    is_own = user is not None and found.claimed_by_id == user.pk
    context = {
        "gift": found,
        "order": found.order,
        "courses": contents_of_order(found.order),
        "giver": (found.order.buyer.name if found.order.buyer else "") or found.order.email,
        "is_own": is_own,
        "is_giver": user is not None and found.order.buyer_id == user.pk,
        "error": error,
    }
    return render(request, "checkout/gift.html", context, status=422 if error else 200)
