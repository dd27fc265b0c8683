"""What an operation needs: by coordinates, whatever its text looks like."""

import pytest
from graphql import build_schema, get_operation_ast, parse, validate

from acg.graphql.coordinates import Uses, coordinates_of, every_coordinate

SCHEMA = build_schema("""
    type Query { pets(filter: Filter, first: Int): [Pet!] node(id: ID!): Node }
    type Mutation { feed(input: Feed!): Pet }
    interface Node { id: ID! }
    type Pet implements Node { id: ID! name(short: Boolean): String owner: Person }
    type Person { name: String pets: [Pet!] }
    input Filter { kinds: [String!] not: Filter food: Food }
    input Food { name: String }
    input Feed { food: Food amount: Int }
""")


def needs(text, name=None):
    document = parse(text)
    assert validate(SCHEMA, document) == []
    fragments = {part.name.value: part for part in document.definitions if part.kind == "fragment_definition"}
    return coordinates_of(SCHEMA, get_operation_ast(document, name), fragments)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ __typename __schema { types { name } } }", ()),
        ("{ pets { __typename a: name b: name } }", ("Pet.name", "Query.pets")),
        ("{ pets { name(short: true) } }", ("Pet.name", "Pet.name(short:)", "Query.pets")),
        ("{ node(id: 1) { id ... on Pet { name } } }", ("Node.id", "Pet.name", "Query.node", "Query.node(id:)")),
        ("{ pets { ... { name } ...on Node { id } } }", ("Node.id", "Pet.name", "Query.pets")),
        (
            "{ pets { ...f owner { pets { ...f } } } } fragment f on Pet { name } ",
            ("Person.pets", "Pet.name", "Pet.owner", "Query.pets"),
        ),
        ("{ pets { name @include(if: false) } }", ("Pet.name", "Query.pets")),
        (
            "query ($f: Filter) { pets(filter: $f) { id } }",
            ("Filter.food", "Filter.kinds", "Filter.not", "Food.name", "Pet.id", "Query.pets", "Query.pets(filter:)"),
        ),
        (
            "mutation { feed(input: {amount: 1}) { id } }",
            ("Feed.amount", "Feed.food", "Food.name", "Mutation.feed", "Mutation.feed(input:)", "Pet.id"),
        ),
    ],
)
def test_what_an_operation_needs(text, expected):
    assert needs(text) == expected


def test_an_operation_needs_only_its_own_fragments():
    text = "query a { pets { ...x } } query b { pets { ...y } } fragment x on Pet { id } fragment y on Pet { name }"
    assert needs(text, "a") == ("Pet.id", "Query.pets")
    assert needs(text, "b") == ("Pet.name", "Query.pets")


def use(text, name=None):
    document = parse(text)
    return Uses(SCHEMA, document).of(get_operation_ast(document, name))


def test_another_spelling_or_page_is_the_same_operation_and_another_name_is_not():
    first = use("query Pets { pets(first: 2) { id name } }")
    assert use("query Pets { ...f }\nfragment f on Query { x: pets(first: 50) { name id id } }") == first
    assert (first.name, len(first.key), first.literal) == (
        "Pets",
        32,
        '{"Pet.id","Pet.name","Query.pets","Query.pets(first:)"}',
    )
    keys = {first.key, use("{ pets(first: 2) { id name } }").key, use("query Pets { pets(first: 2) { id } }").key}
    assert len(keys) == 3


def test_a_document_finds_each_use_once():
    document = parse("query a { pets { id } }")
    uses, operation = Uses(SCHEMA, document), get_operation_ast(document)
    assert uses.of(operation) is uses.of(operation)


def test_every_coordinate_of_a_schema():
    found = every_coordinate(SCHEMA)
    assert {"Query.pets", "Query.pets(filter:)", "Pet.name(short:)", "Filter.not", "Feed.amount", "Node.id"} <= found
    assert "Query.nothing" not in found
