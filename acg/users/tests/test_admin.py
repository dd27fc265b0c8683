import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from acg.users.models import User
from acg.users.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NO_ADDRESSES = {f"emailaddress_set-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM")} | {
    "emailaddress_set-MAX_NUM_FORMS": "1000"
}


@pytest.fixture
def staff(client):
    user = UserFactory(role="staff")
    client.force_login(user)
    return user


def test_staff_make_an_account_that_is_entered_by_code(client, staff):
    fields = {"email": "New.Person@Example.com", "name": "New", "role": "instructor", "is_active": "on", **NO_ADDRESSES}
    assert client.post("/admin/users/user/add/", fields).status_code == 302
    user = User.objects.get(name="New")
    assert (user.email, user.role, user.has_usable_password()) == ("new.person@example.com", "instructor", False)


def test_changing_an_account_leaves_its_password(client, staff):
    user = UserFactory(name="Old")
    user.set_password("a long enough word")
    user.save()
    fields = {"email": user.email, "name": "New", "role": "student", "is_active": "on", **NO_ADDRESSES}
    client.post(reverse("admin:users_user_change", args=[user.pk]), fields)
    user.refresh_from_db()
    assert user.name == "New"
    assert user.check_password("a long enough word")


def test_there_are_no_groups_and_no_list_of_addresses():
    assert not admin.site.is_registered(Group)
    assert not admin.site.is_registered(EmailAddress)
