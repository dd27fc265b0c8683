"""Memberships as staff see them: Stripe's words, what they give, and the order that holds their money."""

from django.contrib import admin
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from acg.shared.admin import OwnedAdmin, OwnedTabularInline, ReadOnly
from checkout.models import Invoice, Subscription


class InvoiceInline(ReadOnly, OwnedTabularInline):
    """The invoices of a membership."""

    model = Invoice
    extra = 0
    hide_title = True
    fields = readonly_fields = ("number", "status", "total", "issued_at", "paid_at", "stripe_id")


@admin.register(Subscription)
class SubscriptionAdmin(ReadOnly, OwnedAdmin):
    """Memberships; they change at Stripe, and by their members."""

    list_display = ("stripe_id", "buyer", "price", "quantity", "status", "is_live", "until_at", "review_reason")
    list_filter = ("status", "is_live", ("price__interval", ChoicesDropdownFilter))
    list_select_related = ("buyer", "price__offer")
    search_fields = ("stripe_id", "buyer__email", "customer_id")
    inlines = (InvoiceInline,)
