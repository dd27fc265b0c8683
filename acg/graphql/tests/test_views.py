import json

import pytest

from acg.graphql import http, views
from acg.users.models import Role
from acg.users.tests.factories import UserFactory

JSON = "application/json; charset=utf-8"
NEW = "application/graphql-response+json; charset=utf-8"
HELLO = json.dumps({"query": "{ __typename }"})


def post(client, body=HELLO, content_type="application/json", **headers):
    return client.post("/graphql", body, content_type=content_type, headers=headers)


def code(response):
    return [error["extensions"]["code"] for error in response.json()["errors"]]


@pytest.mark.parametrize(
    ("accept", "status", "media_type"),
    [
        ("", 200, JSON),
        ("*/*", 200, JSON),
        ("application/*", 200, JSON),
        ("application/json", 200, JSON),
        ("application/graphql-response+json", 200, NEW),
        ("application/graphql-response+json; charset=utf-8, application/json;q=0.9", 200, NEW),
        ("application/json;q=0.5, application/graphql-response+json;q=0.9", 200, NEW),
        ("application/graphql-response+json;q=0.1, */*;q=0.2", 200, JSON),
        ("text/html", 406, JSON),
        ("application/json;q=0", 406, JSON),
        ("application/json;q=much", 406, JSON),
    ],
)
def test_answers_in_the_type_that_the_client_likes(client, accept, status, media_type):
    response = post(client, Accept=accept)
    assert response.status_code == status
    assert response["Content-Type"] == media_type
    assert response["Cache-Control"] == "no-store"
    assert response.json()["data"] == {"__typename": "Query"} if status == 200 else code(response) == ["NOT_ACCEPTABLE"]


@pytest.mark.parametrize(
    "content_type",
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/graphql",
        "text/plain",
        "application/json; charset=latin-1",
        "",
    ],
)
def test_refuses_what_a_form_of_another_site_could_send(client, content_type):
    response = client.generic("POST", "/graphql", HELLO, content_type=content_type)
    assert (response.status_code, code(response)) == (415, ["UNSUPPORTED_MEDIA_TYPE"])


@pytest.mark.parametrize(
    ("body", "status", "expected"),
    [
        (b" ", 400, "BAD_REQUEST"),
        (b"{", 400, "BAD_REQUEST"),
        (b'\xff{"query":"{__typename}"}', 400, "BAD_REQUEST"),
        (b'{"query":"{__typename}","variables":{"a":NaN}}', 400, "BAD_REQUEST"),
        (b'{"query":"{__typename}","variables":{"a":Infinity}}', 400, "BAD_REQUEST"),
        (b"[" * 100_000, 400, "BAD_REQUEST"),
        (b'{"query":"{__typename}","variables":{"a":' + b"[" * 49_000 + b"]" * 49_000 + b"}}", 400, "BAD_REQUEST"),
        (b" " * 100_001, 413, "PAYLOAD_TOO_LARGE"),
        (b'"{__typename}"', 400, "BAD_REQUEST"),
        (b'[{"query":"{__typename}"}]', 400, "BAD_REQUEST"),
        (b"{}", 400, "BAD_REQUEST"),
        (b'{"query":{"a":1}}', 400, "BAD_REQUEST"),
        (b'{"query":"{__typename}","operationName":1}', 400, "BAD_REQUEST"),
        (b'{"query":"{__typename}","variables":[1]}', 400, "BAD_REQUEST"),
        (b'{"query":"{__typename}","variables":"{}"}', 400, "BAD_REQUEST"),
        (b'{"query":"{__typename}","extensions":[]}', 400, "BAD_REQUEST"),
        (b'{"query":"{__typename}","variables":{"a":[{"b":"\\u0000"}]}}', 400, "BAD_REQUEST"),
        (b'{"query":"{__typename}","variables":{"\\u0000":1}}', 400, "BAD_REQUEST"),
        (b'{"query":"{__typename}","variables":{"a":"\\ud800"}}', 400, "BAD_REQUEST"),
    ],
)
def test_a_request_that_is_none_is_refused_in_both_types(client, body, status, expected):
    for accept in ("application/json", "application/graphql-response+json"):
        response = post(client, body, Accept=accept)
        assert (response.status_code, code(response)) == (status, [expected])


def test_null_members_are_like_missing_ones_and_a_written_out_backslash_is_no_nul(client):
    body = {"query": "{ __typename }", "operationName": None, "variables": None, "extensions": None}
    assert post(client, json.dumps(body)).json() == {"data": {"__typename": "Query"}}
    body = {"query": "{ __typename }", "variables": {"a": "\\u0000", "b": 1}, "extensions": {"a": 1}}
    assert post(client, json.dumps(body)).json() == {"data": {"__typename": "Query"}}


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete", "head"])
def test_only_post(client, method):
    response = getattr(client, method)("/graphql?query={__typename}")
    assert (response.status_code, response["Allow"]) == (405, "POST")


