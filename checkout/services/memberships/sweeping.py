"""Memberships and their invoices at Stripe, compared with our rows: the sweepers of reconciling for what is billed again and again."""

import datetime as dt
from collections.abc import Iterator

from checkout import gateways
from checkout.gateways.billing import StripeInvoice, StripeSubscription
from checkout.models import Invoice, Subscription
from checkout.services.memberships.deriving import ends_at_of
from checkout.services.settling import Hint
from checkout.services.sweeping import Doubt, Swept, order_doubt, order_named, pages


def sweep_subscriptions(since: int) -> Iterator[Swept]:  # noqa: ARG001 -- a sweeper's signature
    """Compare all subscriptions with the memberships, however long ago they began: they change as long as they live."""
    for page in pages(gateways.gateway().list_subscriptions(since=0)):
        rows = Subscription.objects.filter(stripe_id__in=[found.id for found in page]).select_related("order")
        known = {row.stripe_id: row for row in rows}
        checked, doubts = 0, []
        for found in page:
            row = known.get(found.id)
            public_id = str(row.order.public_id) if row else order_named(found)
            if not public_id:
                continue
            checked += 1
            if row is None or _subscription_differs(row, found):
                doubts.append(_doubt(public_id, f"subscription {found.id} is {found.status} at Stripe", found.id))
        yield Swept(checked, tuple(doubts))


def sweep_invoices(since: int) -> Iterator[Swept]:
    """Compare the invoices of memberships that were made since a time; those of memberships that are lost come with these."""
    for page in pages(gateways.gateway().list_invoices(since=since)):
        rows = {row.stripe_id: row for row in Invoice.objects.filter(stripe_id__in=[invoice.id for invoice in page])}
        members = Subscription.objects.filter(stripe_id__in=[invoice.subscription_id for invoice in page])
        orders = dict(members.values_list("stripe_id", "order__public_id"))
        checked, doubts = 0, []
        for invoice in page:
            if invoice.subscription_id not in orders:
                continue
            checked += 1
            if _invoice_differs(rows.get(invoice.id), invoice):
                what = f"invoice {invoice.id} is {invoice.status} at Stripe"
                doubts.append(_doubt(str(orders[invoice.subscription_id]), what, invoice.subscription_id))
        yield Swept(checked, tuple(doubts))


def _doubt(public_id: str, what: str, subscription_id: str) -> Doubt:
    return order_doubt(public_id, what, Hint(subscription_id=subscription_id))


def _subscription_differs(row: Subscription, found: StripeSubscription) -> bool:
    ours = (
        row.status,
        row.quantity,
        row.current_period_end,
        row.trial_end,
        row.cancel_at_period_end,
        row.ends_at,
        row.ended_at,
        row.paused,
    )
    return ours != (
        found.status[:40],
        found.quantity,
        _moment(found.period_end),
        _moment(found.trial_end),
        found.cancel_at_period_end,
        _moment(ends_at_of(found)),
        _moment(found.ended_at),
        found.is_paused,
    )


def _invoice_differs(row: Invoice | None, invoice: StripeInvoice) -> bool:
    return row is None or (row.status, row.total_minor) != (invoice.status[:40], invoice.total)


def _moment(seconds: int) -> dt.datetime | None:
    return dt.datetime.fromtimestamp(seconds, tz=dt.UTC) if seconds else None
