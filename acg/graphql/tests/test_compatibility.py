"""What a release promised is kept: each way to break a client is found, and what was deprecated may go."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from graphql import build_schema

from acg.graphql import trusted
from acg.graphql.compatibility import breaks, unserved
from acg.graphql.deprecations import deprecated
from acg.graphql.printing import schema_text
from acg.schema import schema

PROMISED = """
directive @public on FIELD_DEFINITION | OBJECT
directive @viewer on FIELD_DEFINITION | OBJECT
directive @server on FIELD_DEFINITION | OBJECT
type Query {
  pets(kind: Kind, first: Int = 20, old: Int @deprecated(reason: "Use `first`.")): [Pet] @public
  node(id: ID!): Node @public
  former: Former @public @deprecated(reason: "Use `pets`.")
}
interface Node { id: ID! }
type Pet implements Node @public { id: ID! name: String! owner: String @viewer color: String @deprecated(reason: "Nobody looks.") }
type Former @public { name: String }
enum Kind { CAT DOG BIRD @deprecated(reason: "It flew.") }
"""


def changed(*pairs):
    text = PROMISED
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    return breaks(PROMISED, text)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("name: String! owner", "owner", ["Pet.name was removed."]),
        ("name: String! owner", "name: String owner", ["Pet.name changed type from String! to String."]),
        ("(id: ID!)", "(id: ID!, kind: Kind!)", ["A required arg kind on Query.node was added."]),
        ("first: Int = 20, ", "", ["Query.pets arg first was removed."]),
        ("CAT DOG", "CAT", ["DOG was removed from enum type Kind."]),
        ("type Pet implements Node", "type Pet", ["Pet no longer implements interface Node."]),
        ("owner: String @viewer", "owner: String @server", ["Pet.owner was for @viewer and is for @server."]),
        ("name: String! owner", "name: String! @viewer owner", ["Pet.name was for @public and is for @viewer."]),
        (
            "type Pet implements Node @public",
            "type Pet implements Node @viewer",
            [
                "Pet.id was for @public and is for @viewer.",
                "Pet.name was for @public and is for @viewer.",
                "Pet.color was for @public and is for @viewer.",
            ],
        ),
    ],
)
def test_what_breaks_a_client_is_found(before, after, expected):
    assert changed((before, after)) == expected


@pytest.mark.parametrize(
    "pairs",
    [
        [],
        [("name: String! owner", "name: String! age: Int owner")],
        [("first: Int = 20", "first: Int = 20, after: String")],
        [("owner: String @viewer", "owner: String")],
        [('color: String @deprecated(reason: "Nobody looks.")', "")],
        [(', old: Int @deprecated(reason: "Use `first`.")', "")],
        [('BIRD @deprecated(reason: "It flew.")', "")],
        [('former: Former @public @deprecated(reason: "Use `pets`.")', ""), ("type Former @public { name: String }", "")],
    ],
    ids=["nothing", "a field more", "an argument more", "opened", "field", "argument", "value", "a field and its type"],
)
def test_what_breaks_nobody_is_let_through(pairs):
    assert changed(*pairs) == []


def test_what_is_deprecated_is_listed_with_its_reason():
    assert deprecated(build_schema(PROMISED)) == {
        "Kind.BIRD": "It flew.",
        "Pet.color": "Nobody looks.",
        "Query.former": "Use `pets`.",
        "Query.pets(old:)": "Use `first`.",
    }


def test_a_field_that_a_registered_document_needs_cannot_be_removed():
    documents = {"Pets": "{ pets { name } }", "Owners": "{ pets { owner } }"}
    assert unserved(build_schema(PROMISED), documents) == []
    without = build_schema(PROMISED.replace("name: String! owner", "owner"))
    assert unserved(without, documents) == ["Pets.graphql: Cannot query field 'name' on type 'Pet'."]


# -- the command, which `make lint` runs -------------------------------------------------------------------------------------------


def test_this_graph_keeps_what_was_promised(capsys):
    call_command("check_schema")
    assert capsys.readouterr().out == ""


@pytest.fixture
def _promised(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    promised = schema_text(schema).replace("type PageInfo @public {", "type PageInfo @public {\n  gone: Int")
    (tmp_path / "schema.released.graphql").write_text(promised)


@pytest.mark.usefixtures("_promised")
def test_a_graph_that_breaks_its_clients_is_red_and_is_not_released(capsys, settings):
    for options in ([], ["--release"]):
        with pytest.raises(CommandError, match="breaks its clients"):
            call_command("check_schema", *options)
        assert capsys.readouterr().out == "PageInfo.gone was removed.\n"
    call_command("check_schema", "--release", "--breaking")
    assert (settings.BASE_DIR / "schema.released.graphql").read_text() == schema_text(schema)
    call_command("check_schema")


def test_a_registered_document_that_does_not_fit_is_red(capsys, monkeypatch):
    monkeypatch.setitem(trusted.texts(), "Odd", "{ courses { nodes { gone } } }")
    for options in ([], ["--release", "--breaking"]):
        with pytest.raises(CommandError, match="breaks its clients"):
            call_command("check_schema", *options)
        assert capsys.readouterr().out == "Odd.graphql: Cannot query field 'gone' on type 'Course'.\n"
