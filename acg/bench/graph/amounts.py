"""What the rivals' types share; nothing of it is bound to a library of theirs."""

from typing import Any

import graphene

COURSE_FIELDS = (
    "slug",
    "title",
    "summary",
    "description_html",
    "provider",
    "level",
    "lesson_count",
    "duration_seconds",
    "is_free",
    "rating_count",
    "instructor",
    "tags",
    "sections",
)


class MoneyType(graphene.ObjectType):
    """An amount."""

    amount_minor = graphene.Int(required=True)
    currency = graphene.String(required=True)

    @staticmethod
    def resolve_amount_minor(price: dict[str, Any], _info: Any) -> int:
        """Return it in the smallest unit."""
        return int(price["amountMinor"])
