"""What an order is, derived from what Stripe holds: one pure function, so that no order of events can matter."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from acg.shared.values import frozen
from checkout.gateways.protocol import StripeDispute, StripePayment, StripeRefund, StripeSession
from checkout.models import DisputeState, LedgerKind, OrderState, PaymentState, RefundState

GONE_WRONG = {RefundState.FAILED, RefundState.CANCELED}
MORE_THAN_ONCE = "Paid more than once."
PAID_TWICE = "paid_twice"  # the cause that our own refunds of a second payment name in their metadata
INQUIRY = {DisputeState.WARNING_NEEDS_RESPONSE, DisputeState.WARNING_UNDER_REVIEW}
CONTESTED = {
    DisputeState.NEEDS_RESPONSE,
    DisputeState.UNDER_REVIEW,
    DisputeState.APPEAL_NEEDS_RESPONSE,
    DisputeState.APPEAL_UNDER_REVIEW,
}
PAYMENT_STATES = {
    "succeeded": PaymentState.SUCCEEDED,
    "canceled": PaymentState.FAILED,
    "requires_payment_method": PaymentState.FAILED,
}
PAYMENT_WORDS = {  # of 2026: https://docs.stripe.com/api/payment_intents/object#payment_intent_object-status
    *PAYMENT_STATES,
    "processing",
    "requires_action",
    "requires_capture",
    "requires_confirmation",
}


@frozen
class OrderFacts:
    """What is frozen in an order, and where it stood before."""

    public_id: str
    instance: str
    total_minor: int
    currency: str
    state: str
    has_buyer: bool
    was_settled: bool = False


@frozen
class StripeObjects:
    """Everything that Stripe holds for an order, in any sequence, each at most once or several times the same."""

    sessions: tuple[StripeSession, ...] = ()
    payments: tuple[StripePayment, ...] = ()
    refunds: tuple[StripeRefund, ...] = ()
    disputes: tuple[StripeDispute, ...] = ()


@frozen
class Movement:
    """A ledger row: the amount in minor units is signed, what came in is positive."""

    kind: str
    stripe_id: str
    amount_minor: int
    currency: str


@frozen
class Billing:
    """Whom the receipt is made out to, and the tax that the total contains, as Stripe learned them.

    Args:
        tax_minor: None when nobody worked it out.
    """

    tax_minor: int | None
    company: str
    tax_number: str
    address: str


@frozen
class Derived:
    """What follows: the order's state, and the rows that must exist."""

    state: str
    review_reason: str = ""
    movements: tuple[Movement, ...] = ()
    payments: tuple[tuple[StripePayment, str], ...] = ()
    refunds: tuple[StripeRefund, ...] = ()
    disputes: tuple[StripeDispute, ...] = ()
    surplus: tuple[str, ...] = ()
    is_access_over: bool = False
    session_id: str = ""
    payment_id: str = ""
    email: str = ""
    name: str = ""
    billing: Billing | None = None


def derive(order: OrderFacts, objects: StripeObjects) -> Derived:
    """Return what the order is now; a pure function of its frozen facts and of Stripe's objects.

    Money decides before words do: once a payment succeeded, a session that is said to be expired changes nothing. Money that is not
    what the order asked for, or that names another order, is kept in the ledger and looked at by a person. Words that Stripe
    invents later leave the state as it was.
    """
    sessions = sorted({s.id: s for s in objects.sessions}.values(), key=lambda s: s.id)
    payments = sorted({p.id: p for p in objects.payments}.values(), key=lambda p: p.id)
    refunds = sorted({r.id: r for r in objects.refunds}.values(), key=lambda r: r.id)
    disputes = sorted({d.id: d for d in objects.disputes}.values(), key=lambda d: d.id)
    movements = movements_of(payments, refunds, disputes)
    paying = [s for s in sessions if s.status == "complete"] or sessions
    email = next((s.email.strip().lower() for s in paying if is_email(s.email)), "")
    succeeded = [p for p in payments if p.status == "succeeded"]
    if succeeded:
        doubt = _doubt(order, sessions, succeeded, disputes, email=email)
        state, reason = _paid_state(order, movements, disputes, doubt=doubt)
    else:
        state, reason = _unpaid_state(order, sessions, payments)
    return Derived(
        state=state,
        review_reason=reason,
        movements=movements,
        payments=tuple((p, PAYMENT_STATES.get(p.status, PaymentState.PROCESSING)) for p in payments),
        refunds=tuple(refunds),
        disputes=tuple(disputes),
        surplus=_surplus(succeeded, refunds) if (state, reason) == (OrderState.SETTLED, MORE_THAN_ONCE) else (),
        session_id=paying[0].id if paying else "",
        payment_id=next((p.id for p in [*succeeded, *payments]), ""),
        email=email,
        name=next((s.name for s in paying if s.name), "")[:150],
        billing=_billing(paying, order.total_minor),
    )


def _billing(sessions: list[StripeSession], total_minor: int) -> Billing | None:
    """Return what the session that was submitted says for the receipt."""
    session = next((s for s in sessions if s.status == "complete"), None)
    if session is None:
        return None
    tax = session.tax_minor if session.tax_minor is not None and 0 <= session.tax_minor <= total_minor else None
    return Billing(tax, session.company[:200], session.tax_number[:60], session.address[:300])


