"""Parts of pages that are alike for all who only learn."""

import time
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from acg.kept import SECONDS_KEPT, Kept, parts
from acg.users.models import Role

register = template.Library()


class Alike(template.Node):
    """A part that is rendered for the first who sees it, and given to the others as it is.

    Args:
        name: of the part.
        depends_on: all that it depends on, but for the language and what is published.
        nodes: the part.
    """

    def __init__(self, name: str, depends_on: list[FilterExpression], nodes: NodeList) -> None:
        self.name, self.depends_on, self.nodelist = name, depends_on, nodes

    def render(self, context: Any) -> SafeString:
        """Return it. Who writes courses has it rendered anew, and so sees at once what they wrote."""
        if not parts.is_on or getattr(context.get("user"), "role", Role.STUDENT) != Role.STUDENT:
            return self.nodelist.render(context)
        key = (self.name, get_language(), *(str(value.resolve(context)) for value in self.depends_on))
        now = time.monotonic()
        found = parts.get(key, now)
        if found is None:
            version = parts.version
            found = Kept(self.nodelist.render(context), now + SECONDS_KEPT)
            parts.put(key, found, version=version)
        return mark_safe(str(found.body))  # noqa: S308 -- what the template made


@register.tag
def alike(parser: Parser, token: Token) -> Alike:
    """Keep what stands up to `{% endalike %}`: `{% alike "card" card.row.public_id card.currency %}`.

    Nothing in it may depend on who looks, nor on anything that is not named, but for the language and the catalogue.
    """
    _tag, name, *given = token.split_contents()
    nodes = parser.parse(("endalike",))
    parser.delete_first_token()
    return Alike(name.strip('"'), [parser.compile_filter(one) for one in given], nodes)
