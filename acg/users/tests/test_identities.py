"""Whom an outside issuer vouches for: linked once, and never on an address that anybody might have typed."""

import pytest
from allauth.account.models import EmailAddress

from acg.users.models import ExternalIdentity, Role, User
from acg.users.services import find_or_create_user, link_identity, user_of_identity, verified_addresses
from acg.users.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ISSUER = "https://issuer.example/"


def known_as(subject="auth0|1", email=""):
    return user_of_identity(issuer=ISSUER, subject=subject, verified_email=email)


def test_a_linked_identity_is_its_account_whatever_the_address(django_assert_num_queries):
    user, other = UserFactory(), UserFactory()
    link_identity(user=user, issuer=ISSUER, subject="auth0|1")
    with django_assert_num_queries(1):
        assert known_as(email=other.email) == user
    assert user_of_identity(issuer="https://other.example/", subject="auth0|1", verified_email="") is None


def test_a_link_stays_whose_it_was():
    user = UserFactory()
    link_identity(user=user, issuer=ISSUER, subject="auth0|1")
    assert link_identity(user=UserFactory(), issuer=ISSUER, subject="auth0|1").user == user


def test_someone_new_gets_an_account_with_a_proved_address():
    user = known_as(email="new@example.com")
    assert (user.email, user.role, user.has_usable_password()) == ("new@example.com", Role.STUDENT, False)
    assert verified_addresses(user=user) == ["new@example.com"]
    assert known_as() == user


def test_an_account_without_a_password_is_taken_over_by_who_proves_its_address():
    buyer, _ = find_or_create_user(email="buyer@example.com")
    assert verified_addresses(user=buyer) == []
    assert known_as(email="buyer@example.com") == buyer
    assert verified_addresses(user=buyer) == ["buyer@example.com"]


def test_an_account_that_a_stranger_may_have_made_is_not_linked():
    squatter = User.objects.create_user("victim@example.com", "the squatter's")
    assert known_as(email="victim@example.com") is None
    assert (ExternalIdentity.objects.count(), verified_addresses(user=squatter)) == (0, [])
    EmailAddress.objects.update(verified=True)
    assert known_as(email="victim@example.com") == squatter


@pytest.mark.parametrize("change", [{"role": Role.INSTRUCTOR}, {"role": Role.STAFF}, {"is_active": False}])
def test_staff_and_disabled_accounts_are_linked_by_hand_only(change):
    user, _ = find_or_create_user(email="staff@example.com")
    User.objects.update(**change)
    assert known_as(email="staff@example.com") is None
    assert (ExternalIdentity.objects.count(), verified_addresses(user=user)) == (0, [])


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "a" * 250 + "@example.com", "a b@example.com"])
def test_what_is_no_address_finds_nobody(email):
    assert known_as(email=email) is None
    assert User.objects.count() == 0
