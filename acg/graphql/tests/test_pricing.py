"""Prices are told in advance: the same for every spelling, growing with the page, and never less than what comes back."""

import graphene
import pytest
from graphql import get_operation_ast, parse, validate
from hypothesis import given
from hypothesis import strategies as st

from acg.graphql.building import build
from acg.graphql.context import Context
from acg.graphql.execution import Executor, Request
from acg.graphql.pricing import MOST, Prices, rows_in
from acg.schema import schema as school
from acg.shared.graph import PUBLIC, Field, Mutation, Type, Weight, connection_field, connection_of, many


class Leaf(Type):
    """A leaf."""

    class Meta:
        access = PUBLIC

    name = Field(graphene.String, "Name.")


def _leaves(*_arguments):
    return [{"name": "a"}] * 3


class Branch(Type):
    """A branch."""

    class Meta:
        access = PUBLIC

    name = Field(graphene.String, "Name.")
    leaf = Field(Leaf, "One.", resolver=lambda *_: {"name": "a"})
    leaves = Field(many(Leaf), "Three.", resolver=_leaves, weight=Weight(size=3))
    branches = Field(lambda: many(Branch), "Two.", resolver=lambda *_: [{"name": "b"}] * 2, weight=Weight(size=2))


BranchConnection = connection_of(Branch, description="Branches.")


def _branches(_root, _info, *, first, **_filters):
    rows = [{"name": "b"}] * min(first, 100)
    return {"nodes": rows, "edges": [{"node": row, "cursor": "c"} for row in rows], "page_info": {}, "total_count": 0}


class Query(Type):
    """Root."""

    branch = Field(Branch, "One.", access=PUBLIC, resolver=lambda *_: {"name": "b"})
    branches = connection_field(
        BranchConnection,
        "Many.",
        access=PUBLIC,
        weights=(("search", 5),),
        resolver=_branches,
        search=graphene.String(description="Words."),
    )
    some = Field(
        many(Leaf),
        "As many as there are keys.",
        access=PUBLIC,
        weight=Weight(sized_by=("keys",)),
        resolver=lambda *_, keys: [{"name": key} for key in keys],
        keys=graphene.List(graphene.NonNull(graphene.ID), required=True, description="Keys."),
    )


class Grow(Mutation):
    """Grow."""

    access = PUBLIC

    class Input:
        """Input."""

        name = graphene.String(required=True, description="Name.")

    branch = Field(Branch, "Grown.", nullable=True)

    @staticmethod
    def perform(_info, *, name):
        return {"branch": {"name": name}}


class Mutations(Type):
    """Root."""

    grow = Grow.field()


schema = build(query=Query, mutation=Mutations)
executor = Executor(schema)


def cost(source, **variables):
    document = parse(source)
    assert validate(schema, document) == []
    return Prices(schema, document).of(get_operation_ast(document), variables)


@pytest.mark.parametrize(
    ("source", "total"),
    [
        ("{ __typename }", 0),
        ("{ branch { name } }", 1),
        ("{ branch { name __typename leaf { name } } }", 2),
        ("{ branch { leaves { name } } }", 1 + 3),
        ("{ branch { branches { leaves { name } } } }", 1 + 2 * (1 + 3)),
        ("{ branches { nodes { name } } }", 1 + 20),
        ("{ branches(first: 5) { nodes { name leaf { name } } } }", 1 + 5 * 2),
        ("{ branches(first: 5) { edges { node { name } } pageInfo { endCursor } totalCount } }", 1 + 5 * 2 + 1),
        ('{ branches(first: 5, search: "x") { nodes { name } } }', 1 + 5 + 5),
        ('{ branches(first: 5, search: "") { nodes { name } } }', 1 + 5),
        ("{ branches(first: 100000) { nodes { name } } }", 1 + 100),
        ("{ branches(first: -5) { nodes { name } } }", 1 + 1),
        ('{ some(keys: ["a", "b"]) { name } }', 2),
        ("{ some(keys: []) { name } }", 1),
        ("{ branch { name } branch { leaf { name } } }", 2),  # the same place: executed once
        ("{ a: branch { name } b: branch { name } }", 2),
        ("{ branch @skip(if: true) { name } }", 0),
        ('mutation { grow(input: {name: "x"}) { branch { name } errors { code } } }', 10 + 1 + 1 + 1),
        ("query __schema { branch { ...__schema } } fragment __schema on Branch { leaves { name } }", 4),
    ],
)
def test_what_is_counted(source, total):
    assert cost(source).total == total


