"""Documents that are registered: asked by id, by GET, kept by those in between; and a school that answers nothing else."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from graphql import get_operation_ast, parse, validate

from acg.graphql.pricing import Prices
from acg.graphql.tests.test_views import NEW, code, post
from acg.graphql.trusted import document_id, names, trusted
from acg.schema import schema
from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from courses.tests.factories import CourseFactory

pytestmark = pytest.mark.django_db

CATALOGUE = names()["Catalogue"]


def get(client, headers=None, **asked):
    asked = {name: value if isinstance(value, str) else json.dumps(value) for name, value in asked.items()}
    return client.get("/graphql", asked, headers={"Accept": "application/graphql-response+json", **(headers or {})})


@pytest.mark.parametrize("name", sorted(names()))
def test_every_registered_document_fits_the_schema_and_the_budget(name):
    document = parse(trusted()[names()[name]])
    assert validate(schema, document) == []
    operation = get_operation_ast(document)
    assert Prices(schema, document).of(operation, {"first": 20, "slug": "x"}).total <= 1000


def test_the_ids_are_printed_for_those_who_build_clients():
    out = StringIO()
    call_command("trusted_documents", stdout=out)
    assert json.loads(out.getvalue()) == names()
    assert names()["Typename"] == document_id("{ __typename }")


def test_an_id_stands_for_its_text(client):
    CourseFactory(published=True, title="Buckets")
    body = {"documentId": CATALOGUE, "variables": {"first": 1}}
    found = post(client, json.dumps(body)).json()["data"]["courses"]["nodes"]
    assert [course["title"] for course in found] == ["Buckets"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"documentId": "sha256:" + "0" * 64}, "DOCUMENT_NOT_FOUND"),
        ({"documentId": 5}, "BAD_REQUEST"),
        ({"documentId": CATALOGUE, "query": "{ __typename }"}, "BAD_REQUEST"),
    ],
)
def test_an_id_that_is_none(client, body, expected):
    response = post(client, json.dumps(body))
    assert (response.status_code, code(response)) == (400, [expected])


def test_what_everybody_sees_is_kept_and_not_sent_twice(client, django_assert_num_queries):
    CourseFactory(published=True, title="Buckets")
    response = get(client, documentId=CATALOGUE, variables={"first": 1})
    assert (response.status_code, response["Content-Type"]) == (200, NEW)
    assert response["Cache-Control"] == "public, max-age=60, s-maxage=60, stale-while-revalidate=300"
    assert {"Accept", "Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))
    assert set(response.json()) == {"data"}  # nothing in it of who asked
    again = get(client, {"If-None-Match": response["ETag"]}, documentId=CATALOGUE, variables={"first": 1})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", response["ETag"])
    CourseFactory(published=True, title="Azure")
    changed = get(client, {"If-None-Match": response["ETag"]}, documentId=CATALOGUE, variables={"first": 20})
    assert changed.status_code == 200


def test_what_is_somebodys_own_is_kept_nowhere(client):
    client.force_login(UserFactory())
    for name in ("Library", "Catalogue"):
        response = get(client, documentId=names()[name])
        assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
        assert "ETag" not in response
    client.logout()
    response = get(client, documentId=names()["Library"])
    assert (code(response), response["Cache-Control"]) == (["UNAUTHENTICATED"], "no-store")


def test_the_whole_text_will_do_when_it_is_registered(client):
    assert get(client, query="{ __typename }").json() == {"data": {"__typename": "Query"}}
    for query in ("{__typename}", "mutation { __typename }"):
        refused = get(client, query=query)
        assert (refused.status_code, refused["Allow"], code(refused)) == (405, "POST", ["METHOD_NOT_ALLOWED"])


def test_by_get_nothing_changes_even_when_it_is_registered(client, monkeypatch):
    text = "mutation { __typename }"
    monkeypatch.setitem(trusted(), document_id(text), text)
    refused = get(client, documentId=document_id(text))
    assert (refused.status_code, code(refused)) == (405, ["METHOD_NOT_ALLOWED"])
    assert post(client, json.dumps({"documentId": document_id(text)})).json() == {"data": {"__typename": "Mutation"}}


@pytest.mark.parametrize(
    "asked",
    [{"variables": "{"}, {"variables": "[]"}, {"extensions": "5"}, {"variables": '{"a": "\\u0000"}'}],
)
def test_an_address_that_is_malformed(client, asked):
    refused = get(client, query="{ __typename }", **asked)
    assert (refused.status_code, code(refused)) == (400, ["BAD_REQUEST"])


def test_pages_of_other_sites_ask_nothing_by_get_either(client):
    assert get(client, {"Sec-Fetch-Site": "cross-site"}, query="{ __typename }").status_code == 403


def test_a_school_may_answer_nothing_else_except_to_staff(client, settings):
    settings.GRAPHQL_TRUSTED_ONLY = True
    other = json.dumps({"query": "{ a: __typename }"})
    refused = post(client, other)
    assert (refused.status_code, code(refused)) == (403, ["DOCUMENT_NOT_TRUSTED"])
    assert post(client).json() == {"data": {"__typename": "Query"}}
    client.force_login(UserFactory(role=Role.STAFF))
    assert post(client, other).json() == {"data": {"a": "Query"}}
