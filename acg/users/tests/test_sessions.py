import pytest
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest

from acg.users.models import Session, User
from acg.users.sessions import SessionStore, user_of
from acg.users.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def key(client, user):
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def asked(key):
    request = HttpRequest()
    request.session = SessionStore(session_key=key)
    return request


def test_a_session_and_its_person_are_one_statement(user, key, django_assert_num_queries):
    request = asked(key)
    with django_assert_num_queries(1):
        found = user_of(request)
    assert found == user
    assert {name: getattr(found, name) for name in ("email", "role", "public_id", "joined_at")} == {
        "email": user.email,
        "role": user.role,
        "public_id": user.public_id,
        "joined_at": user.joined_at,
    }
    assert Session.objects.get().user == user


def test_nobody_is_nobody(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert user_of(asked(None)).is_anonymous
    assert user_of(asked("a" * 32)).is_anonymous


def test_a_new_password_ends_it(user, key):
    user.set_password("another one, and long")
    user.save()
    request = asked(key)
    assert user_of(request).is_anonymous
    assert request.session.is_empty()
    assert not Session.objects.exists()


def test_who_is_disabled_is_nobody(user, key):
    User.objects.update(is_active=False)
    assert user_of(asked(key)).is_anonymous


def test_whose_it_was_does_not_count_when_it_says_otherwise(user, key):
    other = UserFactory()
    other.set_password("another one, and long")
    other.save()
    request = asked(key)
    request.session[SESSION_KEY] = str(other.pk)
    assert user_of(request).is_anonymous  # the hash is the first one's
    request = asked(key)
    request.session[HASH_SESSION_KEY] = ""
    assert user_of(request).is_anonymous


def test_a_session_that_does_not_name_its_person_is_still_theirs(user, key):
    Session.objects.update(user=None)
    assert user_of(asked(key)) == user


def test_an_older_secret_is_still_believed(user, key, settings):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = (
        [settings.SECRET_KEY],
        "another secret, which is long enough for Django to like it",
    )
    assert user_of(asked(key)) == user


def test_it_ends_with_its_time_and_with_its_person(user, key):
    Session.objects.update(expire_date="2020-01-01T00:00Z")
    assert user_of(asked(key)).is_anonymous
    user.delete()
    assert not Session.objects.exists()


def test_signing_in_and_out(client, user):
    session = client.session
    session["basket"] = 1
    session.save()
    assert Session.objects.get().user is None
    client.force_login(user)
    assert Session.objects.get(user=user)
    client.logout()
    assert not Session.objects.filter(user=user).exists()
