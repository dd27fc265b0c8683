"""What a membership is, derived from what Stripe holds: one pure function, so that no order of events can matter."""

import datetime as dt

from acg.shared.values import frozen
from checkout.gateways.billing import InvoicePaid, StripeInvoice, StripeSubscription
from checkout.gateways.protocol import StripeDispute, StripePayment, StripeRefund, StripeSession
from checkout.models import PAYMENT_GRACE, DisputeState, LedgerKind, OrderState, PaymentState, SubscriptionState
from checkout.services.deriving import INQUIRY, PAYMENT_STATES, Derived, Movement, OrderFacts, is_email, movements_of

FIRST = "subscription_create"
CHANGE = "subscription_update"
OVER = {SubscriptionState.CANCELED, SubscriptionState.INCOMPLETE_EXPIRED}
OFF = {*OVER, SubscriptionState.UNPAID, SubscriptionState.INCOMPLETE}
LATE = "An invoice of an ended membership was paid: no access came of it, the money may have to go back."
NEW_WORD = "Stripe has a new word for the state of a subscription."


@frozen
class MembershipObjects:
    """Everything that Stripe holds for a membership, in any sequence, each at most once or several times the same.

    Args:
        booked: what the ledger has already: refunds of payments that were not fetched this time count as they stand there.
    """

    sessions: tuple[StripeSession, ...] = ()
    subscription: StripeSubscription | None = None
    invoices: tuple[StripeInvoice, ...] = ()
    refunds: tuple[StripeRefund, ...] = ()
    disputes: tuple[StripeDispute, ...] = ()
    booked: tuple[Movement, ...] = ()


@frozen
class Membership:
    """What follows for the order that began it, and for access.

    Args:
        order: the order's state and the rows that must exist.
        subscription: as Stripe has it; nothing before it began.
        invoices: as Stripe has them, oldest first.
        until_at: when access ends by itself; nothing when there is none.
        is_live: whether it gives access until then.
    """

    order: Derived
    subscription: StripeSubscription | None = None
    invoices: tuple[StripeInvoice, ...] = ()
    until_at: dt.datetime | None = None
    is_live: bool = False


def derive_membership(order: OrderFacts, objects: MembershipObjects) -> Membership:
    """Return what a membership is now; a pure function of its order's frozen facts and of Stripe's objects.

    Access lasts until the end of the paid period and a week of grace, in which a renewal may be paid late; of one that is cancelled
    it ends with the period. Unpaid and ended ones give none. Money that comes in after the end is kept in the ledger and looked at
    by a person. A word that Stripe invents later leaves what is paid for, and a person looks.
    """
    invoices = sorted({i.id: i for i in objects.invoices}.values(), key=lambda i: (i.created, i.id))
    payments = {p.id: _payment(p, is_tried=i.is_attempted) for i in invoices for p in i.payments}
    paid = [payments[key] for key in sorted(payments)]
    refunds = sorted({r.id: r for r in objects.refunds if r.payment_id in payments}.values(), key=lambda r: r.id)
    disputes = sorted({d.id: d for d in objects.disputes if d.payment_id in payments}.values(), key=lambda d: d.id)
    sessions = sorted({s.id: s for s in objects.sessions}.values(), key=lambda s: s.id)
    fetched = movements_of([p for p in paid if p.status == "succeeded"], refunds, disputes)
    rows = tuple({(m.kind, m.stripe_id): m for m in (*objects.booked, *fetched)}.values())
    held = MembershipObjects(tuple(sessions), objects.subscription, tuple(invoices), tuple(refunds), tuple(disputes), rows)
    paying = [s for s in sessions if s.status == "complete"] or sessions
    email = next((s.email.strip().lower() for s in paying if is_email(s.email)), "")
    state, reason = _state(order, held, email=email)
    is_lost = _is_money_gone(held)
    until = _until(objects.subscription, invoices) if objects.subscription and state == OrderState.SETTLED and not is_lost else 0
    is_free = any(i.reason == FIRST and i.status == "paid" and i.total == 0 for i in invoices)
    if state == OrderState.SETTLED and (is_free or not any(m.kind == LedgerKind.PAYMENT for m in rows)):
        fetched = (*fetched, Movement(LedgerKind.PAYMENT, f"free-{order.public_id}", 0, order.currency))
    derived = Derived(
        state=state,
        review_reason=reason,
        movements=fetched,
        payments=tuple((p, PAYMENT_STATES.get(p.status, PaymentState.PROCESSING)) for p in paid),
        refunds=tuple(refunds),
        disputes=tuple(disputes),
        session_id=paying[0].id if paying else "",
        payment_id=next((p.id for i in invoices for p in i.payments if p.status == "paid"), ""),
        email=email,
        name=next((s.name for s in paying if s.name), "")[:150],
        is_access_over=is_lost,
    )
    until_at = dt.datetime.fromtimestamp(until, tz=dt.UTC) if until else None
    return Membership(derived, objects.subscription, tuple(invoices), until_at, is_live=until_at is not None)


def ends_at_of(subscription: StripeSubscription) -> int:
    """Return when a subscription that was cancelled for a time to come ends, or 0 (seconds since 1970)."""
    if subscription.cancel_at:
        return subscription.cancel_at
    return subscription.period_end if subscription.cancel_at_period_end else 0


