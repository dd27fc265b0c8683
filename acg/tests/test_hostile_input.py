"""Whatever a client puts into an argument, it gets an answer with a code that says what to mend, and never an error of ours."""

from copy import deepcopy

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLList, GraphQLNonNull, is_input_object_type

from acg.graphql.tests.asking import ask
from acg.schema import schema
from acg.tests.test_access_matrix import School, expected_code
from checkout import gateways
from checkout.tests.stripe_double import StripeDouble

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rich")]

TEXTS = [
    "",
    " ",
    "x" * 5_000,
    "%s%n",
    "' OR 1=1 --",
    "\\",
    "\u202e\U0001f600\ud7ff",
    "\x01\x1f",
    "<script>",
    "&|!():*",
    "W10",
]
NUMBERS = [0, -1, 101, 2**31 - 1, -(2**31), 2**31, 2**53, 2**63, 2**70, 1e308, 0.5, -0.0, 1e-320]
OTHERS: list[object] = [None, True, False, [], {}, [None], [[[]]], {"a": 1}, ["x"] * 500, [[0, 1]] * 300]
NASTY = [*TEXTS, *NUMBERS, *OTHERS]

# One of them for each of ours that may be told to a client.
FORESEEN = {"BAD_USER_INPUT", "NOT_FOUND", "FORBIDDEN", "UNAUTHENTICATED"}


def places(type_, path=()):
    """Return the places inside an argument where a value may stand."""
    yield path
    if isinstance(type_, GraphQLNonNull):
        type_ = type_.of_type
    if is_input_object_type(type_):
        for name, field in type_.fields.items():
            for place in places(field.type, (*path, name)):
                if place:
                    yield place


def put(value, path, nasty):
    """Return the value with something else in a place."""
    if not path:
        return nasty
    whole = deepcopy(value) if isinstance(value, dict) else {}
    whole[path[0]] = put(whole.get(path[0]), path[1:], nasty)
    return whole


def below(type_):
    """Return a selection that reads most of an answer, down to the second level."""
    while isinstance(type_, (GraphQLNonNull, GraphQLList)):
        type_ = type_.of_type
    if not hasattr(type_, "fields") or isinstance(type_, (GraphQLEnumType, GraphQLInputObjectType)):
        return ""
    names = [name for name in ("errors", "nodes", "pageInfo", "edges") if name in type_.fields]
    inner = " ".join(f"{name} {below(type_.fields[name].type)}" for name in names)
    return "{ __typename " + inner + " }"


@pytest.mark.parametrize("root", ["query", "mutation"])
def test_no_input_makes_an_error_of_ours(client, monkeypatch, root):
    stripe = StripeDouble()
    monkeypatch.setattr(gateways, "gateway", lambda: stripe)
    school = School()
    type_ = schema.query_type if root == "query" else schema.mutation_type
    surprises = []
    asked = 0
    for name, field in type_.fields.items():
        insider = "editor" if expected_code(f"{type_.name}.{name}", "student") else "student"
        client.force_login(school.people[insider])
        given = school.arguments.get(f"{type_.name}.{name}", {})
        variables = ", ".join(f"${argument}: {value.type}" for argument, value in field.args.items())
        arguments = ", ".join(f"{argument}: ${argument}" for argument in field.args)
        query = (
            f"{root}({variables}) {{ {name}({arguments}) {below(field.type)} }}"
            if variables
            else f"{{ {name} {below(field.type)} }}"
        )
        for argument, value in field.args.items():
            for place in places(value.type):
                for nasty in NASTY:
                    sent = put(given, (argument, *place), nasty)
                    body = ask(client, query, **{"first": 20, **sent} if "first" in field.args and argument != "first" else sent)
                    asked += 1
                    codes = {error["extensions"]["code"] for error in body.get("errors", [])}
                    if not codes <= FORESEEN:
                        surprises.append((name, argument, place, repr(nasty)[:60], body["errors"][0]))
    assert surprises == []
    assert asked > 500
