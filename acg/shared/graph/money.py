import graphene

from acg.shared.graph.access import PUBLIC
from acg.shared.graph.fields import Field, Type


class Money(Type):
    """An amount of money."""

    class Meta:
        access = PUBLIC

    amount_minor = Field(graphene.Int, "In the currency's smallest unit: cents, yen.")
    currency = Field(graphene.String, "ISO 4217, upper case.")
    formatted = Field(graphene.String, "As the reader's language writes it.", resolver=lambda money, _info: str(money))
