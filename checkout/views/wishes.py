"""What the page before the button asks for, as typed: it survives every refusal."""

import datetime as dt

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from acg.shared.currencies import is_currency, preferred_currency
from acg.shared.errors import DomainError
from acg.shared.values import frozen
from checkout.models import Offer
from checkout.selectors import default_currency, live_currencies
from checkout.services import GiftWish

DEFAULT_SEATS = 5
MOST_DIGITS = 6


@frozen
class Typed:
    """The fields of the page, untouched.

    Args:
        currency: what the page shows, and therefore charges.
        is_gift: whether it is for somebody else.
        seats: of a team; 0 when that is no number. Of anything else one.
    """

    currency: str
    coupon: str
    email: str
    is_gift: bool
    receiver_name: str
    receiver_email: str
    message: str
    deliver_on: str
    interval: str = ""
    seats: int = 1

    @classmethod
    def of(cls, request: HttpRequest, offer: Offer) -> "Typed":
        """Read them: from the form that was sent, else from the address.

        Args:
            request: whose form it is.
            offer: one of `live_offers`.
        """
        form: QueryDict = request.POST if request.method == "POST" else request.GET
        asked = form.get("currency", "") if request.method == "POST" else ""
        return cls(
            currency=asked if is_currency(asked) else currency_for(request, offer),
            coupon=form.get("coupon", ""),
            email=form.get("email", ""),
            is_gift=bool(form.get("gift")) and not offer.is_renewed,
            receiver_name=form.get("receiver_name", ""),
            receiver_email=form.get("receiver_email", ""),
            message=form.get("message", ""),
            deliver_on=form.get("deliver_on", ""),
            interval=form.get("interval", "")[:8],
            seats=seats_of(form) if offer.is_for_team else 1,
        )

    def gift(self) -> GiftWish | None:
        """Return for whom it is, or nothing.

        Raises:
            DomainError: `gift_date_invalid`.
        """
        if not self.is_gift:
            return None
        try:
            day = dt.date.fromisoformat(self.deliver_on) if self.deliver_on else None
        except ValueError as error:
            raise DomainError("gift_date_invalid", _("Choose a day from today on, within a year."), field="deliver_on") from error
        return GiftWish(self.receiver_name, self.receiver_email, self.message, day)


def seats_of(form: QueryDict) -> int:
    """Return how many seats somebody typed: five when nothing was, 0 when it is no number."""
    text = form.get("seats", "").strip() or str(DEFAULT_SEATS)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < MOST_DIGITS else 0


def currency_for(request: HttpRequest, offer: Offer) -> str:
    """Return the currency in which a visitor sees an offer: the one they prefer, where it has a price in it."""
    preferred = preferred_currency(request)
    return preferred if preferred in live_currencies(offer) else default_currency(offer)
