"""What every change to a course's content does before and after."""

from django.utils import timezone

from acg.events.services import publish
from courses.events import CourseRemoved
from courses.models import Course
from courses.selectors.facts import course_facts


def lock_course(course: Course) -> None:
    """Let changes to a course happen one after the other, until the transaction ends."""
    Course.objects.select_for_update(of=("self",)).only("pk").get(pk=course.pk)


def touch_course(course: Course) -> None:
    """Note for readers that the course's content is of now; not an edit of the course itself, so without history."""
    course.content_updated_at = timezone.now()
    Course.objects.filter(pk=course.pk).update(content_updated_at=course.content_updated_at)


def tell_change(course: Course) -> None:
    """Tell those who keep a copy what the course is now, after the change and in its transaction: its row is held until that ends."""
    for fact in course_facts(course_id=course.pk):
        publish(fact, subject=subject_of(fact.public_id))


def tell_removal(*, course_id: int, public_id: str) -> None:
    """Tell those who keep a copy that the course is gone.

    Args:
        course_id: what was its primary key.
        public_id: its name outside.
    """
    publish(CourseRemoved(course_id, public_id), subject=subject_of(public_id))


def subject_of(public_id: str) -> str:
    """Return what facts about a course name as their subject."""
    return f"course:{public_id}"
