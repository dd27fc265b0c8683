from functools import cached_property

from django.http import HttpRequest

from acg.graphql.clients import Client, client_of
from acg.users.models import User
from students.selectors import Rights, rights_of


class Context:
    """Who asks: what resolvers see as `info.context`. Nothing is loaded before a field wants to know.

    `service` is the name of the service whose token was verified; empty for people.
    """

    def __init__(self, request: HttpRequest, *, service: str = "") -> None:
        self.request = request
        self.service = service

    @cached_property
    def viewer(self) -> User | None:
        """The person who is signed in, if any."""
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
