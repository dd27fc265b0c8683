from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone

from acg.users.models import ExternalIdentity, Role, Session, User

LONGEST_ADDRESS = 254


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


def user_of_identity(*, issuer: str, subject: str, verified_email: str) -> User | None:
    """Return the account of an outside identity; at its first coming the account of its address is linked to it, or made.

    Only an address that the issuer has proved finds an account, and only a student's that nobody else can hold the password of: one
    whose address is proved here as well, or without a password. Everyone else is linked by staff. Once linked, the address counts no more.

    Args:
        issuer: its exact name.
        subject: the issuer's name for the person.
        verified_email: the address that the issuer has proved, in lower case; empty when it has not.
    """
    known = ExternalIdentity.objects.select_related("user").filter(issuer=issuer, subject=subject).first()
    if known:
        return known.user
    return _adopted(issuer, subject, verified_email) if _is_address(verified_email) else None


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= LONGEST_ADDRESS


@transaction.atomic
def _adopted(issuer: str, subject: str, email: str) -> User | None:
    user, _is_new = find_or_create_user(email=email)
    address, _is_new = EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True})
    if not user.is_active or user.role != Role.STUDENT or (user.has_usable_password() and not address.verified):
        return None
    if not address.verified:
        address.verified = True
        address.save(update_fields=["verified"])
    return link_identity(user=user, issuer=issuer, subject=subject).user


def link_identity(*, user: User, issuer: str, subject: str) -> ExternalIdentity:
    """Let an outside identity enter as an account; linked before, it stays whose it was."""
    return ExternalIdentity.objects.get_or_create(issuer=issuer, subject=subject, defaults={"user": user})[0]


def forget_sessions() -> int:
    """Forget the sessions that are over; return how many."""
    count, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return count
