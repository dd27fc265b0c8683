"""Who is buying: an account, or a browser without one."""

import secrets

from django.http import HttpRequest

from acg.users.models import User

SESSION_NAME = "visitor_key"


def user_of(request: HttpRequest) -> User | None:
    """Return the signed-in user, if any."""
    return request.user if isinstance(request.user, User) else None


def visitor_key(request: HttpRequest, *, create: bool = False) -> str:
    """Return the key that ties orders without an account to this browser; it lives in the session and survives signing in.

    Args:
        request: whose session it is.
        create: make one when there is none; only a post should, so that looking leaves no session behind.
    """
    key: str = request.session.get(SESSION_NAME, "")
    if not key and create:
        key = request.session[SESSION_NAME] = secrets.token_urlsafe(24)
    return key