def movements_of(payments: list[StripePayment], refunds: list[StripeRefund], disputes: list[StripeDispute]) -> tuple[Movement, ...]:
    """Return the ledger rows; what went and came back is two of them, so that seeing it earlier or later makes no difference."""
    rows = [Movement(LedgerKind.PAYMENT, p.id, p.amount_received, p.currency) for p in payments if p.status == "succeeded"]
    for refund in refunds:
        rows.append(Movement(LedgerKind.REFUND, refund.id, -refund.amount, refund.currency))
        if refund.status in GONE_WRONG:
            rows.append(Movement(LedgerKind.REFUND_FAILED, refund.id, refund.amount, refund.currency))
    is_refunded = sum(row.amount_minor for row in rows) <= 0
    for dispute in disputes:
        is_back = dispute.is_reinstated or dispute.status == DisputeState.WON
        # Stripe lists what it took; of a server that lists nothing the status tells. What was refunded is not taken again.
        told = dispute.status in {*CONTESTED, DisputeState.LOST} and not is_refunded
        if dispute.is_withdrawn or is_back or told:
            rows.append(Movement(LedgerKind.DISPUTE, dispute.id, -dispute.amount, dispute.currency))
        if is_back:
            rows.append(Movement(LedgerKind.DISPUTE_WON, dispute.id, dispute.amount, dispute.currency))
    return tuple(rows)


def _paid_state(
    order: OrderFacts, movements: tuple[Movement, ...], disputes: list[StripeDispute], *, doubt: str
) -> tuple[str, str]:
    """Return the state of an order for which money came in, and the reason for a person to look at it."""
    disputed = {LedgerKind.DISPUTE, LedgerKind.DISPUTE_WON}
    held_minor = sum(m.amount_minor for m in movements)
    if sum(m.amount_minor for m in movements if m.kind not in disputed) <= 0:
        return OrderState.REFUNDED, ""
    taken = {m.stripe_id for m in movements if m.kind == LedgerKind.DISPUTE}
    returned = {m.stripe_id for m in movements if m.kind == LedgerKind.DISPUTE_WON}
    known = set(DisputeState.values)
    at_stake = [d for d in disputes if d.status in INQUIRY and d.id not in taken]
    undecided = [d for d in disputes if d.id in taken - returned and (d.status in CONTESTED or d.status not in known)]
    if (at_stake or undecided) and held_minor - sum(d.amount for d in at_stake) < order.total_minor:
        return OrderState.DISPUTED, doubt
    if held_minor <= 0:
        return OrderState.LOST, ""
    if doubt and not order.was_settled:  # access once given is not taken because a label changed later
        return OrderState.NEEDS_REVIEW, doubt
    return OrderState.SETTLED, doubt or (MORE_THAN_ONCE if held_minor > order.total_minor else "")


def _surplus(paid: list[StripePayment], refunds: list[StripeRefund]) -> tuple[str, ...]:
    """Return the payments of an order that were one too many: all but the earliest of those that have not gone back."""
    back = {p.id: sum(r.amount for r in refunds if r.payment_id == p.id and r.status not in GONE_WRONG) for p in paid}
    held = [p.id for p in sorted(paid, key=lambda p: (p.created, p.id)) if p.amount_received > back[p.id]]
    return tuple(held[1:])


def _doubt(
    order: OrderFacts, sessions: list[StripeSession], paid: list[StripePayment], disputes: list[StripeDispute], *, email: str
) -> str:
    """Return why the money that came in may not be this order's, or why nobody knows what became of it, or nothing."""
    if any((p.amount_received, p.currency) != (order.total_minor, order.currency) for p in paid):
        return "The amount or currency paid is not the order's."
    labels = [s.metadata for s in sessions] + [p.metadata for p in paid]
    ours = (order.public_id, order.instance)
    if any(s.order != order.public_id for s in sessions) or any((m.get("order"), m.get("instance")) != ours for m in labels):
        return "Stripe's objects name another order."
    if not order.has_buyer and not email:
        return "Paid without an e-mail address."
    if any(d.status not in DisputeState.values for d in disputes):
        return "Stripe has a new word for the state of a dispute."
    return ""


def _unpaid_state(order: OrderFacts, sessions: list[StripeSession], payments: list[StripePayment]) -> tuple[str, str]:
    """Return where an order stands for which no payment succeeded (yet), and the reason for a person to look at it."""
    if order.was_settled and any(p.status not in PAYMENT_WORDS for p in payments):
        return order.state, "Stripe has a new word for the state of a payment."
    complete = [s for s in sessions if s.status == "complete"]
    if any(s.payment_status in {"paid", "no_payment_required"} for s in complete):
        return OrderState.NEEDS_REVIEW, "Stripe calls the session paid, but no payment succeeded."
    if complete:
        words = {p.id: p.status for p in payments}
        ends = [PAYMENT_STATES.get(words[s.payment_id]) == PaymentState.FAILED for s in complete if s.payment_id in words]
        return OrderState.CANCELED if ends and all(ends) else OrderState.AWAITING, ""
    if any(s.status == "open" for s in sessions):
        return OrderState.OPEN, ""
    if sessions and all(s.status == "expired" for s in sessions):
        return OrderState.EXPIRED, ""
    return order.state, ""


def is_email(text: str) -> bool:
    """Return whether a text is an address that can be kept."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254  # noqa: PLR2004 -- the column's length, and the longest address there is