def _payment(payment: InvoicePaid, *, is_tried: bool) -> StripePayment:
    """Return a payment of an invoice as the payment that it is."""
    if payment.status == "paid":
        return StripePayment(
            payment.id, "succeeded", payment.amount_paid, payment.amount_paid, payment.currency, created=payment.created
        )
    status = "requires_payment_method" if is_tried or payment.status == "canceled" else "processing"
    return StripePayment(payment.id, status, payment.amount, 0, payment.currency, created=payment.created)


def _state(order: OrderFacts, held: MembershipObjects, *, email: str) -> tuple[str, str]:
    """Return where the order that began the membership stands, and why a person must look at it."""
    subscription, rows = held.subscription, held.booked
    if subscription is None:
        return _unbegun(order, held.sessions), ""
    is_known = subscription.status in SubscriptionState.values
    came = sum(m.amount_minor for m in rows if m.kind == LedgerKind.PAYMENT)
    is_trial = subscription.status == SubscriptionState.TRIALING
    if not (order.was_settled or came > 0 or is_trial or any(i.status == "paid" for i in held.invoices)):
        return (OrderState.CANCELED if subscription.status in OVER else OrderState.AWAITING), "" if is_known else NEW_WORD
    if came > 0 and (lost := _lost_state(rows, held.disputes)):
        return lost, ""
    reason = _doubt(order, held, subscription, email=email) or ("" if is_known else NEW_WORD)
    if not reason and _is_late(subscription, held.invoices):
        reason = LATE
    return (OrderState.SETTLED if order.was_settled or reason in {"", NEW_WORD} else OrderState.NEEDS_REVIEW), reason


def _lost_state(rows: tuple[Movement, ...], disputes: tuple[StripeDispute, ...]) -> str:
    """Return the state of an order all of whose money is gone, or nothing."""
    if sum(m.amount_minor for m in rows if m.kind not in {LedgerKind.DISPUTE, LedgerKind.DISPUTE_WON}) <= 0:
        return OrderState.REFUNDED
    if sum(m.amount_minor for m in rows) > 0:
        return ""
    return OrderState.DISPUTED if any(d.status != DisputeState.LOST for d in disputes) else OrderState.LOST


def _unbegun(order: OrderFacts, sessions: tuple[StripeSession, ...]) -> str:
    """Return where an order stands whose payment page has begun no subscription (yet)."""
    if any(s.status == "complete" for s in sessions):
        return OrderState.AWAITING
    if any(s.status == "open" for s in sessions):
        return OrderState.OPEN
    if sessions and all(s.status == "expired" for s in sessions):
        return OrderState.EXPIRED
    return order.state


def _doubt(order: OrderFacts, held: MembershipObjects, subscription: StripeSubscription, *, email: str) -> str:
    """Return why what was begun may not be this order's, or nothing."""
    first = [i for i in held.invoices if i.reason == FIRST and i.status == "paid"]
    if any((i.total, i.currency) != (order.total_minor, order.currency) for i in first):
        return "The amount or currency paid is not the order's."
    ours = (order.public_id, order.instance)
    labels = [subscription.metadata, *(s.metadata for s in held.sessions)]
    if any(s.order != order.public_id for s in held.sessions) or any((m.get("order"), m.get("instance")) != ours for m in labels):
        return "Stripe's objects name another order."
    if not order.has_buyer and not order.was_settled and not email:
        return "Paid without an e-mail address."
    return ""


def _is_late(subscription: StripeSubscription, invoices: tuple[StripeInvoice, ...]) -> bool:
    """Return whether money came in for what had ended, or while a newer invoice was still unpaid and access off."""
    paid = [i for i in invoices if i.status == "paid" and i.total > 0]
    if subscription.status in OVER:
        end = subscription.ended_at or subscription.canceled_at
        return any(i.paid_at > end for i in paid)
    if subscription.status == SubscriptionState.UNPAID:
        waiting = [i.created for i in invoices if i.status in {"open", "uncollectible"}]
        return bool(waiting) and any(i.paid_at > max(waiting) for i in paid)
    return False


def _until(subscription: StripeSubscription, invoices: list[StripeInvoice]) -> int:
    """Return when access ends by itself (seconds since 1970), or 0 when there is none."""
    if subscription.status in OFF:
        return 0
    grace, ends_at = int(PAYMENT_GRACE.total_seconds()), ends_at_of(subscription)
    if subscription.status == SubscriptionState.PAST_DUE:
        owed = [i.period_start for i in invoices if i.status in {"open", "uncollectible"} and i.period_start]
        until = min([subscription.period_start, *owed]) + grace
        return min(until, ends_at) if ends_at else until
    if (
        subscription.is_paused
        or subscription.status == SubscriptionState.PAUSED
        or subscription.status not in SubscriptionState.values
    ):
        paid = [i.period_end for i in invoices if i.status == "paid"]
        return max(paid[-1:], default=subscription.trial_end)
    return ends_at or subscription.period_end + grace


def _is_money_gone(held: MembershipObjects) -> bool:
    """Return whether the money of the last paid invoice went back, or a bank is about to take it."""
    paid = [i for i in held.invoices if i.status == "paid" and any(p.status == "paid" and p.amount_paid for p in i.payments)]
    if not paid:
        return False
    ids = {p.id for p in paid[-1].payments}
    moved = {*ids, *(r.id for r in held.refunds if r.payment_id in ids), *(d.id for d in held.disputes if d.payment_id in ids)}
    left = sum(m.amount_minor for m in held.booked if m.stripe_id in moved)
    return left <= sum(d.amount for d in held.disputes if d.payment_id in ids and d.status in INQUIRY)
