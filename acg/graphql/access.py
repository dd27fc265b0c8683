"""The one place where access is enforced: every resolver whose field is not public is wrapped when the schema is built.

So a rule holds however a field is reached: by its name, an alias, a fragment, a connection or `node(id)`.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from graphql import GraphQLField, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema, default_field_resolver

from acg.shared.graph.access import ENTITLED, PUBLIC, Access
from acg.shared.graph.errors import CodedError
from acg.shared.graph.fields import Field, fields_of, value_of
from acg.shared.graph.weights import Weight

Resolver = Callable[..., Any]


def declare(schema: GraphQLSchema) -> None:
    """Note on every field of the schema who may read it (`extensions["access"]`), and wrap its resolver.

    Raises:
        TypeError: a field has no rule; a field of a root type must have its own.
    """
    roots = {schema.query_type, schema.mutation_type}
    for type_ in schema.type_map.values():
        if isinstance(type_, GraphQLObjectType) and not type_.name.startswith("__"):
            for name, field in type_.fields.items():
                field.extensions.update(_declared(type_, name, is_root=type_ in roots))
                _wrap(field)


def _declared(type_: GraphQLObjectType, name: str, *, is_root: bool) -> dict[str, Any]:
    source: Any = type_.graphene_type  # type: ignore[attr-defined]  # graphene adds it to its types
    _, declared = fields_of(source)[name]
    own = declared.access if isinstance(declared, Field) else None
    rule = own if is_root else own or source.rule
    if rule is None:
        raise TypeError(f"{type_.name}.{name} does not say who may read it.")
    type_.extensions["access"] = source.rule
    return {"access": rule, "own_access": own, "once": isinstance(declared, Field) and declared.once, "weight": _weight(declared)}


def _weight(declared: Any) -> Weight:
    return declared.weight or Weight() if isinstance(declared, Field) else Weight()


def _wrap(field: GraphQLField) -> None:
    rule: Access = field.extensions["access"]
    if rule == PUBLIC:
        return
    check, resolve = CHECKS[rule.name], field.resolve or default_field_resolver

    def guarded(row: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        check(rule, row, info)
        return resolve(row, info, **arguments)

    field.resolve = guarded
    if rule != ENTITLED:
        field.extensions["unguarded"] = resolve


def context_rule(rule: Access) -> tuple[Callable[[Access, Any, Any], None], Access]:
    """Return the check of a rule that asks about the viewer alone, not about a row: it may be made once for all fields of a request.

    The fields' own resolvers, without it, stand in `extensions["unguarded"]`; whoever calls those makes the check.
    """
    return CHECKS[rule.name], rule


def _signed_in(_rule: Access, _row: Any, info: GraphQLResolveInfo) -> None:
    if info.context.viewer is None:
        raise CodedError("UNAUTHENTICATED", _("Please sign in."))


def _has_role(rule: Access, row: Any, info: GraphQLResolveInfo) -> None:
    _signed_in(rule, row, info)
    if info.context.viewer.role not in rule.roles:
        raise _forbidden()


def _is_service(_rule: Access, _row: Any, info: GraphQLResolveInfo) -> None:
    if not info.context.service:
        raise _forbidden()


def _is_entitled(rule: Access, row: Any, info: GraphQLResolveInfo) -> None:
    source: Any = info.parent_type.graphene_type  # type: ignore[attr-defined]  # as above
    facts = {name: _value(row, name.split("__"), info) for name in source.entitled_by}
    if not info.context.rights.open(facts):
        _signed_in(rule, row, info)
        raise _forbidden()


def _value(row: Any, path: list[str], info: GraphQLResolveInfo) -> Any:
    for step in path:
        row = value_of(step, None, row, info)
    return row


def _forbidden() -> CodedError:
    return CodedError("FORBIDDEN", _("You have no access to this."))


CHECKS: dict[str, Callable[[Access, Any, GraphQLResolveInfo], None]] = {
    "viewer": _signed_in,
    "role": _has_role,
    "server": _is_service,
    ENTITLED.name: _is_entitled,
}
