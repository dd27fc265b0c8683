from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from acg.users.models import User


@transaction.atomic
def find_or_create_user(*, email: str, name: str = "") -> tuple[User, bool]:
    """Return the account of an e-mail address, made without a password when there is none, and whether it was made now.

    Two callers at once get the same account: the unique address decides.
    """
    address = email.strip().lower()
    known = User.objects.filter(email=address).first()
    if known:
        return known, False
    try:
        with transaction.atomic():
            return User.objects.create_user(address, name=name), True
    except IntegrityError:
        return User.objects.get(email=address), False


def verified_addresses(*, user: User) -> list[str]:
    """Return the e-mail addresses that a person has proved to own, in lower case."""
    return [address.lower() for address in EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)]
