import uuid

import factory

from acg.users.tests.factories import UserFactory
from organisations.models import Organization, SeatAssignment, SeatPool


class OrganizationFactory(factory.django.DjangoModelFactory[Organization]):
    class Meta:
        model = Organization

    owner = factory.SubFactory(UserFactory)
    name = "Operations"


class SeatPoolFactory(factory.django.DjangoModelFactory[SeatPool]):
    """Ten seats that are paid for good."""

    class Meta:
        model = SeatPool

    organization = factory.SubFactory(OrganizationFactory)
    cause_id = factory.LazyFunction(lambda: str(uuid.uuid4()))
    seats = 10
    is_live = True


class SeatAssignmentFactory(factory.django.DjangoModelFactory[SeatAssignment]):
    """A seat that was given, and not taken yet."""

    class Meta:
        model = SeatAssignment

    pool = factory.SubFactory(SeatPoolFactory)
    email = factory.Sequence(lambda n: f"seat{n}@example.com")
