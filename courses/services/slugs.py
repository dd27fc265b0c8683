"""Names in addresses, found by themselves."""

from django.db.models import Model, QuerySet
from django.utils.text import slugify


def free_slug(*, text: str, taken: QuerySet[Model], max_length: int, fallback: str) -> str:
    """Return a slug made from a text that no row of `taken` has: `storage`, else `storage-2`, `storage-3`.

    Args:
        text: what the slug should say; of a text without Latin letters or digits nothing is left.
        taken: the rows whose slugs must differ.
        max_length: in characters, with the number.
        fallback: said where the text says nothing.
    """
    base = slugify(text)[:max_length].strip("-") or fallback
    others = set(taken.filter(slug__startswith=base[: max_length - 6]).values_list("slug", flat=True))
    slug, number = base, 1
    while slug in others:
        number += 1
        ending = f"-{number}"
        slug = base[: max_length - len(ending)].rstrip("-") + ending
    return slug
