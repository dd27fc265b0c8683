"""Bringing a membership to where Stripe says it is, under the lock of the order that began it."""

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

from acg.events.services import publish
from acg.shared.values import frozen
from checkout import gateways
from checkout.events import MembershipChanged, MembershipNoticeDue, SeatsChanged
from checkout.gateways.billing import StripeInvoice, StripeSubscription
from checkout.gateways.protocol import StripeDispute, StripeRefund, StripeSession
from checkout.models import (
    Customer,
    Dispute,
    Invoice,
    LedgerEntry,
    Order,
    OrderLine,
    OrderState,
    Price,
    Refund,
    RefundState,
    Subscription,
    SubscriptionState,
)
from checkout.services.deriving import CONTESTED, INQUIRY, Movement, OrderFacts
from checkout.services.memberships.deriving import CHANGE, FIRST, Membership, MembershipObjects, ends_at_of

RECENT = 3  # paid invoices whose refunds and disputes are always looked for; of older ones when an event names them
ENDED = {SubscriptionState.CANCELED, SubscriptionState.UNPAID}


@frozen
class Where:
    """Where to look besides what the order knows of: ids at Stripe, each perhaps empty."""

    session_id: str = ""
    subscription_id: str = ""
    payment_id: str = ""


def fetch_membership(order: Order, facts: OrderFacts, where: Where, *, check: Callable[[], None]) -> MembershipObjects:
    """Return everything that Stripe holds for the membership of an order, as it is now: the order's lock must be held.

    Args:
        order: the order that began it.
        facts: what is frozen in it.
        where: what only an event named; it counts when it names the order itself.
        check: raises when no time is left.
    """
    own, stripe = (facts.public_id, facts.instance), gateways.gateway()
    sessions: list[StripeSession] = []
    for session_id in dict.fromkeys(filter(None, (order.checkout_session_id, where.session_id))):
        check()
        session = stripe.session(session_id)[0]
        if session_id == order.checkout_session_id or (session.order, session.metadata.get("instance")) == own:
            sessions.append(session)
    known = Subscription.objects.filter(order=order).values_list("stripe_id", flat=True).first()
    found = next(filter(None, (known, *(s.subscription_id for s in sessions), where.subscription_id)), "")
    booked = tuple(
        Movement(*row)
        for row in LedgerEntry.objects.filter(order=order).values_list("kind", "stripe_id", "amount_minor", "currency")
    )
    if not found:
        return MembershipObjects(sessions=tuple(sessions), booked=booked)
    check()
    subscription = stripe.subscription(found)
    if known is None and found == where.subscription_id and not sessions:
        labels = subscription.metadata
        if (labels.get("order"), labels.get("instance")) != own:
            return MembershipObjects(booked=booked)
    check()
    invoices = stripe.invoices(found)
    refunds: list[StripeRefund] = []
    disputes: list[StripeDispute] = []
    for payment_id in _watched(order, invoices, where.payment_id):
        check()
        refunds += stripe.refunds(payment_id)
        check()
        disputes += stripe.disputes(payment_id)
    return MembershipObjects(tuple(sessions), subscription, tuple(invoices), tuple(refunds), tuple(disputes), booked)


def _watched(order: Order, invoices: list[StripeInvoice], payment_id: str) -> list[str]:
    """Return the payments whose refunds and disputes are looked for: the latest, the undecided, and what an event names."""
    paid = sorted((i for i in invoices if i.status == "paid" and i.amount_paid), key=lambda i: (i.created, i.id))
    every = {p.id for i in invoices for p in i.payments if p.status == "paid"}
    recent = {p.id for i in paid[-RECENT:] for p in i.payments}
    undecided = Dispute.objects.filter(order=order, state__in=CONTESTED | INQUIRY).values_list("payment__stripe_id", flat=True)
    pending = {RefundState.PENDING, RefundState.REQUIRES_ACTION}
    under_way = Refund.objects.filter(order=order, state__in=pending).values_list("payment__stripe_id", flat=True)
    return sorted(every & {*recent, *undecided, *under_way, payment_id})


def apply_membership(order: Order, membership: Membership) -> None:
    """Write a membership's rows and let follow what follows from them; the same again changes nothing.

    The order's own row must have been brought up to date before, in the same transaction and under its lock.
    """
    stripe = membership.subscription
    if stripe is None:
        return
    before = Subscription.objects.filter(order=order).first()
    now = _write(order, membership, stripe, is_new=before is None)
    _know_customer(now)
    told = (before.buyer_id, before.until_at, before.is_live, before.quantity) if before else (None, None, False, 0)
    if (now.buyer_id, now.until_at, now.is_live, now.quantity) != told:
        announce(now)
    _tell(now, membership.invoices, before, is_settled=order.settled_at is not None)


def hand_over_membership(order: Order) -> None:
    """Let a membership belong to the order's buyer, who has just become known."""
    subscription = Subscription.objects.filter(order=order, buyer=None).select_related("offer", "order").first()
    if subscription is not None and order.buyer_id is not None:
        subscription.buyer = order.buyer
        subscription.save(update_fields=["buyer", "updated_at"])
        _know_customer(subscription)
        announce(subscription)


