"""Answers and their errors, on a schema made for them."""

import graphene
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.test import RequestFactory

from acg.graphql.building import build
from acg.graphql.context import Context
from acg.graphql.execution import Executor, Request
from acg.shared import graph
from acg.shared.errors import DomainError
from acg.shared.graph import PUBLIC, UUID, CodedError, DateTime, Field, Type


def fail(error):
    def resolve(*_arguments, **_named):
        raise error

    return resolve


class Query(Type):
    """Root."""

    number = Field(
        graphene.Int,
        "A number.",
        access=PUBLIC,
        nullable=True,
        n=graphene.Int(required=True, description="N."),
        resolver=lambda *_, n: n,
    )
    key = Field(
        graphene.String,
        "A key.",
        access=PUBLIC,
        nullable=True,
        key=UUID(required=True, description="K."),
        resolver=lambda *_, key: key.hex,
    )
    when = Field(DateTime, "A moment.", access=PUBLIC, nullable=True, default_value=None)
    domain = Field(
        graphene.Int, "R.", access=PUBLIC, nullable=True, resolver=fail(DomainError("too_late", "Too late.", field="some_field"))
    )
    plain = Field(graphene.Int, "R.", access=PUBLIC, nullable=True, resolver=fail(DomainError("too_late", "Too late.")))
    coded = Field(graphene.Int, "R.", access=PUBLIC, nullable=True, resolver=fail(CodedError("NOT_FOUND", "Nothing.")))
    database = Field(graphene.Int, "R.", access=PUBLIC, nullable=True, resolver=fail(DatabaseError("relation users_user")))
    python = Field(graphene.Int, "R.", access=PUBLIC, nullable=True, resolver=fail(KeyError("password")))
    wrong = Field(graphene.Int, "An Int that is none.", access=PUBLIC, nullable=True, resolver=lambda *_: "secret text")
    hole = Field(graphene.Int, "Not null, and null.", access=PUBLIC, resolver=lambda *_: None)


class Pay(graph.Mutation):
    """Pay."""

    access = PUBLIC
    once = True

    class Input:
        amount = graphene.Int(required=True, description="Minor units.")

    paid = Field(graphene.Int, "What was paid.", nullable=True)

    @staticmethod
    def perform(_info, **values):
        if values["amount"] < 0:
            raise DomainError("negative", "Pay something.", field="amount_minor")
        return {"paid": values["amount"]}


class Mutation(Type):
    """Root."""

    pay = Pay.field()
    ping = Field(graphene.Int, "Ping.", access=PUBLIC, nullable=True, resolver=lambda *_: 1)


EXECUTOR = Executor(build(query=Query, mutation=Mutation))


def ask(query, variables=None, operation_name=None):
    request = RequestFactory().post("/graphql")
    request.user = AnonymousUser()
    return EXECUTOR.answer(Request(query, variables, operation_name), Context(request))


@pytest.mark.parametrize(
    ("field", "extensions", "message"),
    [
        ("domain", {"code": "BAD_USER_INPUT", "reason": "too_late", "field": "someField"}, "Too late."),
        ("plain", {"code": "BAD_USER_INPUT", "reason": "too_late"}, "Too late."),
        ("coded", {"code": "NOT_FOUND"}, "Nothing."),
    ],
)
def test_what_was_foreseen_is_told(field, extensions, message):
    answer = ask(f"{{ {field} }}")
    assert answer.is_executed
    assert answer.body == {
        "errors": [{"message": message, "locations": [{"line": 1, "column": 3}], "path": [field], "extensions": extensions}],
        "data": {field: None},
    }


@pytest.mark.parametrize("field", ["database", "python", "wrong"])
def test_what_was_not_is_logged_and_not_told(field, caplog):
    body = ask(f"{{ {field} }}").body
    assert body["data"] == {field: None}
    assert body["errors"][0]["extensions"] == {"code": "INTERNAL"}
    assert body["errors"][0]["message"] == "Something went wrong on our side. It is noted as -."
    assert [record.getMessage() for record in caplog.records] == ["graphql: unforeseen error"]


def test_a_hole_where_none_may_be_takes_everything_and_is_an_executed_answer():
    answer = ask("{ hole }")
    assert answer.is_executed
    assert answer.body["data"] is None
    assert answer.body["errors"][0]["extensions"] == {"code": "INTERNAL"}


