import datetime as dt

import pytest

from acg.models import Operation, OperationUse
from acg.users.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/acg/operationuse/"


@pytest.fixture
def use():
    at = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
    operation = Operation.objects.create(key="k1", name="Catalogue", fields=["Course.title", "Query.courses"])
    return OperationUse.objects.create(
        client="ios", version="2.14.0", operation=operation, used_on=at.date(), count=7, points=9, last_at=at
    )


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [("", True), ("ios", True), ("catal", True), ("Course.title", True), ("Course.slug", False), ("web", False)],
)
def test_staff_find_who_needs_a_field(client, use, asked, is_found):
    client.force_login(UserFactory(role="staff"))
    page = client.get(LIST, {"q": asked}).content.decode()
    assert ("2.14.0" in page) == is_found


def test_a_count_is_read_and_never_written(client, use):
    client.force_login(UserFactory(role="staff"))
    page = client.get(f"{LIST}{use.pk}/change/")
    assert (page.status_code, "Course.title, Query.courses" in page.content.decode()) == (200, True)
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{use.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"{LIST}{use.pk}/change/", {"count": 1}).status_code == 403
    use.refresh_from_db()
    assert use.count == 7


@pytest.mark.parametrize("role", ["instructor", "editor"])
def test_it_is_for_staff(client, use, role):
    client.force_login(UserFactory(role=role))
    assert client.get(LIST).status_code == 403
