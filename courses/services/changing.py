"""What every change to a course's content does before and after."""

from django.utils import timezone

from courses.models import Course


def lock_course(course: Course) -> None:
    """Let changes to a course happen one after the other, until the transaction ends."""
    Course.objects.select_for_update(of=("self",)).only("pk").get(pk=course.pk)


def touch_course(course: Course) -> None:
    """Note for readers that the course's content is of now; not an edit of the course itself, so without history."""
    course.content_updated_at = timezone.now()
    Course.objects.filter(pk=course.pk).update(content_updated_at=course.content_updated_at)
