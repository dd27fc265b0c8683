import pytest
from allauth.account.models import EmailAddress

from acg.users.tests.factories import UserFactory
from organisations.events import SeatRightsChanged


@pytest.fixture
def told():
    """Hear what is told of rights."""
    facts = []

    def hear(fact, **_signal):
        facts.append(fact)

    SeatRightsChanged.signal.connect(hear, weak=False)
    yield facts
    SeatRightsChanged.signal.disconnect(hear)


@pytest.fixture
def person():
    """Return a function that makes somebody who has proved to own an address."""

    def make(email, *, is_proved=True):
        user = UserFactory(email=email)
        EmailAddress.objects.create(user=user, email=email, primary=True, verified=is_proved)
        return user

    return make
