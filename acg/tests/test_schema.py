"""The whole graph: described, guarded, disjoint, printed."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLObjectType, is_introspection_type, is_specified_scalar_type

from acg.graphql import errors, http, limits, nodes
from acg.graphql.account import Account
from acg.graphql.codes import CODES
from acg.graphql.nodes import NodeQuery
from acg.graphql.printing import schema_text
from acg.schema import Mutation, Query, Viewer, schema
from acg.shared.graph import Field
from checkout import schema as checkout
from courses import schema as courses
from students import schema as students

QUERIES = {"acg": NodeQuery, "courses": courses.Query, "checkout": checkout.Query, "students": students.Query}
MUTATIONS = {"courses": courses.Mutation, "checkout": checkout.Mutation, "students": students.Mutation}
VIEWERS = {"acg": Account, "checkout": checkout.Viewer, "students": students.Viewer}

# Words in capitals in the sources that are no codes: names of HTTP, and of roles.
NOT_CODES = {"GET", "POST", "INSTRUCTOR", "EDITOR", "STAFF", "CONTENT_LENGTH", "REMOTE_ADDR"}

TYPES = [type_ for type_ in schema.type_map.values() if not is_introspection_type(type_) and not is_specified_scalar_type(type_)]


def test_schema_graphql_is_what_is_served():
    assert (Path(settings.BASE_DIR) / "schema.graphql").read_text() == schema_text(schema), "run make schema"


def test_the_command_prints_it_and_writes_it(capsys, settings, tmp_path):
    call_command("print_schema")
    assert capsys.readouterr().out == schema_text(schema)
    settings.BASE_DIR = tmp_path
    call_command("print_schema", "--write")
    assert (tmp_path / "schema.graphql").read_text() == schema_text(schema)


def parts(type_):
    yield type_.name, type_
    if isinstance(type_, GraphQLEnumType):
        yield from ((f"{type_.name}.{name}", value) for name, value in type_.values.items())
    for name, field in getattr(type_, "fields", {}).items():
        yield f"{type_.name}.{name}", field
        yield from ((f"{type_.name}.{name}({argument}:)", value) for argument, value in getattr(field, "args", {}).items())


def test_everything_is_described_in_a_sentence():
    bare = [name for type_ in TYPES for name, part in parts(type_) if not (part.description or "").rstrip().endswith((".", ")"))]
    bare += [f"@{directive.name}" for directive in schema.directives if not directive.description]
    assert bare == []


def test_every_field_says_who_may_read_it():
    objects = [type_ for type_ in TYPES if isinstance(type_, GraphQLObjectType)]
    assert len(objects) > 20
    bare = [
        f"{type_.name}.{name}"
        for type_ in objects
        for name, field in type_.fields.items()
        if field.extensions.get("access") is None
    ]
    assert bare == []
    roots = [schema.query_type, schema.mutation_type]
    assert [
        f"{root.name}.{name}" for root in roots for name, field in root.fields.items() if not field.extensions["own_access"]
    ] == []


@pytest.mark.parametrize(
    ("roots", "whole"), [(QUERIES, Query), (MUTATIONS, Mutation), (VIEWERS, Viewer)], ids=["queries", "mutations", "viewer"]
)
def test_contexts_never_define_the_same_field(roots, whole):
    """graphene would keep one of two silently."""
    names = [name for root in roots.values() for name, value in vars(root).items() if isinstance(value, Field)]
    assert len(names) == len(set(names))
    assert {name for name in whole._meta.fields if name != "viewer"} == set(names)
    assert {base for base in whole.__mro__ if base in {*roots.values()}} == {*roots.values()}


def test_root_fields_may_be_null_so_that_one_failure_does_not_take_the_others():
    roots = [schema.query_type, schema.mutation_type]
    assert [name for root in roots for name, field in root.fields.items() if str(field.type).endswith("!")] == []


def test_mutations_take_one_input_and_answer_with_errors():
    for name, field in schema.mutation_type.fields.items():
        assert list(field.args) == ["input"], name
        assert isinstance(field.args["input"].type.of_type, GraphQLInputObjectType), name
        assert str(field.type.fields["errors"].type) == "[UserError!]!", name


def test_connections_are_bounded_pages():
    fields = [
        field
        for type_ in TYPES
        if isinstance(type_, GraphQLObjectType)
        for field in type_.fields.values()
        if str(field.type).strip("!").endswith("Connection")
    ]
    assert fields
    for field in fields:
        types = {name: str(field.args[name].type) for name in ("first", "after", "last", "before")}
        assert types == {"first": "Int", "after": "String", "last": "Int", "before": "String"}
        weight = field.extensions["weight"]
        assert (weight.size, weight.sized_by) == (20, ("first", "last"))  # what is counted when nothing is said is what is given


def test_ids_stand_only_where_a_node_is():
    for type_ in TYPES:
        if isinstance(type_, GraphQLObjectType) and "id" in type_.fields:
            assert [interface.name for interface in type_.interfaces] == ["Node"], type_.name


def test_every_code_is_documented():
    sources = [
        path.read_text()
        for root in ("graphql", "shared/graph")
        for path in Path(settings.BASE_DIR, "acg", root).glob("[!_]*.py")
        if path.name != "codes.py"
    ]
    codes = {code for source in sources for code in re.findall(r'"([A-Z]{3,}(?:_[A-Z]+)*)"', source)} - NOT_CODES
    assert codes == set(CODES)


def test_limits_are_documented():
    page = (Path(settings.BASE_DIR) / "docs" / "graphql.md").read_text()
    assert f"{limits.MAX_SOURCE:,} characters, {limits.MAX_TOKENS:,} tokens" in page
    rows = {"depth": limits.MAX_DEPTH, "aliases": limits.MAX_ALIASES, "directives": limits.MAX_DIRECTIVES}
    rows |= {"the same field in one place": limits.MAX_REPETITIONS, "errors told": errors.MOST, "ids of `nodes`": nodes.MOST}
    for name, value in rows.items():
        assert f"| {name} | {value} |" in page
    assert f"| fields | {limits.MAX_FIELDS}," in page
    assert f"at most {http.MAX_BODY // 1000} kB" in page
