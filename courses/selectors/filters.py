"""What a catalogue can be narrowed by."""

from collections.abc import Callable
from dataclasses import fields, replace

from django.db.models import Q

from acg.shared.values import frozen
from courses.models import Course

HOUR = 3600
# Seconds from (inclusive) and to (exclusive).
DURATIONS: dict[str, tuple[int, int | None]] = {
    "under-5": (0, 5 * HOUR),
    "5-to-20": (5 * HOUR, 20 * HOUR),
    "over-20": (20 * HOUR, None),
}


@frozen
class Filters:
    """Which courses: of several values of one kind any is enough, of several kinds all must hold.

    Args:
        provider: values of `courses.models.Provider`.
        level: values of `courses.models.Level`.
        duration: keys of `DURATIONS`.
        price: "free" or "paid".
        kind: values of `courses.models.Kind`.
        language: language tags as courses carry them.
        certification: slugs of certifications.
        tag: slugs of tags.
    """

    provider: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    duration: tuple[str, ...] = ()
    price: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    certification: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()

    @property
    def active(self) -> dict[str, tuple[str, ...]]:
        """The kinds that narrow, with their values."""
        return {field.name: values for field in fields(self) if (values := getattr(self, field.name))}

    @property
    def is_closed(self) -> bool:
        """Whether it narrows by kinds alone whose values the school knows beforehand."""
        return not (self.language or self.certification or self.tag)

    def without(self, name: str) -> "Filters":
        """The same without one kind."""
        return replace(self, **{name: ()})

    def condition(self, *, prefix: str = "") -> Q:
        """Return the condition on courses, with one row a course.

        Args:
            prefix: the way from the row to its course: "course__".
        """
        wanted = Q()
        for name, values in self.active.items():
            wanted &= CONDITIONS[name](prefix, values)
        return wanted


def _column(column: str) -> Callable[[str, tuple[str, ...]], Q]:
    return lambda prefix, values: Q(**{f"{prefix}{column}__in": values})


def _duration(prefix: str, values: tuple[str, ...]) -> Q:
    any_of = Q()
    for value in values:
        least, below = DURATIONS[value]
        found = Q(**{f"{prefix}duration_seconds__gte": least})
        any_of |= found if below is None else found & Q(**{f"{prefix}duration_seconds__lt": below})
    return any_of


def _price(prefix: str, values: tuple[str, ...]) -> Q:
    return Q(**{f"{prefix}is_free__in": [value == "free" for value in values]})


def _tag(prefix: str, values: tuple[str, ...]) -> Q:
    # A sub-select: a join would give a course of two tags twice.
    tagged = Course.tags.through.objects.filter(tag__slug__in=values).values("course_id")
    return Q(**{f"{prefix}pk__in": tagged})


CONDITIONS: dict[str, Callable[[str, tuple[str, ...]], Q]] = {
    "provider": _column("provider"),
    "level": _column("level"),
    "duration": _duration,
    "price": _price,
    "kind": _column("kind"),
    "language": _column("language"),
    "certification": _column("exam_version__certification__slug"),
    "tag": _tag,
}
