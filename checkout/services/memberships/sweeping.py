"""Subscriptions and invoices at Stripe, compared with our rows: the sweepers of memberships."""

import itertools
import uuid
from collections.abc import Iterator

from django.conf import settings

from checkout import gateways
from checkout.gateways.billing import StripeSubscription
from checkout.models import Invoice, Order, Subscription

PAGE = 100


def memberships_that_differ(since: int) -> Iterator[tuple[int, list[tuple[str, str, str]]]]:
    """Yield page by page how many subscriptions and invoices of this school were compared, and which differ.

    Args:
        since: seconds since 1970; older subscriptions are seen by their newer invoices.

    Returns:
        The public id of the order that began it, what differs for staff, and the subscription's id at Stripe.
    """
    yield from _subscriptions(since)
    yield from _invoices(since)


def _subscriptions(since: int) -> Iterator[tuple[int, list[tuple[str, str, str]]]]:
    found = gateways.gateway().list_subscriptions(since=since)
    while page := list(itertools.islice(found, PAGE)):
        rows = Subscription.objects.filter(stripe_id__in=[s.id for s in page]).select_related("order")
        known = {row.stripe_id: row for row in rows}
        checked, differ = 0, []
        for subscription in page:
            row = known.get(subscription.id)
            public_id = str(row.order.public_id) if row else order_named(subscription)
            if not public_id:
                continue
            checked += 1
            if row is None or _state_of(row) != _state_at_stripe(subscription):
                differ.append((public_id, f"subscription {subscription.id} is {subscription.status} at Stripe", subscription.id))
        yield checked, differ


def _invoices(since: int) -> Iterator[tuple[int, list[tuple[str, str, str]]]]:
    """Compare the invoices of the subscriptions that are known here; those of the others came with the subscription itself."""
    found = gateways.gateway().list_invoices(since=since)
    while page := list(itertools.islice(found, PAGE)):
        rows = Subscription.objects.filter(stripe_id__in={i.subscription_id for i in page}).select_related("order")
        orders = {row.stripe_id: str(row.order.public_id) for row in rows}
        states = dict(Invoice.objects.filter(stripe_id__in=[i.id for i in page]).values_list("stripe_id", "status"))
        ours = [invoice for invoice in page if invoice.subscription_id in orders]
        differ = [
            (orders[i.subscription_id], f"invoice {i.id} is {i.status} at Stripe", i.subscription_id)
            for i in ours
            if states.get(i.id) != i.status[:40]
        ]
        yield len(ours), differ


def order_named(subscription: StripeSubscription) -> str:
    """Return the public id of the order of this school that a subscription names, if it is here; a lost one is found by its session."""
    if subscription.metadata.get("instance") != settings.INSTANCE:
        return ""
    try:
        public_id = uuid.UUID(subscription.metadata.get("order", ""))
    except ValueError:
        return ""
    return str(public_id) if Order.objects.filter(public_id=public_id).exists() else ""


def _state_of(row: Subscription) -> tuple[object, ...]:
    end, ends = row.current_period_end, row.ends_at
    return row.status, row.paused, int(end.timestamp()) if end else 0, bool(ends)


def _state_at_stripe(found: StripeSubscription) -> tuple[object, ...]:
    return (
        found.status[:40],
        found.is_paused,
        found.period_end,
        bool(found.cancel_at or (found.cancel_at_period_end and found.period_end)),
    )
