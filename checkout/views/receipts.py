"""What was bought: the list, the receipt as a page and as a PDF."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from acg.shared.errors import DomainError
from acg.users.models import User
from checkout.models import Order
from checkout.receipts import made_out_to, receipt_pdf, receipt_rows
from checkout.selectors import order_for_viewer, orders_of
from checkout.services import claim_orders, keep_receipt, make_out_receipt, number_receipts, return_order
from checkout.views.visitor import user_of, visitor_key


@never_cache
@login_required
@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """Show the viewer's orders, newest first."""
    assert isinstance(request.user, User)  # noqa: S101 -- what login_required means, for the type checker
    return render(request, "checkout/orders.html", {"orders": orders_of(request.user)})


@never_cache
@login_required
@require_safe
def claim(request: HttpRequest) -> HttpResponse:
    """Attach what the viewer has bought without signing in, and show the orders: where the receipt's mail leads.

    Whoever was signed in already when the mail came has no other moment to claim; a second look changes nothing.
    """
    assert isinstance(request.user, User)  # noqa: S101 -- what login_required means, for the type checker
    claim_orders(user=request.user)
    return redirect("checkout:orders")


@never_cache
@require_safe
def receipt(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show an order to its buyer; whoever is not signed in is asked to, and anybody else finds nothing."""
    if user_of(request) is None and not _is_own(request, public_id):
        return redirect_to_login(request.get_full_path())
    return _page(request, _numbered(request, public_id))


@require_POST
def receipt_company(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Make the receipt out to the company that the buyer typed."""
    order = _order(request, public_id)
    typed = {name: request.POST.get(name, "") for name in ("company_name", "tax_number", "address")}
    try:
        make_out_receipt(public_id=public_id, user=user_of(request), visitor_key=visitor_key(request), **typed)
    except DomainError as error:
        return _page(request, order, typed=typed, error=error)
    return redirect("checkout:receipt", public_id=public_id)


@never_cache
@require_safe
def receipt_file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Hand the receipt of a paid order out as a PDF; from then on it stays as it is."""
    order = _numbered(request, public_id)
    if order.settled_at is None:
        raise Http404
    if request.method == "GET":
        keep_receipt(order=order)
    headers = {"Content-Disposition": f'attachment; filename="receipt-{order.receipt or order.number}.pdf"'}
    return HttpResponse(receipt_pdf(order), content_type="application/pdf", headers=headers)


def _page(
    request: HttpRequest, order: Order, *, typed: dict[str, str] | None = None, error: DomainError | None = None
) -> HttpResponse:
    context = {
        "order": order,
        "gift": getattr(order, "gift", None),
        "rows": receipt_rows(order),
        "made_out_to": made_out_to(order),
        "typed": typed or {"company_name": order.company_name, "tax_number": order.tax_number, "address": order.billing_address},
        "error": error,
    }
    return render(request, "checkout/receipt.html", context, status=422 if error else 200)


@login_required
@require_POST
def take_back(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send the viewer's money back; the order's page says what came of it."""
    order = _order(request, public_id)
    assert isinstance(request.user, User)  # noqa: S101 -- what login_required means, for the type checker
    try:
        return_order(order=order, buyer=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("checkout:receipt", public_id=public_id)


def _numbered(request: HttpRequest, public_id: uuid.UUID) -> Order:
    """Return an order whose receipt has its number, if it was paid: whoever looks is faster than the timer only once."""
    order = _order(request, public_id)
    if order.settled_at is not None and order.receipt_number is None and number_receipts():
        order = _order(request, public_id)
    return order


def _is_own(request: HttpRequest, public_id: uuid.UUID) -> bool:
    return order_for_viewer(public_id=public_id, user=user_of(request), visitor_key=visitor_key(request)) is not None


def _order(request: HttpRequest, public_id: uuid.UUID) -> Order:
    order = order_for_viewer(public_id=public_id, user=user_of(request), visitor_key=visitor_key(request))
    if order is None:
        raise Http404
    return order
