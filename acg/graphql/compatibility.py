"""What was promised to clients: the schema of the last release, which a later one extends and does not break.

`schema.released.graphql` holds it. What it calls deprecated may change or go; who still asks for that is for `schema_usage --check` to
say, where the counts are.
"""

from collections.abc import Iterator, Mapping

from graphql import (
    REMOVE,
    EnumValueDefinitionNode,
    FieldDefinitionNode,
    GraphQLObjectType,
    GraphQLSchema,
    InputValueDefinitionNode,
    ObjectTypeDefinitionNode,
    VisitorAction,
    build_ast_schema,
    build_schema,
    find_breaking_changes,
    parse,
    print_ast,
    validate,
    visit,
)
from graphql.language import Visitor

from acg.shared.graph.access import DIRECTIVES

RULES = {directive.name for directive in DIRECTIVES}
PUBLIC = "@public"


def breaks(promised: str, offered: str) -> list[str]:
    """Return what clients of one schema would miss in another, in words.

    Args:
        promised: the older schema's text; what it deprecates is not promised any more.
        offered: the newer one's, as `schema_text` prints it.
    """
    kept = _reachable(build_ast_schema(visit(parse(promised, no_location=True), _Undeprecated()), assume_valid=True))
    found = [change.description for change in find_breaking_changes(kept, build_schema(offered))]
    return [*found, *_closed(_rules(promised), _rules(offered))]


class _Undeprecated(Visitor):
    """Takes away what is deprecated."""

    def _enter(self, node: FieldDefinitionNode | InputValueDefinitionNode | EnumValueDefinitionNode) -> VisitorAction:
        return REMOVE if any(directive.name.value == "deprecated" for directive in node.directives) else None

    def enter_field_definition(self, node: FieldDefinitionNode, *_place: object) -> VisitorAction:
        """Look at a field."""
        return self._enter(node)

    def enter_input_value_definition(self, node: InputValueDefinitionNode, *_place: object) -> VisitorAction:
        """Look at an argument, or at a field of an input."""
        return self._enter(node)

    def enter_enum_value_definition(self, node: EnumValueDefinitionNode, *_place: object) -> VisitorAction:
        """Look at a value."""
        return self._enter(node)


def _reachable(schema: GraphQLSchema) -> GraphQLSchema:
    """Return a schema without the types that only deprecated fields led to."""
    nodes = [type_ for type_ in schema.type_map.values() if isinstance(type_, GraphQLObjectType) and type_.interfaces]
    return GraphQLSchema(schema.query_type, schema.mutation_type, types=nodes, directives=schema.directives, assume_valid=True)


def _rules(text: str) -> dict[str, str]:
    """Return who may read each field, in words of the schema's text."""
    rules: dict[str, str] = {}
    for definition in parse(text, no_location=True).definitions:
        if isinstance(definition, ObjectTypeDefinitionNode):
            whole = _rule(definition)
            for field in definition.fields:
                rules[f"{definition.name.value}.{field.name.value}"] = _rule(field) or whole
    return rules


def _rule(node: ObjectTypeDefinitionNode | FieldDefinitionNode) -> str:
    return " ".join(print_ast(directive) for directive in node.directives if directive.name.value in RULES)


def _closed(promised: Mapping[str, str], offered: Mapping[str, str]) -> Iterator[str]:
    for name, rule in promised.items():
        now = offered.get(name, rule)
        if now not in {rule, PUBLIC}:
            yield f"{name} was for {rule} and is for {now}."


def unserved(schema: GraphQLSchema, documents: Mapping[str, str]) -> list[str]:
    """Return what registered documents ask and a schema does not have, in words.

    Args:
        schema: that is offered.
        documents: texts by name.
    """
    return [f"{name}.graphql: {error.message}" for name, text in documents.items() for error in validate(schema, parse(text))]