def test_at_most_three_errors_are_told():
    body = ask("{ a: coded b: coded c: coded d: coded }").body
    assert [error["path"] for error in body["errors"]] == [["a"], ["b"], ["c"]]


@pytest.mark.parametrize(
    ("query", "variables", "code"),
    [
        ("query($n: Int!) { number(n: $n) }", {"n": "1"}, "BAD_USER_INPUT"),
        ("query($n: Int!) { number(n: $n) }", {"n": 2**31}, "BAD_USER_INPUT"),
        ("query($n: Int!) { number(n: $n) }", {}, "BAD_USER_INPUT"),
        ("query($n: Int!) { number(n: $n) }", None, "BAD_USER_INPUT"),
        ("query($k: UUID!) { key(key: $k) }", {"k": "no"}, "BAD_USER_INPUT"),
        ("query($k: UUID!) { key(key: $k) }", {"k": ["a"]}, "BAD_USER_INPUT"),
        ('{ key(key: "no") }', None, "GRAPHQL_VALIDATION_FAILED"),
        ("{ key(key: 1) }", None, "GRAPHQL_VALIDATION_FAILED"),
        ("{ number(n: 2147483648) }", None, "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { a }", None, "OPERATION_RESOLUTION_FAILURE"),
        ("query A { coded } query B { coded }", None, "OPERATION_RESOLUTION_FAILURE"),
        ("fragment f on Query { coded }", None, "GRAPHQL_VALIDATION_FAILED"),
    ],
)
def test_a_request_that_cannot_be_executed(query, variables, code):
    answer = ask(query, variables)
    assert not answer.is_executed
    assert "data" not in answer.body
    assert [error["extensions"]["code"] for error in answer.body["errors"]] == [code]
    text = answer.body["errors"][0]["message"]
    assert "Did you mean" not in text
    assert "hexadecimal" not in text


def test_an_unknown_operation_name():
    assert ask("query A { number(n: 1) }", operation_name="B").body["errors"][0]["extensions"] == {
        "code": "OPERATION_RESOLUTION_FAILURE"
    }
    assert ask("query A { number(n: 1) } query B { number(n: 2) }", operation_name="B").body == {"data": {"number": 2}}


def test_a_variable_that_is_left_out_where_it_must_be_given_is_the_clients_mistake():
    answer = ask("query($n: Int) { number(n: $n) }")
    assert answer.body["errors"][0]["extensions"]["code"] in {"BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"}


def test_messages_are_short_however_long_the_input():
    body = ask("query($n: Int!) { number(n: $n) }", {"n": "x" * 50_000}).body
    assert len(body["errors"][0]["message"]) <= 300


def test_scalars():
    key = "0189d5a4-9e5b-7cc1-9a51-7d1f0c6f2c11"
    assert ask(f'{{ key(key: "{key}") }}').body == {"data": {"key": key.replace("-", "")}}
    assert ask("query($k: UUID!) { key(key: $k) }", {"k": key}).body == {"data": {"key": key.replace("-", "")}}


PAY = "mutation($amount: Int!) { pay(input: {amount: $amount}) { paid errors { code message field } } }"


def test_a_refusal_is_in_the_payload():
    assert ask(PAY, {"amount": 5}).body == {"data": {"pay": {"paid": 5, "errors": []}}}
    errors = [{"code": "negative", "message": "Pay something.", "field": "amountMinor"}]
    assert ask(PAY, {"amount": -5}).body == {"data": {"pay": {"paid": None, "errors": errors}}}


@pytest.mark.parametrize(
    "query",
    [
        "mutation { a: pay(input: {amount: 1}) { paid } b: pay(input: {amount: 2}) { paid } }",
        "mutation { pay(input: {amount: 1}) { paid } ...f } fragment f on Mutation { a: pay(input: {amount: 2}) { paid } }",
        "mutation { ... { pay(input: {amount: 1}) { paid } } ... on Mutation { a: pay(input: {amount: 2}) { paid } } }",
    ],
)
def test_payments_are_made_one_in_a_request(query):
    answer = ask(query)
    assert not answer.is_executed
    assert answer.body["errors"][0]["extensions"] == {"code": "LIMIT_EXCEEDED", "limit": "payments"}


def test_other_mutations_may_stand_together():
    assert ask("mutation { a: ping b: ping pay(input: {amount: 1}) { paid } }").body["data"]["b"] == 1
