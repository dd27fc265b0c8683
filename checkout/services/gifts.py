"""Gifts: bought by one, claimed by another. Nothing is granted when the money comes in, and everything ends when it goes back."""

import datetime as dt
import logging

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from acg.events.services import publish
from acg.shared.errors import DomainError
from acg.shared.values import frozen
from acg.users.models import User
from checkout.events import GiftClaimed, GiftClaiming, GiftDue
from checkout.models import Gift, OfferKind, Order, OrderLine, OrderState

LONGEST_NAME = 150
LONGEST_MESSAGE = 1000
LONGEST_EMAIL = 254
FARTHEST = dt.timedelta(days=365)
GIVEN = {OfferKind.COURSE, OfferKind.PATH}

logger = logging.getLogger(__name__)


@frozen
class GiftWish:
    """For whom a gift is.

    Args:
        receiver_name: as the buyer calls them.
        receiver_email: where the code goes.
        message: the buyer's own words; may be empty.
        deliver_on: the day, in UTC, on which the receiver is told; None for as soon as it is paid.
    """

    receiver_name: str
    receiver_email: str
    message: str = ""
    deliver_on: dt.date | None = None

    def checked(self, kind: str) -> "GiftWish":
        """Return the wish as it is kept.

        Raises:
            DomainError: `gift_not_possible` for what cannot be given; `gift_name_missing`, `gift_email_invalid`,
                `gift_message_too_long`, `gift_date_invalid`.
        """
        if kind not in GIVEN:
            raise DomainError("gift_not_possible", _("A membership cannot be given away. A course or a learning path can."))
        name, message = _clean(" ".join(self.receiver_name.split())), _clean(self.message.replace("\r\n", "\n").strip())
        email = self.receiver_email.strip().lower()
        if not name or len(name) > LONGEST_NAME:
            raise DomainError("gift_name_missing", _("Say who the gift is for."), field="receiver_name")
        try:
            validate_email(email)
        except ValidationError:
            email = ""
        if not email or len(email) > LONGEST_EMAIL:
            raise DomainError("gift_email_invalid", _("Type the e-mail address of the receiver."), field="receiver_email")
        if len(message) > LONGEST_MESSAGE:
            raise DomainError("gift_message_too_long", _("The message is longer than 1,000 characters."), field="message")
        today = timezone.now().date()
        day = self.deliver_on or today
        if not today <= day <= today + FARTHEST:
            raise DomainError("gift_date_invalid", _("Choose a day from today on, within a year."), field="deliver_on")
        return GiftWish(name, email, message, day)


def make_gift(*, order: Order, wish: GiftWish) -> Gift:
    """Note, with a new order, for whom it is.

    Args:
        order: made in the current transaction.
        wish: checked.
    """
    return Gift.objects.create(
        order=order,
        receiver_name=wish.receiver_name,
        receiver_email=wish.receiver_email,
        message=wish.message,
        deliver_on=wish.deliver_on or timezone.now().date(),
    )


def wish_of(order: Order) -> GiftWish | None:
    """Return for whom an order is, or nothing when the buyer keeps it."""
    gift = Gift.objects.filter(order=order).first()
    return GiftWish(gift.receiver_name, gift.receiver_email, gift.message, gift.deliver_on) if gift else None


@transaction.atomic
def claim_gift(*, code: str, user: User) -> Gift:
    """Let whoever has the code, signed in, learn what was given; again by the same person changes nothing.

    The order's lock is taken first: of several claims at once one wins, and a refund comes either before or after.

    Args:
        code: from the receiver's mail.
        user: who claims.

    Raises:
        DomainError: `gift_unknown`; `gift_ended` when the money went back, or is in doubt; `gift_claimed` by somebody else;
            `already_owned`, whereupon the gift can still be handed on.
    """
    order_id = Gift.objects.filter(code=code).values_list("order_id", flat=True).first() if "\0" not in code else None
    if order_id is None:
        raise DomainError("gift_unknown", _("There is no gift with this code."))
    order = Order.objects.select_for_update(of=("self",)).get(pk=order_id)
    gift = Gift.objects.select_related("order__offer").get(order=order)
    if order.state != OrderState.SETTLED:
        raise DomainError("gift_ended", _("This gift cannot be claimed: its payment was taken back or is being looked at."))
    if gift.is_claimed:
        if gift.claimed_by_id == user.pk:
            return gift
        raise DomainError("gift_claimed", _("Somebody has claimed this gift already."))
    GiftClaiming.signal.send(sender=GiftClaiming, fact=GiftClaiming(user.pk, _course_ids(order)))
    gift.claimed_by, gift.claimed_at = user, timezone.now()
    gift.save(update_fields=["claimed_by", "claimed_at"])
    _give(gift)
    return gift


def settle_gift(gift: Gift) -> None:
    """Let follow what follows when the order of a gift is paid: its order's lock must be held.

    The receiver is told when the day has come; whoever had claimed it before a refund that failed has it again.
    """
    if gift.claimed_by_id is not None:
        _give(gift)
    elif gift.is_due():
        _tell_receiver(gift)


def deliver_gifts(*, limit: int = 100) -> int:
    """Tell the receivers of paid gifts whose day has come: the minute's timer calls this. Return how many were told."""
    due = Gift.objects.filter(delivered_at__isnull=True, deliver_on__lte=timezone.now().date(), claimed_at__isnull=True)
    paid = due.filter(order__state=OrderState.SETTLED).order_by("deliver_on", "pk")
    return sum(_deliver(order_id) for order_id in list(paid.values_list("order_id", flat=True)[:limit]))


@transaction.atomic
def _deliver(order_id: int) -> bool:
    """Tell the receiver of one gift, unless another timer is at it or the money went back meanwhile."""
    order = Order.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=order_id, state=OrderState.SETTLED).first()
    gift = Gift.objects.filter(order=order).first() if order else None
    if gift is None or not gift.is_due() or gift.is_claimed:
        return False
    _tell_receiver(gift)
    return True


def _tell_receiver(gift: Gift) -> None:
    gift.delivered_at = timezone.now()
    gift.save(update_fields=["delivered_at"])
    public_id = str(gift.order.public_id)
    publish(GiftDue(public_id), subject=f"gift:{public_id}")  # waits for nobody: the buyer's receipt may be stuck


def _give(gift: Gift) -> None:
    if gift.claimed_by_id is not None:
        fact = GiftClaimed(str(gift.order.public_id), gift.claimed_by_id, _course_ids(gift.order))
        GiftClaimed.signal.send(sender=GiftClaimed, fact=fact)


def _course_ids(order: Order) -> tuple[int, ...]:
    lines = OrderLine.objects.filter(order=order)
    return tuple(sorted({course_id for line in lines for course_id in line.course_ids}))


def _clean(text: str) -> str:
    """Return what a person typed, without the one character that PostgreSQL cannot keep."""
    return text.replace("\0", "")
