"""Icons, from `acg/templates/icons/`."""

from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
SIZE = "size-5"


@register.simple_tag
@lru_cache(maxsize=500)
def icon(name: str, **look: str) -> SafeString:
    """Return an icon's drawing: `{% icon "check" class="size-4" %}`.

    Args:
        name: of a file there, without its ending.
        look: `class`: its size and colour; 20 pixels in the text's colour when nothing is said.

    Raises:
        TemplateDoesNotExist: there is no such icon.
    """
    drawing = get_template(f"icons/{name}.svg").render({"class": look.get("class", SIZE)})
    return mark_safe(drawing)  # noqa: S308 -- our own file, its one value escaped
