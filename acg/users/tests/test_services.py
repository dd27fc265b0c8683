from concurrent.futures import ThreadPoolExecutor
from unittest import mock

import pytest
from django.db import connection

from acg.users.models import Role, User
from acg.users.services import find_or_create_user


@pytest.mark.django_db
def test_an_unknown_address_gets_an_account_without_a_password():
    user, is_new = find_or_create_user(email=" New@Example.com ", name="New")
    assert is_new
    assert (user.email, user.name, user.role, user.has_usable_password()) == ("new@example.com", "New", Role.STUDENT, False)
    address = user.emailaddress_set.get()
    assert (address.email, address.verified, address.primary) == ("new@example.com", False, True)


@pytest.mark.django_db
def test_a_known_address_keeps_its_account_as_it_is():
    known = User.objects.create_user("known@example.com", "secret", name="Known")
    user, is_new = find_or_create_user(email="KNOWN@example.com", name="Other")
    assert (user, is_new, user.name) == (known, False, "Known")


@pytest.mark.django_db
def test_losing_the_race_for_an_address_finds_the_winner():
    winner = User.objects.create_user("race@example.com")
    with mock.patch.object(User.objects, "filter", return_value=User.objects.none()):
        assert find_or_create_user(email="race@example.com") == (winner, False)


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_make_one_account():
    def make(_):
        try:
            return find_or_create_user(email="all@example.com")[0].pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(make, range(8)))) == 1
    assert User.objects.count() == 1