def test_variables_decide_and_are_remembered_by_what_matters():
    source = "query($first: Int!, $search: String, $deep: Boolean!) {"
    source += " branches(first: $first, search: $search) { nodes { name leaf @include(if: $deep) { name } } } }"
    prices = Prices(schema, document := parse(source))
    operation = get_operation_ast(document)

    def price(first, search=None, **deep):
        return prices.of(operation, {"first": first, "search": search, "deep": bool(deep)}).total

    assert [price(1), price(9), price(9, "ab"), price(9, "cd", deep=1)] == [2, 10, 15, 24]
    assert [price(1), price(9, "ef")] == [2, 15]


def test_of_an_interface_the_dearest_type_counts():
    source = '{ node(id: "x") { id ... on Course { tags { name } instructor { name } } ... on Tag { name } } }'
    document = parse(source)
    assert Prices(school, document).of(get_operation_ast(document), {}).total == 1 + 5 + 1


def test_no_depth_overflows():
    deep = "{ branch " + "{ branches " * 40 + "{ name }" + "}" * 41
    assert cost(deep).total == MOST


# -- every spelling costs the same, and never less than what comes back -----------------------------------------------------------

selections = st.recursive(
    st.just("name"),
    lambda below: st.lists(
        st.tuples(st.sampled_from(["leaf", "leaves", "branches"]), below), min_size=1, max_size=3, unique_by=lambda item: item[0]
    ).map(lambda items: "name " + " ".join(f"{name} {{ {'name' if name != 'branches' else inner} }}" for name, inner in items)),
    max_leaves=8,
)


@given(selection=selections, first=st.integers(1, 30))
def test_a_fragment_or_an_alias_costs_what_is_written_out(selection, first):
    plain = cost(f"{{ branches(first: {first}) {{ nodes {{ {selection} }} }} }}")
    assert plain == cost(f"{{ branches(first: {first}) {{ nodes {{ ...f }} }} }} fragment f on Branch {{ {selection} }}")
    assert plain == cost(f"{{ branches(first: {first}) {{ nodes {{ ... on Branch {{ {selection} }} }} }} }}")
    assert plain == cost(f"query($n: Int!) {{ other: branches(first: $n) {{ nodes {{ {selection} }} }} }}", n=first)
    assert plain == cost(f"{{ branches(first: {first}) {{ nodes {{ {selection} }} nodes {{ {selection} }} }} }}")


@given(selection=selections, first=st.integers(1, 99), more=st.integers(1, 50))
def test_a_larger_page_is_dearer(selection, first, more):
    def price(size):
        return cost(f"{{ branches(first: {size}) {{ nodes {{ {selection} }} }} }}").total

    assert price(first) < price(min(first + more, 100))


@given(selection=selections, first=st.integers(1, 6))
def test_no_answer_holds_more_than_was_paid_for(selection, first):
    page = f"nodes {{ {selection} }} edges {{ cursor node {{ {selection} }} }}"
    source = f"{{ branches(first: {first}) {{ {page} }} branch {{ {selection} }} }}"
    price = cost(source)
    if price.total > 1000:
        return
    answer = executor.answer(Request(source), Context(None))
    assert "errors" not in answer.body
    assert rows_in(answer.body["data"]) <= price.total


def test_what_is_too_dear_is_not_executed():
    source = "{ branches(first: 100) { nodes { branches { leaves { name } } leaves { name } } } }"
    answer = executor.answer(Request(source), Context(None))
    assert (answer.is_executed, answer.body["errors"][0]["extensions"]) == (False, {"code": "COST_LIMIT", "cost": 1201})
