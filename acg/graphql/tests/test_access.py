"""The rules of access, on a schema made for them."""

import graphene
import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from acg.graphql.building import build
from acg.graphql.context import Context
from acg.graphql.execution import Executor, Request
from acg.graphql.identity import Identity
from acg.graphql.printing import schema_text
from acg.shared.graph import AUTHORS, PUBLIC, SERVER, VIEWER, Field, Type, role
from acg.users.models import Role, User


class Secret(Type):
    """Something of which one field is open."""

    class Meta:
        access = VIEWER

    closed = Field(graphene.String, "Closed as its type is.")
    open = Field(graphene.String, "Open in spite of its type.", access=PUBLIC)


class Query(Type):
    """Root."""

    public = Field(graphene.String, "Public.", access=PUBLIC, nullable=True, resolver=lambda *_: "public")
    viewer = Field(graphene.String, "Viewer.", access=VIEWER, nullable=True, resolver=lambda *_: "viewer")
    server = Field(graphene.String, "Server.", access=SERVER, nullable=True, resolver=lambda *_: "server")
    staff = Field(graphene.String, "Staff.", access=role("staff"), nullable=True, resolver=lambda *_: "staff")
    authors = Field(graphene.String, "Authors.", access=AUTHORS, nullable=True, resolver=lambda *_: "authors")
    secret = Field(Secret, "Secret.", access=PUBLIC, nullable=True, resolver=lambda *_: {"closed": "closed", "open": "open"})


EXECUTOR = Executor(build(query=Query))
OPEN_TO = {
    "public": {"anonymous", "service", *Role.values},
    "viewer": set(Role.values),
    "server": {"service"},
    "staff": {"staff"},
    "authors": {"instructor", "editor", "staff"},
}
SPELLINGS = {
    "plain": "{{ {0} }}",
    "alias": "{{ {0}: {0} }}",
    "fragment": "query {{ ...f }} fragment f on Query {{ {0} }}",
    "include": "{{ {0} @include(if: true) ... {{ {0} }} }}",
}


def context(actor):
    request = RequestFactory().post("/graphql")
    request.user = User(role=actor) if actor in Role.values else AnonymousUser()
    return Context(request, identity=Identity(service="search") if actor == "service" else None)


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("actor", ["anonymous", "service", *Role.values])
@pytest.mark.parametrize("field", OPEN_TO)
def test_a_rule_holds_however_the_field_is_spelled(field, actor, spelling):
    answer = EXECUTOR.answer(Request(SPELLINGS[spelling].format(field)), context(actor))
    if actor in OPEN_TO[field]:
        assert answer.body == {"data": {field: field}}
    else:
        expected = "FORBIDDEN" if field == "server" or actor in Role.values else "UNAUTHENTICATED"
        assert answer.body["data"] == {field: None}
        assert [error["extensions"]["code"] for error in answer.body["errors"]] == [expected]


def test_the_rule_of_a_type_holds_for_its_fields_that_have_none():
    assert EXECUTOR.answer(Request("{ secret { open } }"), context("anonymous")).body == {"data": {"secret": {"open": "open"}}}
    answer = EXECUTOR.answer(Request("{ secret { open closed } }"), context("anonymous"))
    assert answer.body["data"] == {"secret": None}
    assert answer.body["errors"][0]["extensions"] == {"code": "UNAUTHENTICATED"}


def test_a_schema_with_an_undeclared_field_cannot_be_built():
    class Bare(Type):
        """No rule."""

        name = Field(graphene.String, "Name.")

    class Root(Type):
        """Root."""

        bare = Field(Bare, "Bare.", access=PUBLIC, nullable=True)

    with pytest.raises(TypeError, match=r"Bare\.name does not say who may read it"):
        build(query=Root)


def test_a_root_field_has_its_own_rule():
    class Root(Type):
        """Root."""

        class Meta:
            access = PUBLIC

        name = Field(graphene.String, "Name.")

    with pytest.raises(TypeError, match=r"Root\.name does not say"):
        build(query=Root)


def test_the_rules_are_printed():
    text = schema_text(EXECUTOR.schema)
    assert "type Secret @viewer {" in text
    assert "  closed: String!\n" in text
    assert "  open: String! @public\n" in text
    assert "  authors: String @role(any: [INSTRUCTOR, EDITOR, STAFF])\n" in text
    assert "directive @entitled on OBJECT | FIELD_DEFINITION" in text or "directive @entitled on FIELD_DEFINITION | OBJECT" in text
