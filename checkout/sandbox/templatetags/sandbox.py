import json

from django import template

from acg.shared.money import Money
from checkout.sandbox.acts import Act, acts_of
from checkout.sandbox.models import StripeObject

register = template.Library()


@register.simple_tag
def money(amount_minor: int, currency: str) -> str:
    """Show an amount in minor units of a currency, which Stripe writes in lower case."""
    return str(Money(amount_minor, currency.upper()))


@register.filter
def as_json(thing: StripeObject) -> str:
    """Show an object as JSON, in its fields' order."""
    return json.dumps(thing.data, indent=2, ensure_ascii=False)


@register.filter
def acts(thing: StripeObject) -> list[Act]:
    """Return the buttons of an object."""
    return acts_of(thing.data)
