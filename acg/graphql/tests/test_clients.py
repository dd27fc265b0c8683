"""Who asks: a name in a header, bounded in length and letters; a service's comes from its token."""

import pytest
from django.test import RequestFactory

from acg.graphql.clients import Client, client_of


def named(name=None, version=None, service=""):
    headers = {"X-Client-Name": name, "X-Client-Version": version}
    given = {header: value for header, value in headers.items() if value is not None}
    return client_of(RequestFactory().post("/graphql", headers=given), service=service)


@pytest.mark.parametrize(
    ("name", "version", "expected"),
    [
        ("ios", "2.14.0", Client("ios", "2.14.0")),
        (" IOS ", " 2.14.0-RC1 ", Client("ios", "2.14.0-rc1")),
        ("ios", None, Client("ios", "")),
        ("ios", "2" * 41, Client("ios", "other")),
        (None, "2.14.0", Client("unnamed", "")),
        ("", None, Client("unnamed", "")),
        ("a" * 40, None, Client("a" * 40, "")),
        ("a" * 41, "1", Client("other", "")),
        ("i'); drop", "1", Client("other", "")),
        ("ïos", "1", Client("other", "")),
        ("service:reports", "1", Client("other", "")),
        ("Other", "1", Client("other", "")),
    ],
)
def test_a_name_is_short_and_plain(name, version, expected):
    assert named(name, version) == expected


def test_a_service_is_called_what_its_token_says():
    assert named("ios", "3", service="reports") == Client("service:reports", "3")
    assert named(service="x" * 90) == Client("service:other", "")
