"""The schema as text, with the access that each field declares; graphql-core prints definitions only."""

from typing import Any

from graphql import (
    ArgumentNode,
    ConstDirectiveNode,
    EnumValueNode,
    FieldDefinitionNode,
    GraphQLObjectType,
    GraphQLSchema,
    ListValueNode,
    NameNode,
    ObjectTypeDefinitionNode,
    parse,
    print_ast,
    print_schema,
)

from acg.shared.graph.access import Access


def schema_text(schema: GraphQLSchema) -> str:
    """Return the schema definition, as `schema.graphql` holds it."""
    document = parse(print_schema(schema), no_location=True)
    for definition in document.definitions:
        if isinstance(definition, ObjectTypeDefinitionNode):
            type_: Any = schema.type_map[definition.name.value]
            definition.directives = _directives(type_.extensions.get("access"))
            for field in definition.fields:
                _print_field(field, type_)
    return print_ast(document) + "\n"


def _print_field(node: FieldDefinitionNode, type_: GraphQLObjectType) -> None:
    declared = type_.fields[node.name.value].extensions
    node.directives = (*node.directives, *_directives(declared.get("own_access")))


def _directives(rule: Access | None) -> tuple[ConstDirectiveNode, ...]:
    if rule is None:
        return ()
    arguments: tuple[ArgumentNode, ...] = ()
    if rule.roles:
        roles = tuple(EnumValueNode(value=name.upper()) for name in rule.roles)
        arguments = (ArgumentNode(name=NameNode(value="any"), value=ListValueNode(values=roles)),)
    return (ConstDirectiveNode(name=NameNode(value=rule.name), arguments=arguments),)
