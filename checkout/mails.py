"""Mails about money: each is owed by one outbox row, and sent by whoever delivers it (`acg/wiring.py`)."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from acg.shared.mail import send_mail
from acg.shared.money import Money
from checkout.models import Order, OrderState


def mail_receipt(payload: dict[str, Any]) -> None:
    """Mail the receipt of an order to its buyer.

    Args:
        payload: the fields of `ReceiptDue`.
    """
    order = _order(payload)
    if order.offer.is_for_team:
        send("team_started", order)
    else:
        send("membership_started" if order.interval else "receipt", order)


def mail_welcome(payload: dict[str, Any]) -> None:
    """Tell a buyer whose account was made by the purchase how to get in; anybody else has been there before.

    Args:
        payload: the fields of `ReceiptDue`.
    """
    if payload["is_new_account"]:
        send("welcome", _order(payload))


def mail_payment_failed(payload: dict[str, Any]) -> None:
    """Tell a buyer that the bank did not pay, with a link to try again; one who has paid meanwhile is not told.

    Args:
        payload: the fields of `PaymentFailed`.
    """
    order = _order(payload)
    if order.state == OrderState.CANCELED:
        send("failed", order, buy_url=f"{settings.SITE_URL}{reverse('checkout:buy', args=[order.offer.slug])}")


def mail_gift(payload: dict[str, Any]) -> None:
    """Mail the code of a gift to its receiver; one whose money went back meanwhile is not announced any more.

    Args:
        payload: the fields of `GiftDue`.
    """
    order = _order(payload)
    if order.gift.is_claimable:
        giver = (order.buyer.name if order.buyer else "") or order.email
        send("gift", order, to=order.gift.receiver_email, giver=giver)


def mail_refund_notice(payload: dict[str, Any]) -> None:
    """Tell a buyer that money is on its way back.

    Args:
        payload: the fields of `RefundNoticeDue`.
    """
    amount = Money(payload["amount_minor"], payload["currency"])
    order, is_twice = _order(payload), payload.get("is_twice", False)
    key = payload.get("refund_id") or f"{payload['order_id']}.{payload['amount_minor']}"
    send("refund", order, key=key, amount=amount, is_access_over=payload["is_access_over"], is_twice=is_twice)


def _order(payload: dict[str, Any]) -> Order:
    return Order.objects.select_related("buyer", "gift", "offer").prefetch_related("lines").get(public_id=payload["order_id"])


def send(name: str, order: Order, *, to: str = "", key: str = "", **extra: Any) -> None:
    """Send one of the mails in `templates/checkout/mail`, as text and as HTML, in the language that the order was made in.

    It goes to whom the order belongs unless told otherwise. What tells it from every other mail is made of the key, or the order's
    public id.
    """
    to = to or (order.buyer.email if order.buyer else order.email)
    if not to:
        return
    gift = getattr(order, "gift", None)
    context = {
        "order": order,
        "gift": gift,
        "gift_url": f"{settings.SITE_URL}{reverse('checkout:gift', args=[gift.code])}" if gift else "",
        "lines": order.lines.all(),
        "learn_url": f"{settings.SITE_URL}{settings.LOGIN_REDIRECT_URL}",
        "receipt_url": f"{settings.SITE_URL}{reverse('checkout:receipt', args=[order.public_id])}",
        "orders_url": f"{settings.SITE_URL}/orders/",
        "membership_url": f"{settings.SITE_URL}{reverse('checkout:team_plan' if order.offer.is_for_team else 'checkout:membership')}",
        "team_url": f"{settings.SITE_URL}/team/",
        "claim_url": f"{settings.SITE_URL}{reverse('checkout:claim')}",
        "login_url": f"{settings.SITE_URL}{reverse('account_request_login_code')}",
        **extra,
    }
    send_mail(f"checkout/mail/{name}", context, to=to, language=order.language, key=key or str(order.public_id))
