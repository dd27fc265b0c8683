import pytest

from acg.users.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def policy(client, address):
    return client.get(address)["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/", "/courses/", "/accounts/login/", "/healthz", "/nothing-here/"])
def test_pages_of_the_school_never_evaluate_and_never_take_inline_styles(client, address):
    for viewer in (None, UserFactory(role="staff")):
        if viewer:
            client.force_login(viewer)
        found = policy(client, address)
        assert "script-src 'self'" in found
        assert "unsafe" not in found


@pytest.mark.parametrize("address", ["/admin/", "/admin/courses/course/", "/admin/courses/course/add/"])
def test_the_admin_may_evaluate_its_own_scripts_and_takes_scripts_from_nowhere_else(client, address):
    client.force_login(UserFactory(role="staff"))
    found = dict(part.strip().split(" ", 1) for part in policy(client, address).split(";"))
    assert found["script-src"] == "'self' 'unsafe-eval'"
    assert found["style-src"] == "'self' 'unsafe-inline'"
    assert found["object-src"] == "'none'"
    assert found["frame-ancestors"] == "'none'"


def directive(client, address, name):
    return dict(part.strip().split(" ", 1) for part in policy(client, address).split(";"))[name]


@pytest.mark.parametrize("address", ["/admin/", "/admin/courses/lesson/add/", "/admin/videos/video/add/"])
def test_the_admin_sends_films_to_their_bucket_where_files_are_remote_and_nobody_else_sends_anything_anywhere(
    client, address, settings, monkeypatch
):
    client.force_login(UserFactory(role="staff"))
    assert directive(client, address, "connect-src") == "'self'"
    settings.AWS_STORAGE_BUCKET_NAME = "school-dev"
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    assert directive(client, address, "connect-src") == "'self' https://school-dev-videos.s3.eu-central-1.amazonaws.com"
    for other in ("/", "/courses/", "/learn/", "/accounts/login/", "/graphql", "/nothing-here/"):
        assert directive(client, other, "connect-src") == "'self'", other


def test_a_page_that_only_looks_like_the_admin_keeps_the_strict_policy(client):
    assert "unsafe" not in policy(client, "/administration/")