def test_a_refused_document_is_400_in_the_newer_type_and_200_in_the_older(client):
    body = json.dumps({"query": "{ nothing }"})
    assert post(client, body, Accept="application/json").status_code == 200
    assert post(client, body, Accept="application/graphql-response+json").status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://testserver"}, 200),
        ({"Origin": "http://127.0.0.1:8000"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://testserver.evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
    ],
)
def test_pages_of_other_sites_are_refused(client, settings, headers, status):
    settings.SITE_URL = "http://127.0.0.1:8000"
    settings.CSRF_TRUSTED_ORIGINS = ["http://127.0.0.1:8000"]
    assert post(client, **headers).status_code == status


@pytest.mark.django_db
def test_needs_no_csrf_token_and_no_session_for_what_is_public(django_assert_num_queries):
    from django.test import Client  # noqa: PLC0415 -- one that checks

    with django_assert_num_queries(0):
        response = post(Client(enforce_csrf_checks=True))
    assert response.json() == {"data": {"__typename": "Query"}}
    assert "sessionid" not in response.cookies


def test_a_failure_of_ours_is_coded_json_and_says_nothing(client, monkeypatch, caplog):
    monkeypatch.setattr(http, "read", lambda _request: 1 / 0)
    response = post(client)
    assert (response.status_code, code(response)) == (500, ["INTERNAL"])
    assert "zero" not in response.content.decode()
    assert response["X-Request-Id"] in response.json()["errors"][0]["message"]
    assert caplog.records[0].exc_info[0] is ZeroDivisionError


INTROSPECTION = '{ __type(name: "Query") { name } }'


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "debug", "expected"),
    [
        (None, False, None),
        (Role.STUDENT, False, None),
        (Role.EDITOR, False, None),
        (Role.STAFF, False, "Query"),
        (None, True, "Query"),
    ],
)
def test_asking_for_the_schema_is_for_staff_and_debug(client, settings, role, debug, expected):
    settings.DEBUG = debug
    if role:
        client.force_login(UserFactory(role=role))
    body = post(client, json.dumps({"query": INTROSPECTION})).json()
    if expected:
        assert body == {"data": {"__type": {"name": expected}}}
    else:
        assert [error["extensions"]["code"] for error in body["errors"]] == ["FORBIDDEN"]


@pytest.mark.django_db
def test_a_document_kept_for_staff_is_still_closed_to_others(client, settings):
    settings.DEBUG = True
    assert "data" in post(client, json.dumps({"query": INTROSPECTION})).json()
    settings.DEBUG = False
    assert code(post(client, json.dumps({"query": INTROSPECTION}))) == ["FORBIDDEN"]
    hidden = "query Q { ...a } fragment a on Query { x: __schema { types { name } } }"
    assert code(post(client, json.dumps({"query": hidden}))) == ["FORBIDDEN"]


@pytest.mark.django_db
def test_a_disabled_user_is_nobody(client):
    user = UserFactory(role=Role.STAFF)
    client.force_login(user)
    user.is_active = False
    user.save()
    assert code(post(client, json.dumps({"query": INTROSPECTION}))) == ["FORBIDDEN"]


def test_the_tools_introspection_query_passes_the_limits(client, settings):
    from graphql import get_introspection_query  # noqa: PLC0415 -- only here

    settings.DEBUG = True
    query = get_introspection_query(descriptions=True, input_value_deprecation=True)
    assert "errors" not in post(client, json.dumps({"query": query})).json()


def test_there_is_one_executor():
    assert views.executor.schema is views.schema


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "debug", "status"),
    [(None, False, 405), (Role.STUDENT, False, 405), (Role.INSTRUCTOR, False, 405), (Role.STAFF, False, 200), (None, True, 200)],
)
def test_graphiql_is_for_staff_and_debug(client, settings, role, debug, status):
    settings.DEBUG = debug
    if role:
        client.force_login(UserFactory(role=role))
    response = client.get("/graphql", headers={"Accept": "text/html"})
    assert response.status_code == status
    if status == 200:
        assert 'id="graphiql"' in response.content.decode()
        policy = response["Content-Security-Policy"]
        assert "style-src 'self' 'unsafe-inline'" in policy
        assert "script-src 'self'" in policy
        assert "http" not in response.content.decode()
