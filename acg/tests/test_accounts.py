"""Getting in: by code, by password, through the admin's door, and not by guessing."""

import re
from unittest import mock

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from acg.users.models import Role, User

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"


@pytest.fixture
def maya():
    user = User.objects.create_user("maya@example.com", PASSWORD, role=Role.STAFF)
    user.emailaddress_set.update(verified=True)
    return user


def code_in(message):
    return re.search(r"^\s*([A-Z0-9-]{6,})\s*$", message.body, flags=re.MULTILINE).group(1)


def test_a_person_without_a_password_gets_in_with_a_code_from_the_mail(client):
    User.objects.create_user("guest@example.com")
    response = client.post("/accounts/login/code/", {"email": "guest@example.com"})
    assert response.status_code == 302
    [message] = mail.outbox
    assert message.to == ["guest@example.com"]
    code = code_in(message)
    assert message.subject == f"{code} is your sign-in code"
    assert code in message.alternatives[0].content
    assert client.post("/accounts/login/code/confirm/", {"code": code})["Location"] == settings.LOGIN_REDIRECT_URL
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)


def test_a_wrong_code_lets_nobody_in(client):
    User.objects.create_user("guest@example.com")
    client.post("/accounts/login/code/", {"email": "guest@example.com"})
    for _ in range(5):
        client.post("/accounts/login/code/confirm/", {"code": "WRONG1"})
    client.post("/accounts/login/code/confirm/", {"code": code_in(mail.outbox[0])})
    assert "_auth_user_id" not in client.session, "three wrong codes void the right one"


def test_an_unknown_address_gets_the_same_answer_as_a_known_one(client):
    User.objects.create_user("known@example.com")
    known = client.post("/accounts/login/code/", {"email": "known@example.com"})
    unknown = client.post("/accounts/login/code/", {"email": "unknown@example.com"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_sign_up_asks_for_the_address_to_be_confirmed(client):
    response = client.post("/accounts/signup/", {"email": "New@Example.com", "password1": PASSWORD})
    assert response.status_code == 302
    user = User.objects.get()
    assert (user.email, user.role) == ("new@example.com", Role.STUDENT)
    assert mail.outbox[0].to == ["new@example.com"]
    assert "_auth_user_id" not in client.session


def test_a_password_lets_in(client, maya):
    assert client.post("/accounts/login/", {"login": maya.email, "password": PASSWORD})["Location"] == "/learn/"


def test_a_forgotten_password_is_reset_by_mail(client, maya):
    client.post("/accounts/password/reset/", {"email": maya.email})
    link = re.search(r"https?://\S+(/accounts/password/reset/key/\S+)", mail.outbox[0].body).group(1)
    form = client.get(link, follow=True)
    new = "an even better horse"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    maya.refresh_from_db()
    assert maya.check_password(new)


def test_the_admin_is_entered_through_the_same_door(client, maya):
    response = client.get("/admin/")
    assert response.status_code == 302
    assert client.get(response["Location"])["Location"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("door", ["/accounts/login/", "/admin/login/"])
def test_thirty_wrong_passwords_are_not_all_tried(client, maya, door):
    tried = []
    with mock.patch.object(User, "check_password", side_effect=tried.append):
        for number in range(30):
            client.post(door, {"login": maya.email, "username": maya.email, "password": f"wrong {number}"})
    assert len(tried) <= 10
    assert "_auth_user_id" not in client.session


def test_a_password_change_ends_the_other_sessions(client, maya):
    client.force_login(maya)
    maya.set_password("something else entirely")
    maya.save()
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    "path",
    ["login/", "signup/", "login/code/", "password/reset/", "password/reset/done/", "inactive/", "confirm-email/"],
)
def test_the_pages_wear_the_schools_dress(client, path):
    response = client.get(f"/accounts/{path}", follow=True)
    assert response.status_code == 200
    assert "dist/school.css" in response.content.decode()


@pytest.mark.parametrize("path", ["email/", "password/change/", "logout/"])
def test_the_pages_of_an_account_wear_it_too(client, maya, path):
    client.force_login(maya)
    response = client.get(f"/accounts/{path}", follow=True)
    assert response.status_code == 200
    assert "dist/school.css" in response.content.decode()


def test_the_first_step_is_a_code_and_it_leads_back(client):
    page = client.get("/accounts/login/?next=/orders/").text
    assert 'action="/accounts/login/code/"' in page
    assert page.count('value="/orders/"') == 2


def test_a_wrong_password_says_so_beside_the_form(client, maya):
    page = client.post("/accounts/login/", {"login": maya.email, "password": "wrong"}).text
    assert 'role="alert"' in page
    assert "<details" in page


@pytest.mark.parametrize(
    ("path", "data", "subject"),
    [
        ("/accounts/password/reset/", {"email": "maya@example.com"}, "Choose a new password"),
        ("/accounts/password/reset/", {"email": "nobody@example.com"}, "There is no account with this address"),
        ("/accounts/signup/", {"email": "maya@example.com", "password1": PASSWORD}, "You have an account already"),
    ],
)
def test_mails_of_the_account_are_text_and_html(client, maya, path, data, subject):
    client.post(path, data)
    [message] = mail.outbox
    assert message.subject == subject
    assert "Hello from" not in message.body
    assert "Cloud School" in message.alternatives[0].content


def test_the_address_is_confirmed_by_a_code(client):
    client.post("/accounts/signup/", {"email": "new@example.com", "password1": PASSWORD})
    [message] = mail.outbox
    code = code_in(message)
    assert message.subject == f"{code} confirms your address"
    assert code in message.alternatives[0].content
    client.post("/accounts/confirm-email/", {"code": code})
    assert User.objects.get().emailaddress_set.get().verified


def test_one_address_may_ask_for_twenty_codes_a_minute():
    statuses = [Client().post("/accounts/login/code/", {"email": f"p{number}@example.com"}).status_code for number in range(22)]
    assert statuses == [302] * 20 + [200] * 2
    assert len(mail.outbox) == 20


def test_too_many_tries_get_a_page_that_says_so(client, maya):
    answers = [client.post("/accounts/password/reset/", {"email": maya.email}) for _ in range(30)]
    assert answers[0].status_code == 302
    assert answers[-1].status_code == 429
    assert "Too many tries" in answers[-1].text
