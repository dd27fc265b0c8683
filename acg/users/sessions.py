"""Sessions that know whose they are, so that the session and its person are read in one statement."""

from typing import Any, cast

from django.conf import settings
from django.contrib import auth
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware as DjangoAuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore as DjangoSessionStore
from django.db.models import CharField, DateTimeField, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from acg.shared.prepared import Read, Slot
from acg.users.models import Session, User

FACTS = tuple(field.attname for field in User._meta.concrete_fields)  # noqa: SLF001 -- Django's documented Model._meta
COLUMNS = ("session_data", *(f"user__{name}" for name in FACTS))


def _live() -> QuerySet[Session]:
    return Session.objects.filter(session_key=Slot("key", CharField()), expire_date__gt=Slot("now", DateTimeField()))


class SessionStore(DjangoSessionStore):
    """A session in the database."""

    person: User | None = None  # whose it was when it was loaded; `user_of` decides whether they are believed

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the model of its rows."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row of a session, with its person."""
        row = cast("Session", super().create_model_instance(data))
        row.user_id = data.get(SESSION_KEY)
        return row

    def load(self) -> dict[str, Any]:
        """Return what the session holds."""
        rows = Read(_live, (), {"key": self.session_key, "now": timezone.now()}).rows(COLUMNS, limit=1)
        if not rows:
            self._session_key = None
            return {}
        facts = rows[0]["user"]
        self.person = User.from_db("default", FACTS, list(facts.values())) if facts["id"] is not None else None
        found: dict[str, Any] = self.decode(rows[0]["session_data"])
        return found


def user_of(request: HttpRequest) -> User | AnonymousUser:
    """Return who is signed in by the request's session, as `django.contrib.auth.get_user` does; most often without another statement.

    The person that was read with the session is taken when Django would take them: the session is theirs, its backend is one of ours, its
    hash is that of their password now, and they are active. In all other cases Django decides.
    """
    session: Any = request.session
    expected = session.get(HASH_SESSION_KEY)
    person = getattr(session, "person", None)
    if (
        person is not None
        and person.is_active
        and expected
        and session.get(SESSION_KEY) == str(person.pk)
        and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(expected, person.get_session_auth_hash())
    ):
        return cast("User", person)
    return auth.get_user(request)


class AuthenticationMiddleware(DjangoAuthenticationMiddleware):
    """Puts `request.user` there, which is only looked for when somebody asks."""

    def process_request(self, request: HttpRequest) -> None:
        """Put it there."""
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: user_of(request))  # type: ignore[assignment]  # it behaves as what it stands for
