"""Lists that stay quick however many rows there are, and how staff find one: by what people quote, each by an index."""

import uuid
from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from acg.users.models import User
from checkout.models import Dispute, LedgerEntry, LedgerKind, Order, Payment, Price, Refund

MOST_LISTED = 5000
NUMBER_LENGTH, ID_LENGTH = 8, 32


class NewestPaginator(Paginator):  # type: ignore[type-arg]  # not generic at run time
    """Counts and offers no more rows than anybody pages through: whoever wants older ones asks for them."""

    @cached_property
    def count(self) -> int:
        """How many rows there are, as far as the list goes; never more are looked at."""
        rows: Any = self.object_list
        return int(rows.order_by()[:MOST_LISTED].count())


class QuickList:
    """A list of the newest rows; sorting and counting all of them is not offered, for it would look at each."""

    paginator = NewestPaginator
    show_full_result_count = False
    sortable_by = ()
    list_before_template = "checkout/admin/newest.html"
    search_fields = ("pk",)  # the box is there; `orders_named` and its likes do the finding
    search_help_text = gettext_lazy("Number, e-mail, or an id of Stripe's")


class CurrencyFilter(admin.SimpleListFilter):
    """By one of the currencies that were ever charged."""

    title = gettext_lazy("currency")
    parameter_name = "currency"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002 -- Django's signature
        """Return the currencies, from the short list of prices rather than from every row."""
        return [(code, code) for code in Price.objects.order_by("currency").values_list("currency", flat=True).distinct()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002 -- Django's signature
        """Return the rows in it."""
        return queryset.filter(currency=self.value()) if self.value() else queryset


def orders_named(term: str) -> Q:
    """Return which orders somebody means: by number or public id, e-mail address, or any of Stripe's ids."""
    term = term.strip()
    if span := _span(term):
        return Q(public_id__range=span)
    if "@" in term:
        buyers = User.objects.filter(email=term.lower()).values_list("pk", flat=True)
        return Q(email=term.lower()) | Q(buyer_id__in=list(buyers))
    ids: set[int] = set()
    for model in (Payment, Refund, Dispute):
        ids.update(model.objects.filter(stripe_id=term).values_list("order_id", flat=True))
    return Q(checkout_session_id=term) | Q(payment_intent_id=term) | Q(pk__in=ids)


def entries_named(term: str) -> Q:
    """Return which rows of the ledger somebody means: by the order's number, e-mail address, or an id of Stripe's."""
    own = LedgerEntry.objects.filter(kind__in=LedgerKind.values, stripe_id=term.strip()).values_list("pk", flat=True)
    return Q(pk__in=list(own)) | Q(order_id__in=_order_ids(term))


def records_named(term: str) -> Q:
    """Return which payments, refunds or disputes somebody means, likewise."""
    return Q(stripe_id=term.strip()) | Q(order_id__in=_order_ids(term))


def _order_ids(term: str) -> list[int]:
    return list(Order.objects.filter(orders_named(term)).values_list("pk", flat=True)[:MOST_LISTED])


def _span(term: str) -> tuple[uuid.UUID, uuid.UUID] | None:
    """Return the first and last public id that a number, or a whole public id, may stand for."""
    letters = term.replace("-", "").lower()
    if len(letters) not in {NUMBER_LENGTH, ID_LENGTH}:
        return None
    try:
        return uuid.UUID(letters.ljust(ID_LENGTH, "0")), uuid.UUID(letters.ljust(ID_LENGTH, "f"))
    except ValueError:
        return None
