import logging
import re
from importlib import import_module

from django.conf import settings
from django.http import HttpRequest

from acg.graphql.identity.errors import Refusal, Unavailable
from acg.graphql.identity.issuers import Person
from acg.graphql.identity.tokens import verified
from acg.shared.values import frozen
from acg.users.models import User
from acg.users.services import user_of_identity
from acg.users.sessions import user_of

__all__ = ["Identity", "Refusal", "Unavailable", "identify"]

BEARER, SESSION = "Authorization", "X-Session-Token"
is_bearer = re.compile(r"bearer +([^\s,]+)", re.ASCII | re.IGNORECASE).fullmatch
is_session_key = re.compile(r"[a-z0-9]{20,40}", re.ASCII).fullmatch

logger = logging.getLogger(__name__)


@frozen
class Identity:
    """Who asks, when a credential was sent along.

    Args:
        user: a person; None for a service.
        service: the name of a service; empty for a person.
    """

    user: User | None = None
    service: str = ""


def identify(request: HttpRequest) -> Identity | None:
    """Return who asks by a token, or None when none was sent: then the browser's session counts.

    A token counts instead of a session's cookie, never besides it. One that is not believed is never taken for nobody.

    Raises:
        Refusal: the token is not believed, or there are two, or its person may not enter.
        Unavailable: its issuer's keys cannot be had now.
    """
    bearer, session = request.headers.get(BEARER), request.headers.get(SESSION)
    if bearer is None and session is None:
        return None
    try:
        if bearer is not None and session is not None:
            raise Refusal("two tokens")  # noqa: TRY301 -- one place where refusals are logged
        return _by_session(session) if bearer is None else _by_bearer(bearer)
    except Refusal as refusal:
        logger.info("identity: a token was refused: %s", refusal)
        raise


def _by_bearer(header: str) -> Identity:
    found = is_bearer(header.strip())
    if not found:
        raise Refusal("not a bearer token")
    who = verified(found[1])
    if not isinstance(who, Person):
        return Identity(service=who.name)
    user = user_of_identity(issuer=who.issuer, subject=who.subject, verified_email=who.email)
    if user is None or not user.is_active:
        raise Refusal("nobody of ours")
    return Identity(user=user)


def _by_session(token: str | None) -> Identity:
    """Return whose session an app's token names: allauth gives it out, and the same row ends with signing out."""
    if not token or not is_session_key(token):
        raise Refusal("no session")
    asked = HttpRequest()
    asked.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key=token)
    user = user_of(asked)
    if not isinstance(user, User) or not user.is_active:
        raise Refusal("no session")
    return Identity(user=user)
