"""Mails about memberships: renewed, changed, a payment that failed, cancelled, ended."""

from typing import Any

from checkout.mails import send
from checkout.models import PAYMENT_GRACE, Invoice, Order, Subscription

KINDS = {"renewed", "changed", "failed", "ending", "ended"}


def mail_membership_notice(payload: dict[str, Any]) -> None:
    """Tell a member once what changed; a kind that is not known is left alone. A failure that was paid meanwhile is not told.

    Args:
        payload: the fields of `MembershipNoticeDue`.
    """
    subscription = Subscription.objects.select_related("price").get(public_id=payload["membership_id"])
    order = Order.objects.select_related("buyer", "offer").prefetch_related("lines").get(pk=subscription.order_id)
    invoice = Invoice.objects.filter(stripe_id=payload["invoice_id"]).first()
    kind = payload["kind"]
    if kind not in KINDS or (kind == "failed" and (invoice is None or invoice.status != "open")):
        return
    send(
        f"membership_{kind}",
        order,
        key=f"{payload['membership_id']}.{payload['invoice_id'] or _moment(subscription)}",
        subscription=subscription,
        invoice=invoice,
        pay_url=invoice.hosted_url if invoice else "",
        grace_days=PAYMENT_GRACE.days,
    )


def _moment(subscription: Subscription) -> str:
    """Return what tells two cancellations of one membership apart."""
    moment = subscription.ended_at or subscription.ends_at or subscription.updated_at
    return f"{moment:%Y%m%d%H%M%S}"
