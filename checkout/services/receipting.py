"""Receipts: numbered without gaps in the order of payment, and made out to whoever the buyer names until one was kept."""

import re
import uuid

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from acg.users.models import User
from checkout.models import Order
from checkout.selectors import order_for_viewer

NUMBERING_LOCK = 7_263_001  # any number that no other advisory lock of this database uses
LONGEST_NAME, LONGEST_ADDRESS = 200, 300
is_tax_number = re.compile(r"[A-Z0-9]{4,20}").fullmatch


@transaction.atomic
def number_receipts(*, limit: int = 500) -> int:
    """Give the receipts of paid orders their numbers, one after the other, in the order in which they were paid.

    Not done while settling, where all buyers would wait for each other's number: the minute's timer calls this, and whoever looks at
    a receipt before it. An order that is being settled in this moment waits for the next time.

    Returns:
        How many receipts got a number.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERING_LOCK])
    waiting = Order.objects.filter(settled_at__isnull=False, receipt_number__isnull=True).order_by("settled_at", "pk")
    orders = list(waiting.select_for_update(skip_locked=True, of=("self",)).only("pk")[:limit])
    last = Order.objects.aggregate(last=Max("receipt_number"))["last"] or 0 if orders else 0
    for number, order in enumerate(orders, start=last + 1):
        order.receipt_number = number
    Order.objects.bulk_update(orders, ["receipt_number"])
    return len(orders)


@transaction.atomic
def make_out_receipt(
    *, public_id: uuid.UUID, user: User | None, visitor_key: str, company_name: str, tax_number: str, address: str
) -> Order:
    """Make a receipt out to a company; what is empty is left out.

    Args:
        public_id: the order's.
        user: who asks, if signed in.
        visitor_key: names the browser of who asks.
        company_name: as it is registered.
        tax_number: such as a VAT number, with or without spaces and dots.
        address: one text of several lines.

    Raises:
        DomainError: `order_unknown`; `not_paid`; `receipt_kept` once the receipt was downloaded: it cannot change any more;
            `company_name_too_long`, `address_too_long`, `tax_number_invalid`.
    """
    order = order_for_viewer(public_id=public_id, user=user, visitor_key=visitor_key)
    if order is None:
        raise DomainError("order_unknown", _("There is no such order."))
    order = Order.objects.select_for_update().get(pk=order.pk)
    if order.settled_at is None:
        raise DomainError("not_paid", _("What is not paid has no receipt."))
    if order.receipt_kept_at is not None:
        raise DomainError(
            "receipt_kept", _("This receipt was downloaded and cannot change any more. Answer its mail, and we help.")
        )
    company = " ".join(company_name.replace("\0", "").split())
    lines = [" ".join(line.split()) for line in address.replace("\0", "").splitlines()]
    where = "\n".join(line for line in lines if line)
    number = re.sub(r"[\s.\-]", "", tax_number.replace("\0", "")).upper()
    if len(company) > LONGEST_NAME:
        raise DomainError("company_name_too_long", _("The name is longer than 200 characters."), field="company_name")
    if len(where) > LONGEST_ADDRESS:
        raise DomainError("address_too_long", _("The address is longer than 300 characters."), field="address")
    if number and not is_tax_number(number):
        raise DomainError(
            "tax_number_invalid", _("A tax number has 4 to 20 letters and digits, such as ESB12345678."), field="tax_number"
        )
    order.company_name, order.tax_number, order.billing_address = company, number, where
    order.save(update_fields=["company_name", "tax_number", "billing_address"])
    return order


def keep_receipt(*, order: Order) -> None:
    """Note that a receipt was downloaded: from now on it stays as it is."""
    Order.objects.filter(pk=order.pk, receipt_kept_at__isnull=True).update(receipt_kept_at=timezone.now())
