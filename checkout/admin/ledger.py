"""The records behind the orders: read, never written by hand."""

import json
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from acg.shared.admin import OwnedAdmin
from checkout.admin.orders import ReadOnly, badge
from checkout.models import Dispute, LedgerEntry, Payment, Refund, StripeEvent
from checkout.services import revive_events


class MoneyRecordAdmin(ReadOnly, OwnedAdmin):
    """A record of money that belongs to an order."""

    list_select_related = ("order",)
    search_fields = ("stripe_id", "order__email")

    @admin.display(description=gettext_lazy("order"))
    def order_number(self, row: Any) -> str:
        """Return what is on the receipt."""
        return str(row.order.number)


@admin.register(Payment)
class PaymentAdmin(MoneyRecordAdmin):
    """Attempts to pay."""

    list_display = ("stripe_id", "order_number", "state", "money", "created_at")
    list_filter = (("state", ChoicesDropdownFilter),)


@admin.register(Refund)
class RefundAdmin(MoneyRecordAdmin):
    """Refunds."""

    list_display = ("stripe_id", "order_number", "state", "money", "reason", "created_at")
    list_filter = ("state",)


@admin.register(Dispute)
class DisputeAdmin(MoneyRecordAdmin):
    """Disputes: answered in Stripe's dashboard, before the day that it names."""

    list_display = ("stripe_id", "order_number", "state", "money", "reason", "created_at")
    list_filter = ("state",)


@admin.register(LedgerEntry)
class LedgerEntryAdmin(MoneyRecordAdmin):
    """The ledger. The database itself refuses to change or remove a row."""

    list_display = ("recorded_at", "kind", "order_number", "money", "stripe_id")
    list_filter = (("kind", ChoicesDropdownFilter), "currency")
    ordering = ("-id",)
    date_hierarchy = "recorded_at"


@admin.register(StripeEvent)
class StripeEventAdmin(ReadOnly, OwnedAdmin):
    """What Stripe told, and what became of it."""

    list_display = ("created", "type", "show_state", "order_number", "attempts", "last_error", "source")
    list_filter = (("state", ChoicesDropdownFilter), "type", "source")
    list_select_related = ("order",)
    search_fields = ("event_id", "object_id", "order__email")
    actions = ("try_again",)
    exclude = ("raw",)
    readonly_fields = ("show_body",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[StripeEvent]:
        """Leave the raw bytes where they are until one is looked at."""
        return super().get_queryset(request).defer("raw")

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def show_state(self, event: StripeEvent) -> SafeString:
        """Return the state in words."""
        return badge(event)

    @admin.display(description=gettext_lazy("order"))
    def order_number(self, event: StripeEvent) -> str:
        """Return the number of the order that it turned out to be about."""
        return event.order.number if event.order else ""

    @admin.display(description=gettext_lazy("what Stripe sent"))
    def show_body(self, event: StripeEvent) -> SafeString:
        """Return the body for reading."""
        return format_html("<pre>{}</pre>", json.dumps(json.loads(bytes(event.raw)), indent=2, ensure_ascii=False))

    @admin.action(description=gettext_lazy("Try the dead ones again"), permissions=["view"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[StripeEvent]) -> None:
        """Give dead events another ten attempts; the minute's timer takes them up."""
        count = revive_events(event_ids=list(queryset.values_list("pk", flat=True)))
        messages.success(request, _("%s events will be tried again within a minute.") % count)
