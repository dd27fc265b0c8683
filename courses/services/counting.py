from decimal import Decimal

from django.db import transaction
from django.db.models import Avg, Count, DecimalField, Sum

from courses.models import Course
from courses.services.changing import tell_change


@transaction.atomic
def recount_course(*, course: Course) -> bool:
    """Make the course's counters say what its rows say: lessons, seconds, reviews and their average to two places.

    The row is locked first, so that of two changes at once the later one counts both.

    Returns:
        Whether its lessons are others, and who keeps a copy of the course was told.
    """
    locked = Course.objects.select_for_update(of=("self",)).only("lesson_count", "duration_seconds").get(pk=course.pk)
    lessons = locked.lessons.aggregate(count=Count("pk"), seconds=Sum("duration_seconds"))
    reviews = locked.reviews.aggregate(count=Count("pk"), average=Avg("stars", output_field=DecimalField()))
    counters = {
        "lesson_count": lessons["count"],
        "duration_seconds": lessons["seconds"] or 0,
        "rating_count": reviews["count"],
        "rating_average": round(reviews["average"] or Decimal(0), 2),
    }
    Course.objects.filter(pk=course.pk).update(**counters)
    for name, value in counters.items():
        setattr(course, name, value)
    is_other = (locked.lesson_count, locked.duration_seconds) != (course.lesson_count, course.duration_seconds)
    if is_other:
        tell_change(course)
    return is_other


def set_learner_count(*, course_id: int, learner_count: int) -> None:
    """Make the catalogue say how many take part in a course; who learns is known above, which calls this through the wiring.

    Args:
        course_id: the course's primary key.
        learner_count: people enrolled.
    """
    Course.objects.filter(pk=course_id).update(learner_count=learner_count)
