"""What the schema asks clients to leave."""

from graphql import GraphQLEnumType, GraphQLSchema


def deprecated(schema: GraphQLSchema) -> dict[str, str]:
    """Return the reasons of all that is deprecated, by coordinate: fields, arguments, input fields, enum values."""
    found: dict[str, str | None] = {}
    for type_ in schema.type_map.values():
        if type_.name.startswith("__"):
            continue
        if isinstance(type_, GraphQLEnumType):
            found |= {f"{type_.name}.{name}": value.deprecation_reason for name, value in type_.values.items()}
        for name, field in getattr(type_, "fields", {}).items():
            coordinate = f"{type_.name}.{name}"
            found[coordinate] = field.deprecation_reason
            for argument, inner in getattr(field, "args", {}).items():
                found[f"{coordinate}({argument}:)"] = inner.deprecation_reason
    return {coordinate: reason for coordinate, reason in sorted(found.items()) if reason is not None}
