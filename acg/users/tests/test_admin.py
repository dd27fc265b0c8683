import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from acg.users.models import User
from acg.users.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NO_LISTS = {
    f"{name}-{field}_FORMS": number
    for name in ("emailaddress_set", "external_identities")
    for field, number in {"TOTAL": "0", "INITIAL": "0", "MIN_NUM": "0", "MAX_NUM": "1000"}.items()
}


@pytest.fixture
def staff(client):
    user = UserFactory(role="staff")
    client.force_login(user)
    return user


def test_staff_make_an_account_that_is_entered_by_code(client, staff):
    fields = {"email": "New.Person@Example.com", "name": "New", "role": "instructor", "is_active": "on", **NO_LISTS}
    assert client.post("/admin/users/user/add/", fields).status_code == 302
    user = User.objects.get(name="New")
    assert (user.email, user.role, user.has_usable_password()) == ("new.person@example.com", "instructor", False)


def test_changing_an_account_leaves_its_password(client, staff):
    user = UserFactory(name="Old")
    user.set_password("a long enough word")
    user.save()
    fields = {"email": user.email, "name": "New", "role": "student", "is_active": "on", **NO_LISTS}
    client.post(reverse("admin:users_user_change", args=[user.pk]), fields)
    user.refresh_from_db()
    assert user.name == "New"
    assert user.check_password("a long enough word")


def test_there_are_no_groups_and_no_list_of_addresses():
    admin.autodiscover()
    assert not admin.site.is_registered(Group)
    assert not admin.site.is_registered(EmailAddress)


def test_staff_let_an_outside_identity_in(client, staff):
    user = UserFactory(role="instructor")
    identity = {"external_identities-0-issuer": "https://issuer.example/", "external_identities-0-subject": "auth0|1"}
    fields = {"email": user.email, "name": "N", "role": user.role, "is_active": "on", **NO_LISTS, **identity}
    fields["external_identities-TOTAL_FORMS"] = "1"
    assert client.post(reverse("admin:users_user_change", args=[user.pk]), fields).status_code == 302
    assert list(user.external_identities.values_list("issuer", "subject")) == [("https://issuer.example/", "auth0|1")]
