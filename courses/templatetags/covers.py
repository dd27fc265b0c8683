"""Covers, drawn: a pattern that follows from the course's address, in its provider's two colours."""

import hashlib
from functools import lru_cache

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# Ground and figure. The ground is dark enough for white text, which is set over it in HTML.
COLOURS = {
    "aws": ("#232f3e", "#ff9900"),
    "azure": ("#0b2a4a", "#4f9ff0"),
    "google": ("#12301f", "#6bd18f"),
    "kubernetes": ("#161f4d", "#8ea6f5"),
    "linux": ("#33260a", "#d9b152"),
    "other": ("#2b2233", "#c4a2e0"),
}
CELL = 40
COLUMNS, ROWS = 8, 3
# The corner where the exam's code stands stays plain, however the cover is cropped: the drawing hangs on this corner.
QUIET_COLUMNS, QUIET_ROW = 5, ROWS - 1


def cover_svg(slug: str, provider: str) -> str:
    """Return the drawing of a cover: the same for the same address, on every machine and day.

    Args:
        slug: the course's address: any text.
        provider: a value of `courses.models.Provider`; an unknown one is drawn as "other".
    """
    ground, figure = COLOURS.get(provider, COLOURS["other"])
    noise = hashlib.shake_256(slug.encode()).digest(COLUMNS * ROWS * 2)
    shapes = []
    for row in range(ROWS):
        for column in range(COLUMNS):
            if row == QUIET_ROW and column < QUIET_COLUMNS:
                continue
            kind, tone = noise[2 * (row * COLUMNS + column)], noise[2 * (row * COLUMNS + column) + 1]
            shapes.append(_shape(kind, column * CELL, row * CELL, ("0.3", "0.5", "0.75", "0.95")[tone % 4], figure))
    return (
        f'<svg class="absolute inset-0 size-full" viewBox="0 0 {COLUMNS * CELL} {ROWS * CELL}" preserveAspectRatio="xMinYMax slice" '
        f'aria-hidden="true"><rect width="100%" height="100%" fill="{ground}"/>{"".join(shapes)}</svg>'
    )


def _shape(kind: int, x: int, y: int, opacity: str, figure: str) -> str:
    """Return what stands in a cell: more than half of them stay empty."""
    paint = f'fill="{figure}" fill-opacity="{opacity}"'
    radius = CELL // 2
    match kind % 9:
        case 0:
            return f'<circle cx="{x + radius}" cy="{y + radius}" r="{radius - 2}" {paint}/>'
        case 1:
            return f'<path d="M{x} {y}h{CELL}v{CELL}a{CELL} {CELL} 0 0 1-{CELL}-{CELL}z" {paint}/>'
        case 2:
            return f'<path d="M{x} {y + CELL}v-{CELL}a{CELL} {CELL} 0 0 1 {CELL} {CELL}z" {paint}/>'
        case 3:
            return f'<rect x="{x + 10}" y="{y + 10}" width="{radius}" height="{radius}" fill="#fff" fill-opacity="0.14"/>'
    return ""


@register.simple_tag
@lru_cache(maxsize=2048)
def cover_art(slug: str, provider: str) -> SafeString:
    """Return the drawing for a template: it holds numbers and colours of ours only."""
    return mark_safe(cover_svg(slug, provider))  # noqa: S308 -- nothing of the address is in it but the shapes' places
