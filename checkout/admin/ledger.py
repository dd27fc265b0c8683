"""The records behind the orders: read, never written by hand."""

import json
from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action

from acg.shared.admin import OwnedAdmin, ReadOnly
from acg.shared.errors import DomainError
from checkout.admin.finding import CurrencyFilter, QuickList, entries_named, records_named
from checkout.admin.orders import badge
from checkout.admin.pages import DaysForm, SpanForm, ask, refuse
from checkout.exporting import ledger_csv
from checkout.gateways.protocol import GatewayError
from checkout.models import Dispute, LedgerEntry, Payment, ReconcileRun, Refund, StripeEvent
from checkout.services import reconcile, replay_event, revive_events

MOST_AT_ONCE = 20  # each asks Stripe two or three times


class MoneyRecordAdmin(QuickList, ReadOnly, OwnedAdmin):
    """A record of money that belongs to an order."""

    list_select_related = ("order",)
    ordering = ("-id",)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> tuple[QuerySet[Any], bool]:  # noqa: ARG002 -- Django's signature
        """Find a row by what people quote."""
        return (queryset.filter(self.named(search_term)) if search_term else queryset), False

    def named(self, term: str) -> Q:
        """Return which rows somebody means."""
        return records_named(term)

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
    list_filter = (("kind", ChoicesDropdownFilter), CurrencyFilter, "recorded_at")
    actions_list = ("export",)

    def named(self, term: str) -> Q:
        """Return which rows somebody means."""
        return entries_named(term)

    def has_export_now_permission(self, request: HttpRequest, object_id: Any = None) -> bool:  # noqa: ARG002 -- there is no row
        """Return whether the viewer may take the ledger home: whoever sees it, which is staff."""
        return self.has_view_permission(request)

    @action(description=gettext_lazy("Export"), url_path="export", permissions=["export_now"], icon="download")  # type: ignore[untyped-decorator]  # unfold is published without types
    def export(self, request: HttpRequest) -> HttpResponseBase:
        """Ask for which days, then send the file."""
        today = timezone.now().date()
        form = SpanForm(request.POST or None, initial={"from_on": today.replace(day=1), "to_on": today})
        if request.method == "POST" and form.is_valid():
            try:
                lines = ledger_csv(**form.cleaned_data)
            except DomainError as error:
                refuse(form, error)
            else:
                name = f"ledger-{form.cleaned_data['from_on']}-{form.cleaned_data['to_on']}.csv"
                disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
                return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=disposition)
        text = _("A row for each movement, and totals by currency as in Stripe's balance report. Stripe's fees are not in it.")
        return ask(self, request, None, form=form, title=_("Export the ledger"), text=text, button=_("Export"), back="../")


@admin.register(StripeEvent)
class StripeEventAdmin(ReadOnly, OwnedAdmin):
    """What Stripe told, and what became of it."""

    list_display = ("created", "type", "show_state", "order_number", "attempts", "last_error", "source")
    list_filter = (("state", ChoicesDropdownFilter), "type", "source")
    list_select_related = ("order",)
    search_fields = ("event_id", "object_id", "order__email")
    actions = ("try_again", "settle_again")
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

    @admin.action(description=gettext_lazy("Settle once more"), permissions=["view"])
    def settle_again(self, request: HttpRequest, queryset: QuerySet[StripeEvent]) -> None:
        """Deal with events once more, whatever became of them; what is right already stays as it is."""
        for event_id in queryset.values_list("pk", flat=True)[:MOST_AT_ONCE]:
            try:
                event = replay_event(event_id=event_id, by=request.user)  # type: ignore[arg-type]  # the admin's door lets users in only
                messages.info(request, f"{event.pk}: {event.get_state_display()}")
            except DomainError as error:
                messages.error(request, f"{event_id}: {error.message}")


@admin.register(ReconcileRun)
class ReconcileRunAdmin(ReadOnly, OwnedAdmin):
    """Comparisons with Stripe: what was put right, and what a person must look at."""

    list_display = ("started_at", "days", "checked", "fixed", "needs_review", "error")
    fields = readonly_fields = ("started_at", "finished_at", "days", "checked", "fixed", "needs_review", "error", "show_findings")
    actions_list = ("run",)

    def has_run_permission(self, request: HttpRequest, object_id: Any = None) -> bool:  # noqa: ARG002 -- there is no row
        """Return whether the viewer may start one: whoever sees them, which is staff."""
        return self.has_view_permission(request)

    @admin.display(description=gettext_lazy("findings"))
    def show_findings(self, run: ReconcileRun) -> SafeString:
        """Return what was found, a line each."""
        words = {"fixed": _("put right"), "review": _("look at this")}
        rows = ((words.get(item["kind"], item["kind"]), item["subject"], item["what"]) for item in run.findings)
        return format_html_join("", "<p><strong>{}</strong> {}: {}</p>", rows) or SafeString(_("Nothing differed."))

    @action(description=gettext_lazy("Compare with Stripe now"), url_path="run", permissions=["run"], icon="sync")  # type: ignore[untyped-decorator]  # unfold is published without types
    def run(self, request: HttpRequest) -> HttpResponse:
        """Ask how far to look back, then compare, and put right what differs."""
        form = DaysForm(request.POST or None, initial={"days": 1})
        if request.method == "POST" and form.is_valid():
            try:
                report = reconcile(days=form.cleaned_data["days"], by=request.user)  # type: ignore[arg-type]  # as above
                messages.success(request, report.line)
                return HttpResponseRedirect(
                    reverse("admin:checkout_reconcilerun_change", args=[report.run.pk if report.run else 0])
                )
            except GatewayError as error:
                messages.error(request, _("Stripe did not answer: %s.") % error.code)
                return HttpResponseRedirect(reverse("admin:checkout_reconcilerun_changelist"))
        text = _("Every session, payment, refund and dispute of these days is held against our rows, and what differs is settled.")
        title = _("Compare with Stripe")
        return ask(self, request, None, form=form, title=title, text=text, button=_("Compare"), back="../")
