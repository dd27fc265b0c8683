"""Orders: nobody writes them here; what happened to one is read from top to bottom."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action

from acg.shared.admin import OwnedAdmin, OwnedTabularInline, ReadOnly
from acg.shared.errors import DomainError
from checkout.admin.finding import QuickList, orders_named
from checkout.admin.pages import ReasonForm, ask, minor_units, refuse
from checkout.gateways.protocol import GatewayError
from checkout.models import Order, OrderLine, OrderState, StripeEvent, StripeEventState
from checkout.services import replay_order, request_refund
from checkout.story import story_of

GOOD = {OrderState.SETTLED, StripeEventState.DONE}


def badge(row: Order | StripeEvent) -> SafeString:
    """Return a state in words, marked when all is well."""
    style = "school-badge school-badge-good" if row.state in GOOD else "school-badge"
    return format_html('<span class="{}">{}</span>', style, row.get_state_display())


class StoryInline(ReadOnly, OwnedTabularInline):
    """A part of an order's story."""

    extra = 0
    hide_title = True


class LineInline(StoryInline):
    """What was bought."""

    model = OrderLine
    fields = readonly_fields = ("title", "kind", "amount", "discount")
    verbose_name_plural = gettext_lazy("What was bought")


@admin.register(Order)
class OrderAdmin(QuickList, ReadOnly, OwnedAdmin):
    """Orders, with their story and the button that sends the money back."""

    list_display = ("number", "show_buyer", "offer", "total", "show_state", "created_at")
    list_filter = (("state", ChoicesDropdownFilter), "created_at")
    list_select_related = ("buyer", "offer")
    inlines = (LineInline,)
    change_form_after_template = "checkout/admin/story.html"
    actions_detail = ("refund", "ask_stripe")
    fieldsets = (
        (None, {"fields": (("number", "show_state"), "review_reason", ("show_buyer", "email"), "offer", ("coupon", "total"))}),
        (
            gettext_lazy("At Stripe"),
            {"classes": ["collapse"], "fields": ("checkout_session_id", "payment_intent_id", "attempt", "expires_at", "public_id")},
        ),
        (gettext_lazy("When"), {"fields": (("created_at", "settled_at"),)}),
        (
            gettext_lazy("On the receipt"),
            {"classes": ["collapse"], "fields": (("receipt", "tax"), ("company_name", "tax_number"), "billing_address")},
        ),
    )
    readonly_fields = ("number", "show_buyer", "show_state", "total", "public_id", "receipt", "tax")

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Order], search_term: str) -> tuple[QuerySet[Order], bool]:  # noqa: ARG002 -- Django's signature
        """Find an order by what people quote."""
        return (queryset.filter(orders_named(search_term)) if search_term else queryset), False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Tell the order's whole story below it."""
        order = self.get_object(request, object_id)
        told = {"story": story_of(order)} if order else {}
        answer: HttpResponse = super().change_view(request, object_id, form_url, {**(extra_context or {}), **told})
        return answer

    @admin.display(description=gettext_lazy("number"))
    def number(self, order: Order) -> str:
        """Return what is on the receipt."""
        return order.number

    @admin.display(description=gettext_lazy("buyer"), ordering="email")
    def show_buyer(self, order: Order) -> str:
        """Return who buys, as far as it is known."""
        return str(order.buyer or order.email or _("not known yet"))

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def show_state(self, order: Order) -> SafeString:
        """Return the state in words."""
        return badge(order)

    def has_refund_permission(self, request: HttpRequest, object_id: Any = None) -> bool:  # noqa: ARG002 -- the verb looks at the row
        """Return whether the viewer may send money back: whoever sees orders, which is staff."""
        return self.has_view_permission(request)

    @action(description=gettext_lazy("Refund"), url_path="refund", permissions=["refund"], icon="undo")  # type: ignore[untyped-decorator]  # unfold is published without types
    def refund(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask why and how much, then send the money back."""
        order: Order = self.get_queryset(request).get(pk=object_id)
        form = ReasonForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                order = request_refund(
                    order=order,
                    by=request.user,  # type: ignore[arg-type]  # the admin's door lets users in only
                    reason=form.cleaned_data["reason"],
                    amount_minor=minor_units(form, order.currency),
                )
            except DomainError as error:
                refuse(form, error)
            else:
                messages.success(request, _("The money is on its way back. The order is now: %s.") % order.get_state_display())
                return self._to(order)
        text = _("%(total)s, paid by %(buyer)s for “%(offer)s”.") % {
            "total": order.total,
            "buyer": self.show_buyer(order),
            "offer": order.offer,
        }
        title = _("Refund order %s") % order.number
        return ask(self, request, order, form=form, title=title, text=text, button=_("Send the money back"))

    @action(description=gettext_lazy("Ask Stripe again"), url_path="ask-stripe", permissions=["refund"], icon="sync")  # type: ignore[untyped-decorator]  # unfold is published without types
    def ask_stripe(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Bring the order to where Stripe says it is."""
        order: Order = self.get_queryset(request).get(pk=object_id)
        if request.method != "POST":
            title, text = (
                _("Order %s") % order.number,
                _("Stripe is asked, the order is brought to where Stripe says it is, and mails that could not be sent are sent."),
            )
            return ask(self, request, order, form=forms.Form(), title=title, text=text, button=_("Ask Stripe"))
        try:
            order = replay_order(order=order, by=request.user)  # type: ignore[arg-type]  # as above
            messages.success(request, _("Stripe was asked. The order is now: %s.") % order.get_state_display())
        except GatewayError as error:
            messages.error(request, _("Stripe did not answer: %s.") % error.code)
        return self._to(order)

    def _to(self, order: Order) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:checkout_order_change", args=[order.pk]))
