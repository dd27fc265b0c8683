from django.db import transaction

from acg.users.models import User


@transaction.atomic
def find_or_create_user(*, email: str, name: str = "") -> tuple[User, bool]:
    """Return the account of an e-mail address, made without a password when there is none, and whether it was made now.

    Two callers at once get the same account: the unique address decides.
    """
    return User.objects.get_or_create(email=email.strip().lower(), defaults={"name": name, "password": "!"})
