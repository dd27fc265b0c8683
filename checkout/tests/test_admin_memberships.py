"""Memberships in the administration: staff see them, and nobody changes them there."""

import time

import pytest
from django.urls import reverse

from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from checkout.models import Subscription
from checkout.tests.factories import MembershipOfferFactory
from checkout.tests.test_settling import hear, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def membership(stripe):
    order = started(offer=MembershipOfferFactory(), buyer=UserFactory(), interval="month")
    stripe.begin(order.checkout_session_id, now=int(time.time()))
    hear(stripe)
    return Subscription.objects.get()


def test_staff_see_memberships_with_their_invoices(client, membership):
    client.force_login(UserFactory(role=Role.STAFF))
    listed = client.get(reverse("admin:checkout_subscription_changelist")).content.decode()
    shown = client.get(reverse("admin:checkout_subscription_change", args=[membership.pk])).content.decode()
    assert membership.stripe_id in listed
    assert membership.invoices.get().number in shown
    assert (
        client.post(reverse("admin:checkout_subscription_change", args=[membership.pk]), {"status": "canceled"}).status_code == 403
    )


def test_instructors_do_not(client, membership):
    client.force_login(UserFactory(role=Role.INSTRUCTOR))
    assert client.get(reverse("admin:checkout_subscription_changelist")).status_code == 403
    assert client.get(reverse("admin:checkout_subscription_change", args=[membership.pk])).status_code == 403
