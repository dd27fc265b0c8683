from decimal import Decimal

from django.db import transaction
from django.db.models import Avg, Count, DecimalField, Sum

from courses.models import Course


@transaction.atomic
def recount_course(*, course: Course) -> None:
    """Make the course's counters say what its rows say: lessons, seconds, reviews and their average to two places.

    The row is locked first, so that of two changes at once the later one counts both.
    """
    locked = Course.objects.select_for_update(of=("self",)).only("pk").get(pk=course.pk)
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


def set_learner_count(*, course_id: int, learner_count: int) -> None:
    """Make the catalogue say how many take part in a course; who learns is known above, which calls this through the wiring.

    Args:
        course_id: the course's primary key.
        learner_count: people enrolled.
    """
    Course.objects.filter(pk=course_id).update(learner_count=learner_count)
