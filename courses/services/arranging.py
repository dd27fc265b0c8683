"""The order of sections and lessons."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from acg.shared.errors import DomainError
from courses.models import Course, Lesson, Section
from courses.services.changing import lock_course, touch_course


@transaction.atomic
def reorder_sections(*, course: Course, section_ids: Iterable[UUID]) -> None:
    """Put the course's sections in this order.

    Args:
        course: whose sections.
        section_ids: the public id of every section of the course, once each.

    Raises:
        DomainError: `sections_differ` when they are not exactly the course's: someone else changed it meanwhile.
    """
    lock_course(course)
    wanted = list(section_ids)
    sections = {section.public_id: section for section in course.sections.all()}
    if len(wanted) != len(sections) or set(wanted) != set(sections):
        raise DomainError("sections_differ", _("The sections have changed meanwhile. Reload the page and try again."))
    _number([sections[public_id] for public_id in wanted])
    touch_course(course)


@transaction.atomic
def reorder_lessons(*, section: Section, lesson_ids: Iterable[UUID]) -> None:
    """Make a section hold these lessons, in this order; lessons of the course's other sections move here.

    Args:
        section: where they stand afterwards.
        lesson_ids: public ids, once each; every lesson that stands in the section now must be among them.

    Raises:
        DomainError: `lessons_differ` when one is not of this course, comes twice, or one of the section is left out.
    """
    lock_course(section.course)
    wanted = list(lesson_ids)
    lessons = {lesson.public_id: lesson for lesson in Lesson.objects.filter(course=section.course, public_id__in=wanted)}
    here = set(section.lessons.values_list("public_id", flat=True))
    if len(wanted) != len(lessons) or not here <= set(lessons):
        raise DomainError("lessons_differ", _("The lessons have changed meanwhile. Reload the page and try again."))
    moved = [lesson for lesson in lessons.values() if lesson.section_id != section.pk]
    for lesson in moved:
        lesson.section = section
    _number([lessons[public_id] for public_id in wanted], also=moved)
    touch_course(section.course)


def _number(rows: Sequence[Section | Lesson], *, also: Sequence[Lesson] = ()) -> None:
    """Number the rows of one kind from 1; only those that change are written, with their history."""
    changed: list[Section | Lesson] = list(also)
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            row.position = position
            if row not in changed:
                changed.append(row)
    if changed:
        fields = ["position", "section"] if isinstance(changed[0], Lesson) else ["position"]
        bulk_update_with_history(changed, type(changed[0]), fields, default_change_reason=_("Reordered"))


@transaction.atomic
def move_section(*, section: Section, up: bool) -> None:
    """Let a section change places with its neighbour; the first one does not go up, nor the last one down."""
    course = section.course
    lock_course(course)
    order = list(course.sections.order_by("position").values_list("public_id", flat=True))
    place = order.index(section.public_id)
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
        reorder_sections(course=course, section_ids=order)


@transaction.atomic
def move_lesson(*, lesson: Lesson, up: bool) -> None:
    """Let a lesson change places with its neighbour; at the edge of its section it goes over into the next one.

    The first lesson of the course does not go up, nor the last one down.
    """
    section = lesson.section
    lock_course(section.course)
    order = list(section.lessons.order_by("position").values_list("public_id", flat=True))
    place = order.index(lesson.public_id)
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
        reorder_lessons(section=section, lesson_ids=order)
        return
    sections = list(section.course.sections.order_by("position"))
    beside = sections.index(section) + (-1 if up else 1)
    if 0 <= beside < len(sections):
        there = list(sections[beside].lessons.order_by("position").values_list("public_id", flat=True))
        order = [*there, lesson.public_id] if up else [lesson.public_id, *there]
        reorder_lessons(section=sections[beside], lesson_ids=order)
