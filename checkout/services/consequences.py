"""What follows when an order changes: rows, rights and mails, in the one transaction that holds the order's lock."""

import logging
import re

from django.utils import timezone

from acg.events.services import publish
from acg.shared.errors import DomainError
from acg.shared.metrics import metric
from acg.users.models import User
from acg.users.services import find_or_create_user
from checkout.events import OrderRevoked, PaymentFailed, ReceiptDue, RefundNoticeDue
from checkout.models import Dispute, LedgerEntry, LedgerKind, Order, OrderState, Payment, Refund
from checkout.services.coupons import redeem_coupon, release_coupon
from checkout.services.deriving import PAID_TWICE, Derived, Movement
from checkout.services.handing_over import hand_over, owe_back

ENDED_UNPAID = {OrderState.EXPIRED, OrderState.CANCELED}

is_public_id = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch

logger = logging.getLogger(__name__)


def apply(order: Order, derived: Derived) -> None:
    """Write what was derived and let follow what follows from it; the same again changes nothing.

    Must run in a transaction that holds the order's lock. Raises whatever a reaction in the same transaction raises: then nothing
    of it has happened.
    """
    before, reason_before, was_settled_ever = order.state, order.review_reason, order.settled_at is not None
    moved = _append(order, derived.movements)
    _mirror(order, derived)
    is_new_account = _write(order, derived)
    _count_coupon(order)
    subject = f"order:{order.public_id}"
    if order.state != before:
        _enter(order, before, is_first=not was_settled_ever)
    if order.settled_at is not None and not was_settled_ever:
        publish(ReceiptDue(str(order.public_id), is_new_account=is_new_account), subject=subject)
    failed = {row.stripe_id for row in moved if row.kind == LedgerKind.REFUND_FAILED}
    if failed:
        metric("refunds.failed", len(failed))
        logger.error("a refund failed", extra={"order": str(order.public_id)})
    twice = {refund.id for refund in derived.refunds if refund.metadata.get("cause") == PAID_TWICE}
    for refund in (row for row in moved if row.kind == LedgerKind.REFUND and row.stripe_id not in failed):
        is_over, is_twice = order.state == OrderState.REFUNDED or derived.is_access_over, refund.stripe_id in twice
        notice = RefundNoticeDue(
            str(order.public_id),
            -refund.amount_minor,
            refund.currency,
            is_access_over=is_over and not is_twice,
            is_twice=is_twice,
            refund_id=refund.stripe_id,
        )
        publish(notice, subject=subject)
    if moved:
        for payment_id in derived.surplus:
            owe_back(order, payment_id)
    if order.state in {OrderState.DISPUTED, OrderState.LOST} and order.state != before:
        metric("orders.disputed", outcome=order.state)
        logger.error("a payment is disputed", extra={"order": str(order.public_id), "state": order.state})
    if order.review_reason and order.review_reason != reason_before:
        metric("orders.needs_review")
        logger.error("order needs review", extra={"order": str(order.public_id), "reason": order.review_reason})


def _enter(order: Order, before: str, *, is_first: bool) -> None:
    """Let follow what follows from an order's new state: rights given or ended, or a buyer told that the bank did not pay."""
    if order.state == OrderState.SETTLED:
        hand_over(order, is_first=is_first)
    if before == OrderState.SETTLED:
        OrderRevoked.signal.send(sender=OrderRevoked, fact=OrderRevoked(str(order.public_id), reason=order.state))
    if order.state == OrderState.CANCELED:
        publish(PaymentFailed(str(order.public_id)), subject=f"order:{order.public_id}")


def _append(order: Order, movements: tuple[Movement, ...]) -> list[Movement]:
    """Add the ledger rows that are missing, and return what they say."""
    if not movements:
        return []
    there = set(LedgerEntry.objects.filter(order=order).values_list("kind", "stripe_id"))
    missing = [m for m in movements if (m.kind, m.stripe_id) not in there]
    LedgerEntry.objects.bulk_create(
        LedgerEntry(order=order, kind=m.kind, stripe_id=m.stripe_id, amount_minor=m.amount_minor, currency=m.currency)
        for m in missing
    )
    return missing


