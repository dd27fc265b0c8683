"""Who asks: a person of an outside issuer becomes an account of ours; an app's session; the laptop's own issuer."""

import json

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command

from acg.graphql.identity import issuers
from acg.users.models import ExternalIdentity, Role, User
from acg.users.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ME = json.dumps({"query": "{ viewer { email } }"})
PASSWORD = "correct horse battery"


def ask(client, **headers):
    return client.post("/graphql", ME, content_type="application/json", headers=headers)


def app(client, method, path, body=None, token=None):
    """Speak to allauth as an app does."""
    headers = {"X-Session-Token": token} if token else {}
    text = json.dumps(body) if body is not None else None
    return client.generic(method, f"/_allauth/app/v1/{path}", text or "", content_type="application/json", headers=headers)


@pytest.fixture
def person():
    """Somebody with a password and a proved address."""
    user = UserFactory(email="app@example.com")
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def signed_in(client, password=PASSWORD):
    return app(client, "POST", "auth/login", {"email": "app@example.com", "password": password})


@pytest.mark.usefixtures("person")
def test_an_app_signs_in_asks_and_signs_out(client, django_assert_num_queries):
    token = signed_in(client).json()["meta"]["session_token"]
    client.cookies.clear()
    with django_assert_num_queries(1 + 2):  # the session with its person; the price taken, and given back
        assert ask(client, **{"X-Session-Token": token}).json()["data"] == {"viewer": {"email": "app@example.com"}}
    assert app(client, "DELETE", "auth/session", token=token).status_code == 401
    assert ask(client, **{"X-Session-Token": token}).status_code == 401


@pytest.mark.usefixtures("person")
def test_an_apps_guesses_are_limited(client):
    answers = [signed_in(client, "wrong").status_code for _ in range(8)]
    assert answers[:5] == [400] * 5
    assert signed_in(client).status_code == 400
    assert not client.session.keys()


def test_an_app_gets_no_token_before_the_person_is_proved(client, person):
    EmailAddress.objects.update(verified=False)
    answer = signed_in(client)
    assert answer.status_code == 401
    token = answer.json()["meta"]["session_token"]
    client.cookies.clear()
    assert ask(client, **{"X-Session-Token": token}).status_code == 401


def test_a_new_password_ends_the_tokens(client, person):
    token = signed_in(client).json()["meta"]["session_token"]
    person.set_password("another horse battery")
    person.save()
    assert ask(client, **{"X-Session-Token": token}).status_code == 401


def test_a_disabled_persons_session_is_refused_at_once(client, person):
    token = signed_in(client).json()["meta"]["session_token"]
    User.objects.update(is_active=False)
    assert ask(client, **{"X-Session-Token": token}).status_code == 401


@pytest.mark.parametrize("token", ["", "x", "a" * 32, "A" * 32, "a" * 41, "'; --", "a" * 10_000])
def test_what_is_no_session_is_refused(client, token):
    client.force_login(UserFactory())
    response = ask(client, **{"X-Session-Token": token})
    assert (response.status_code, response.json()["errors"][0]["extensions"]) == (401, {"code": "UNAUTHENTICATED"})


def test_browsers_get_no_such_way_in(client):
    assert client.get("/_allauth/browser/v1/auth/session").status_code == 404


@pytest.fixture
def laptop(settings, tmp_path):
    """A laptop with nothing in its folder."""
    settings.DEBUG, settings.DATA_DIR = True, tmp_path
    issuers._laptop.cache_clear()
    yield tmp_path
    issuers._laptop.cache_clear()


def issued(capsys, *arguments):
    call_command("issue_token", *arguments)
    return {"Authorization": f"Bearer {capsys.readouterr().out.strip()}"}


@pytest.mark.parametrize("role", [Role.STUDENT, Role.STAFF])
def test_the_laptops_issuer_lets_a_person_in(client, capsys, laptop, role):
    UserFactory(email="me@example.com", role=role)
    for _ in range(2):
        headers = issued(capsys, "Me@example.com")
        assert ask(client, **headers).json()["data"] == {"viewer": {"email": "me@example.com"}}
    assert ExternalIdentity.objects.count() == 1
    assert (laptop / "issuer.pem").stat().st_mode & 0o777 == 0o600


def test_the_laptops_issuer_lets_a_service_in(client, capsys, laptop):
    answer = ask(client, **issued(capsys, "--service", "search"))
    assert (answer.status_code, answer.json()["data"]) == (200, {"viewer": None})


@pytest.mark.parametrize("who", [("me@example.com",), ("--service", "search")])
def test_the_laptops_tokens_open_nothing_elsewhere(client, capsys, settings, laptop, who):
    UserFactory(email="me@example.com")
    headers = issued(capsys, *who)
    settings.DEBUG = False
    assert ask(client, **headers).status_code == 401
    with pytest.raises(CommandError, match="outside a laptop"):
        call_command("issue_token", *who)


def test_a_short_life_is_over(client, capsys, laptop):
    assert ask(client, **issued(capsys, "--service", "search", "--seconds", "-60")).status_code == 401


def test_a_laptop_without_a_key_knows_nobody(client, capsys, laptop):
    headers = issued(capsys, "--service", "search")
    (laptop / "issuer.pem").unlink()
    issuers._laptop.cache_clear()
    assert ask(client, **headers).status_code == 503


def test_nobody_gets_a_token_for_nobody(laptop):
    with pytest.raises(CommandError, match="Nobody here"):
        call_command("issue_token", "nobody@example.com")
    assert list(laptop.iterdir()) == []
