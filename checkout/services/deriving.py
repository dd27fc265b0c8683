"""What an order is, derived from what Stripe holds: one pure function, so that no order of events can matter."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from checkout.gateways.protocol import StripePayment, StripeRefund, StripeSession
from checkout.models import LedgerKind, OrderState, PaymentState, RefundState

GONE_WRONG = {RefundState.FAILED, RefundState.CANCELED}
PAYMENT_STATES = {
    "succeeded": PaymentState.SUCCEEDED,
    "canceled": PaymentState.FAILED,
    "requires_payment_method": PaymentState.FAILED,
}


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What is frozen in an order, and where it stood before."""

    public_id: str
    instance: str
    total_minor: int
    currency: str
    state: str
    has_buyer: bool


@dataclass(frozen=True, slots=True)
class StripeObjects:
    """Everything that Stripe holds for an order, in any sequence, each at most once or several times the same."""

    sessions: tuple[StripeSession, ...] = ()
    payments: tuple[StripePayment, ...] = ()
    refunds: tuple[StripeRefund, ...] = ()


@dataclass(frozen=True, slots=True)
class Movement:
    """A ledger row: the amount in minor units is signed, what came in is positive."""

    kind: str
    stripe_id: str
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows: the order's state, and the rows that must exist."""

    state: str
    review_reason: str = ""
    movements: tuple[Movement, ...] = ()
    payments: tuple[tuple[StripePayment, str], ...] = ()
    refunds: tuple[StripeRefund, ...] = ()
    session_id: str = ""
    payment_id: str = ""
    email: str = ""
    name: str = ""


def derive(order: OrderFacts, objects: StripeObjects) -> Derived:
    """Return what the order is now; a pure function of its frozen facts and of Stripe's objects.

    Money decides before words do: once a payment succeeded, a session that is said to be expired changes nothing. Money that is not
    what the order asked for, or that names another order, is kept in the ledger and looked at by a person. Words that Stripe
    invents later leave the state as it was.
    """
    sessions = sorted({s.id: s for s in objects.sessions}.values(), key=lambda s: s.id)
    payments = sorted({p.id: p for p in objects.payments}.values(), key=lambda p: p.id)
    refunds = sorted({r.id: r for r in objects.refunds}.values(), key=lambda r: r.id)
    movements = _movements(payments, refunds)
    paying = [s for s in sessions if s.status == "complete"] or sessions
    email = next((s.email.strip().lower() for s in paying if _is_email(s.email)), "")
    succeeded = [p for p in payments if p.status == "succeeded"]
    state, reason = _state(order, sessions, payments, held_minor=sum(m.amount_minor for m in movements), email=email)
    return Derived(
        state=state,
        review_reason=reason,
        movements=movements,
        payments=tuple((p, PAYMENT_STATES.get(p.status, PaymentState.PROCESSING)) for p in payments),
        refunds=tuple(refunds),
        session_id=paying[0].id if paying else "",
        payment_id=next((p.id for p in [*succeeded, *payments]), ""),
        email=email,
        name=next((s.name for s in paying if s.name), "")[:150],
    )


def _movements(payments: list[StripePayment], refunds: list[StripeRefund]) -> tuple[Movement, ...]:
    """Return the ledger rows; a refund that failed is two of them, so that seeing it earlier or later makes no difference."""
    rows = [Movement(LedgerKind.PAYMENT, p.id, p.amount_received, p.currency) for p in payments if p.status == "succeeded"]
    for refund in refunds:
        rows.append(Movement(LedgerKind.REFUND, refund.id, -refund.amount, refund.currency))
        if refund.status in GONE_WRONG:
            rows.append(Movement(LedgerKind.REFUND_FAILED, refund.id, refund.amount, refund.currency))
    return tuple(rows)


def _state(
    order: OrderFacts, sessions: list[StripeSession], payments: list[StripePayment], *, held_minor: int, email: str
) -> tuple[str, str]:
    """Return the state and the reason for a person to look at it."""
    paid = [p for p in payments if p.status == "succeeded"]
    if paid and held_minor <= 0:
        return OrderState.REFUNDED, ""
    if paid:
        doubt = _doubt(order, sessions, paid, email=email)
        if doubt and order.state != OrderState.SETTLED:  # access once given is not taken because a label changed later
            return OrderState.NEEDS_REVIEW, doubt
        return OrderState.SETTLED, doubt or ("Paid more than once." if held_minor > order.total_minor else "")
    if any(s.status == "complete" and s.payment_status in {"paid", "no_payment_required"} for s in sessions):
        return OrderState.NEEDS_REVIEW, "Stripe calls the session paid, but no payment succeeded."
    return _unpaid_state(order, sessions, payments), ""


def _doubt(order: OrderFacts, sessions: list[StripeSession], paid: list[StripePayment], *, email: str) -> str:
    """Return why the money that came in may not be this order's, or nothing."""
    if any((p.amount_received, p.currency) != (order.total_minor, order.currency) for p in paid):
        return "The amount or currency paid is not the order's."
    labels = [s.metadata for s in sessions] + [p.metadata for p in paid]
    ours = (order.public_id, order.instance)
    if any(s.order != order.public_id for s in sessions) or any((m.get("order"), m.get("instance")) != ours for m in labels):
        return "Stripe's objects name another order."
    if not order.has_buyer and not email:
        return "Paid without an e-mail address."
    return ""


def _unpaid_state(order: OrderFacts, sessions: list[StripeSession], payments: list[StripePayment]) -> str:
    """Return where an order stands for which no payment succeeded (yet)."""
    if complete := [s for s in sessions if s.status == "complete"]:
        words = {p.id: p.status for p in payments}
        ends = [PAYMENT_STATES.get(words[s.payment_id]) == PaymentState.FAILED for s in complete if s.payment_id in words]
        return OrderState.CANCELED if ends and all(ends) else OrderState.AWAITING
    if any(s.status == "open" for s in sessions):
        return OrderState.OPEN
    if sessions and all(s.status == "expired" for s in sessions):
        return OrderState.EXPIRED
    return order.state


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254  # noqa: PLR2004 -- the column's length, and the longest address there is
