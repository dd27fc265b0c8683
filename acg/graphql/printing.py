"""The schema as text, with the access and the cost that each field declares; graphql-core prints definitions only."""

from collections.abc import Iterator
from typing import Any

from graphql import (
    ArgumentNode,
    ConstDirectiveNode,
    EnumValueNode,
    FieldDefinitionNode,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    IntValueNode,
    ListValueNode,
    NameNode,
    ObjectTypeDefinitionNode,
    StringValueNode,
    ValueNode,
    get_named_type,
    is_leaf_type,
    parse,
    print_ast,
    print_schema,
)

from acg.graphql.pricing import NOTHING
from acg.shared.graph.access import Access
from acg.shared.graph.weights import Weight


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
    field = type_.fields[node.name.value]
    weight: Weight = field.extensions["weight"]
    node.directives = (*node.directives, *_directives(field.extensions.get("own_access")), *_costs(field, weight))
    for argument in node.arguments:
        points = dict(weight.arguments).get(field.args[argument.name.value].out_name or argument.name.value)
        if points:
            argument.directives = (*argument.directives, _directive("cost", weight=StringValueNode(value=str(points))))


def _costs(field: GraphQLField, weight: Weight) -> Iterator[ConstDirectiveNode]:
    """Yield what a field costs, in the words of the cost specification; a page's size is told where it is asked for."""
    if weight.points:
        yield _directive("cost", weight=StringValueNode(value=str(weight.points)))
    if weight.sized_by:
        names = [name for name, argument in field.args.items() if (argument.out_name or name) in weight.sized_by]
        below = get_named_type(field.type)
        paged = [name for name, inner in getattr(below, "fields", {}).items() if inner.extensions.get("weight", NOTHING).is_page]
        more = {"sizedFields": _strings(paged)} if paged else {}
        yield _directive("listSize", slicingArguments=_strings(names), **more)
    elif _is_list_of_objects(field) and not weight.is_page:
        yield _directive("listSize", assumedSize=IntValueNode(value=str(weight.size)))


def _is_list_of_objects(field: GraphQLField) -> bool:
    bare = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
    return isinstance(bare, GraphQLList) and not is_leaf_type(get_named_type(field.type))


def _strings(values: list[str]) -> ListValueNode:
    return ListValueNode(values=tuple(StringValueNode(value=value) for value in values))


def _directive(name: str, **values: ValueNode) -> ConstDirectiveNode:
    arguments = tuple(ArgumentNode(name=NameNode(value=key), value=value) for key, value in values.items())
    return ConstDirectiveNode(name=NameNode(value=name), arguments=arguments)


def _directives(rule: Access | None) -> tuple[ConstDirectiveNode, ...]:
    if rule is None:
        return ()
    roles = ListValueNode(values=tuple(EnumValueNode(value=name.upper()) for name in rule.roles))
    return (_directive(rule.name, **({"any": roles} if rule.roles else {})),)
