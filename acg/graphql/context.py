from functools import cached_property

from django.http import HttpRequest

from acg.graphql.clients import Client, client_of
from acg.graphql.identity import Identity
from acg.users.models import User
from students.selectors import Rights, rights_of


class Context:
    """Who asks: what resolvers see as `info.context`. Nothing is loaded before a field wants to know.

    Args:
        request: as it came.
        identity: whose token came with it and was verified; without one the session of a browser counts.
    """

    def __init__(self, request: HttpRequest, *, identity: Identity | None = None) -> None:
        self.request = request
        self.identity = identity
        self.service = identity.service if identity else ""

    @cached_property
    def viewer(self) -> User | None:
        """The person who is signed in, if any."""
        if self.identity:
            return self.identity.user
        user = self.request.user
        return user if isinstance(user, User) and user.is_active else None

    @cached_property
    def rights(self) -> Rights:
        """What the person may learn."""
        return rights_of(user=self.viewer)

    @cached_property
    def client(self) -> Client:
        """The program that asks, by its own word; a service by its token's."""
        return client_of(self.request, service=self.service)
