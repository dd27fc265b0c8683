"""Learners for tests."""

import factory

from acg.users.tests.factories import UserFactory
from courses.tests.factories import CourseFactory
from students.models import Cause, Enrollment, Grant


class GrantFactory(factory.django.DjangoModelFactory[Grant]):
    class Meta:
        model = Grant

    user = factory.SubFactory(UserFactory)
    course = factory.SubFactory(CourseFactory, published=True)
    cause = Cause.ORDER
    cause_id = factory.Sequence(lambda n: f"order-{n}")


class EnrollmentFactory(factory.django.DjangoModelFactory[Enrollment]):
    class Meta:
        model = Enrollment

    user = factory.SubFactory(UserFactory)
    course = factory.SubFactory(CourseFactory, published=True)
