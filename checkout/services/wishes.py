"""What a buyer asks for, before there is an order."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from acg.shared.values import frozen
from acg.users.models import User
from checkout.models import Offer
from checkout.services.gifts import GiftWish


@frozen
class Wish:
    """What a buyer asks for."""

    offer: Offer
    buyer: User | None
    visitor_key: str
    currency: str
    coupon_code: str
    success_url: str
    cancel_url: str
    email: str = ""
    gift: GiftWish | None = None
    interval: str = ""
    quantity: int = 1

    @property
    def owner(self) -> dict[str, Any]:
        """Whose order it is: the account's, else the browser's."""
        return {"buyer": self.buyer} if self.buyer else {"buyer": None, "visitor_key": self.visitor_key}


def checked_email(email: str) -> str:
    """Return the address that a buyer without an account typed, in lower case; nothing when none was typed.

    Raises:
        DomainError: `email_invalid`.
    """
    email = email.strip().lower()
    try:
        if email:
            validate_email(email)
    except ValidationError as error:
        raise DomainError("email_invalid", _("Type your e-mail address, such as ana@example.com."), field="email") from error
    return email
