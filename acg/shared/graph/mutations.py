"""Mutations: one `input`, one payload; a rule's refusal is in the payload's `errors`, with its code."""

from typing import Any, ClassVar

import graphene
from graphene.types.utils import yank_fields_from_attrs

from acg.shared.errors import DomainError
from acg.shared.graph.access import PUBLIC, Access
from acg.shared.graph.errors import camel, not_found
from acg.shared.graph.fields import Field, Row, Type, many
from acg.shared.graph.rows import row_of
from acg.shared.graph.selection import Selection
from acg.shared.graph.weights import Weight


class UserError(Type):
    """Why something was not done; nothing has changed."""

    class Meta:
        access = PUBLIC

    code = Field(graphene.String, "For programs: a word in snake case that never changes.")
    message = Field(graphene.String, "For people: what to do about it, in their language.")
    field = Field(graphene.String, "The input that it is about, when it is about one.", nullable=True)


class Mutation:
    """Something that a client can make happen.

    A subclass declares `access`, an inner `Input` with the fields of its input, the fields of its payload (all null when the rules
    refuse), and `perform`, which makes one domain call and returns the payload's values. Its docstring describes it to clients.

    `once` marks what may stand only once in a request: payments, so that nobody tries coupons or cards by the dozen.
    `input_names` tells the input of a rule's field where the two are called differently.
    """

    access: ClassVar[Access]
    once: ClassVar[bool] = False
    input_names: ClassVar[dict[str, str]] = {}

    @staticmethod
    def perform(info: graphene.ResolveInfo, **values: Any) -> Row:
        """Make the domain call with the input's values; return the payload's."""
        raise NotImplementedError

    @classmethod
    def field(cls) -> Field:
        """Return the field of the root type."""
        description = (cls.__doc__ or "").strip()
        inputs = {name: value for name, value in vars(cls.Input).items() if not name.startswith("_")}  # type: ignore[attr-defined]  # every mutation has one
        inputs["client_mutation_id"] = graphene.String(
            description="The client's own name for this request: the same again within a day is answered alike and done once."
        )
        input_type = type(
            f"{cls.__name__}Input",
            (graphene.InputObjectType,),
            {**inputs, "Meta": {"description": f"What `{camel_head(cls.__name__)}` takes."}},
        )
        fields = yank_fields_from_attrs(vars(cls), _as=graphene.Field)
        errors = Field(many(UserError), "Why it was not done; empty when it was.", weight=Weight(size=1))
        meta = {"access": PUBLIC, "description": f"What `{camel_head(cls.__name__)}` answers."}
        name = Field(graphene.String, "The name that the client gave the request.", nullable=True)
        members = {**fields, "errors": errors, "client_mutation_id": name, "Meta": meta, "verb": staticmethod(cls.perform)}
        payload = type(f"{cls.__name__}Payload", (Type,), members)

        def resolve(_root: Any, info: graphene.ResolveInfo, **arguments: Any) -> Row:
            values = dict(arguments["input"])
            name = {"client_mutation_id": values.pop("client_mutation_id", None)}
            try:
                return {**cls.perform(info, **values), "errors": [], **name}
            except DomainError as error:
                if error.code == "not_found":  # the one answer for what is not there and for what is another's
                    raise not_found() from None
                field = cls.input_names.get(error.field, error.field)
                return {"errors": [{"code": error.code, "message": error.message, "field": camel(field) or None}], **name}

        return Field(
            payload,
            description,
            access=cls.access,
            once=cls.once,
            weight=Weight(points=10),
            nullable=True,
            resolver=resolve,
            args={"input": graphene.Argument(input_type, required=True, description="What to do.")},
        )


def camel_head(name: str) -> str:
    """Return the name of a class as a field's."""
    return name[0].lower() + name[1:]


def payload_row(info: graphene.ResolveInfo, field: str, type_: Any, queryset: Any) -> Row | None:
    """Return a payload's object, read anew as the selection asks, or None when nobody asked for it.

    Args:
        info: of the mutation.
        field: the payload's field, as the graph spells it.
        type_: its type.
        queryset: leads to its row.
    """
    payload = info.return_type.name
    chosen = Selection.of(info).fields(payload)
    return row_of(type_, queryset, chosen[field], info) if field in chosen else None