def announce(subscription: Subscription) -> None:
    """Say what a membership gives now, so that it is granted, or ends, in this very transaction."""
    if subscription.buyer_id is None:
        return
    if subscription.offer.is_for_team:
        seats = SeatsChanged(
            pool_id=str(subscription.public_id),
            owner_id=subscription.buyer_id,
            seats=subscription.quantity,
            until_at=subscription.until_at,
            is_live=subscription.is_live,
            reason=subscription.status,
            language=subscription.order.language,
        )
        SeatsChanged.signal.send(sender=SeatsChanged, fact=seats)
        return
    fact = MembershipChanged(
        membership_id=str(subscription.public_id),
        buyer_id=subscription.buyer_id,
        until_at=subscription.until_at,
        is_live=subscription.is_live,
        reason=subscription.status,
    )
    MembershipChanged.signal.send(sender=MembershipChanged, fact=fact)


def _new(order: Order, stripe: StripeSubscription) -> Subscription:
    line = OrderLine.objects.select_related("price").get(order=order)
    return Subscription(order=order, offer_id=order.offer_id, price=line.price, stripe_id=stripe.id)


def _write(order: Order, membership: Membership, stripe: StripeSubscription, *, is_new: bool) -> Subscription:
    """Bring the membership's own row up to date and return it."""
    now = _new(order, stripe) if is_new else Subscription.objects.select_related("price", "offer").get(order=order)
    price = Price.objects.filter(stripe_price_id=stripe.price_id).first() if stripe.price_id else None
    is_live = membership.is_live and order.state == OrderState.SETTLED
    fields = {
        "buyer": order.buyer,
        "price": price or now.price,
        "customer_id": stripe.customer_id,
        "item_id": stripe.item_id,
        "quantity": stripe.quantity,
        "status": stripe.status[:40],
        "current_period_end": _moment(stripe.period_end),
        "trial_end": _moment(stripe.trial_end),
        "cancel_at_period_end": stripe.cancel_at_period_end,
        "ends_at": _moment(ends_at_of(stripe)),
        "canceled_at": _moment(stripe.canceled_at),
        "ended_at": _moment(stripe.ended_at),
        "paused": stripe.is_paused,
        "until_at": membership.until_at if is_live else None,
        "is_live": is_live,
        "review_reason": order.review_reason,
    }
    changed = [name for name, value in fields.items() if is_new or getattr(now, name) != value]
    for name in changed:
        setattr(now, name, fields[name])
    if is_new:
        now.save()
    elif changed:
        now.save(update_fields=[*changed, "updated_at"])
    return now


def _know_customer(subscription: Subscription) -> None:
    """Keep who the buyer is at Stripe; the first one stays."""
    if subscription.buyer_id and subscription.customer_id:
        Customer.objects.bulk_create(
            [Customer(user_id=subscription.buyer_id, stripe_id=subscription.customer_id)], ignore_conflicts=True
        )


def _tell(now: Subscription, invoices: tuple[StripeInvoice, ...], before: Subscription | None, *, is_settled: bool) -> None:
    """Mirror the invoices, and owe the buyer a mail for what is new: renewed, changed, not paid, cancelled, ended."""
    rows = {row.stripe_id: row for row in Invoice.objects.filter(subscription=now)}
    failed = [
        i.id for i in invoices if _has_failed(i) and not (i.id in rows and rows[i.id].failure_told_at) and now.status not in ENDED
    ]
    moment = timezone.now()
    Invoice.objects.bulk_create(
        [
            _row(now, i, told_at=moment if i.id in failed else None)
            for i in invoices
            if _differs(rows.get(i.id), i) or i.id in failed
        ],
        update_conflicts=True,
        unique_fields=["stripe_id"],
        update_fields=["number", "status", "total_minor", "tax_minor", "period_start", "period_end", "paid_at", "hosted_url"],
    )
    Invoice.objects.filter(stripe_id__in=failed, failure_told_at=None).update(failure_told_at=moment)
    if before is None or not is_settled:  # what is seen for the first time was told by the receipt
        return
    for invoice in invoices:
        was = rows[invoice.id].status if invoice.id in rows else ""
        if invoice.status == "paid" != was and invoice.total > 0 and invoice.reason != FIRST:
            _owe(now, "changed" if invoice.reason == CHANGE else "renewed", invoice.id)
    for invoice_id in failed:
        _owe(now, "failed", invoice_id)
    if now.status in ENDED and before.status not in ENDED:
        _owe(now, "ended")
    elif now.is_ending and before.ends_at is None:
        _owe(now, "ending")


def _owe(subscription: Subscription, kind: str, invoice_id: str = "") -> None:
    fact = MembershipNoticeDue(str(subscription.public_id), kind, invoice_id)
    publish(fact, subject=f"membership:{subscription.public_id}")


def _has_failed(invoice: StripeInvoice) -> bool:
    return invoice.status == "open" and invoice.is_attempted and invoice.reason != FIRST


def _differs(row: Invoice | None, invoice: StripeInvoice) -> bool:
    return row is None or (row.status, row.total_minor, row.hosted_url, row.paid_at) != (
        invoice.status[:40],
        invoice.total,
        invoice.hosted_url,
        _moment(invoice.paid_at),
    )


def _row(subscription: Subscription, invoice: StripeInvoice, *, told_at: dt.datetime | None) -> Invoice:
    return Invoice(
        subscription=subscription,
        stripe_id=invoice.id,
        number=invoice.number[:100],
        status=invoice.status[:40],
        total_minor=invoice.total,
        tax_minor=invoice.tax,
        currency=invoice.currency,
        period_start=_moment(invoice.period_start),
        period_end=_moment(invoice.period_end),
        issued_at=_moment(invoice.created) or timezone.now(),
        paid_at=_moment(invoice.paid_at),
        hosted_url=invoice.hosted_url[:2000],
        failure_told_at=told_at,
    )


def _moment(seconds: int) -> dt.datetime | None:
    return dt.datetime.fromtimestamp(seconds, tz=dt.UTC) if seconds else None