def _mirror(order: Order, derived: Derived) -> None:
    """Keep a copy of Stripe's payments, refunds and disputes as they are now."""
    payments = Payment.objects.bulk_create(
        [
            Payment(order=order, stripe_id=p.id, state=state, amount_minor=p.amount, currency=p.currency)
            for p, state in derived.payments
        ],
        update_conflicts=True,
        unique_fields=["stripe_id"],
        update_fields=["state", "amount_minor"],
    )
    by_id = {payment.stripe_id: payment for payment in payments}
    askers = {r.metadata["by"] for r in derived.refunds if is_public_id(r.metadata.get("by", ""))}
    people = {str(user.public_id): user for user in User.objects.filter(public_id__in=askers)} if askers else {}
    Refund.objects.bulk_create(
        [
            Refund(
                order=order,
                payment=by_id[r.payment_id],
                stripe_id=r.id,
                state=r.status[:32],
                amount_minor=r.amount,
                currency=r.currency,
                reason=r.metadata.get("reason", "")[:300],
                requested_by=people.get(r.metadata.get("by", "")),
            )
            for r in derived.refunds
        ],
        update_conflicts=True,
        unique_fields=["stripe_id"],
        update_fields=["state"],
    )
    Dispute.objects.bulk_create(
        [
            Dispute(
                order=order,
                payment=by_id[d.payment_id],
                stripe_id=d.id,
                state=d.status[:40],
                reason=d.reason[:60],
                amount_minor=d.amount,
                currency=d.currency,
            )
            for d in derived.disputes
        ],
        update_conflicts=True,
        unique_fields=["stripe_id"],
        update_fields=["state", "reason", "amount_minor"],
    )


def _write(order: Order, derived: Derived) -> bool:
    """Bring the order's own row up to date; return whether an account was made for its buyer."""
    is_new_account, old = False, dict(vars(order))
    order.state, order.review_reason = derived.state, derived.review_reason
    order.checkout_session_id = order.checkout_session_id or derived.session_id or None
    order.payment_intent_id = derived.payment_id or order.payment_intent_id
    order.email = order.email or derived.email
    if derived.billing and order.receipt_kept_at is None:  # what the buyer typed afterwards stays
        order.tax_minor = derived.billing.tax_minor
        order.company_name = order.company_name or derived.billing.company
        order.tax_number = order.tax_number or derived.billing.tax_number
        order.billing_address = order.billing_address or derived.billing.address
    if order.state == OrderState.SETTLED and order.settled_at is None:
        is_new_account = _find_buyer(order, name=derived.name)
    changed = [f.name for f in order._meta.concrete_fields if getattr(order, f.attname) != old[f.attname]]  # noqa: SLF001 -- Django's documented Model._meta
    if changed:
        order.save(update_fields=changed)
    return is_new_account


def _find_buyer(order: Order, *, name: str) -> bool:
    """Settle for the first time what is paid: for its buyer, for a new account, or for whoever proves to own the address.

    An address that has an account gets nothing but a mail until its owner signs in (`claim_orders`): anybody can type it. An account
    that was closed meanwhile gets nothing either: the money is kept, and a person sends it back.

    Returns:
        Whether an account was made.
    """
    is_new = False
    account = order.buyer
    if account is None:
        account, is_new = find_or_create_user(email=order.email, name=name)
        order.buyer = account if is_new else None
    if account.is_active:
        order.settled_at = timezone.now()
    else:
        order.state, order.review_reason = OrderState.NEEDS_REVIEW, "The buyer's account is closed."
    return is_new


def _count_coupon(order: Order) -> None:
    """Hold the coupon's use while the order may be paid, give it back when it ended unpaid."""
    if order.coupon is None:
        return
    if order.state in ENDED_UNPAID:
        release_coupon(order=order)
    elif order.state == OrderState.SETTLED:
        try:
            redeem_coupon(coupon=order.coupon, order=order)
        except DomainError:  # paid after it had expired, and others took the last use meanwhile: the frozen price is honoured
            logger.warning("coupon was used up before a late payment", extra={"order": str(order.public_id)})
