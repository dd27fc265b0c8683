from django.db import transaction
from django.utils import timezone

from acg.events.services import publish
from acg.users.models import User
from courses.models import Course, Lesson
from students.events import StudentEnrolled
from students.models import Enrollment, LessonProgress


@transaction.atomic
def enrol(*, user: User, course: Course) -> Enrollment:
    """Let a student take part in a course, once; it gives no right and asks for none.

    Two calls at once end in one enrolment: the database's constraint decides.
    """
    enrollment, is_new = Enrollment.objects.get_or_create(user=user, course=course)
    if is_new:
        publish(StudentEnrolled(course_id=course.pk), subject=f"course:{course.public_id}")
    return enrollment


@transaction.atomic
def touch_lesson(*, user: User, lesson: Lesson) -> tuple[Enrollment, LessonProgress]:
    """Note that a student opened a lesson: the dashboard continues here. Enrols on the first visit.

    Returns:
        The enrolment and the lesson's progress.
    """
    enrollment = enrol(user=user, course=lesson.course)
    enrollment.last_lesson, enrollment.last_seen_at = lesson, timezone.now()
    enrollment.save(update_fields=["last_lesson", "last_seen_at"])
    progress, _ = LessonProgress.objects.get_or_create(enrollment=enrollment, lesson=lesson)
    return enrollment, progress


def lock_enrollment(pk: int) -> Enrollment:
    """Return an enrolment, locked until the transaction ends.

    It is the one lock of all that a student does in a course (progress, attempts, answers): taken first and alone, so that no two
    verbs wait for each other. Its key stays free, so rows that point at it can be written meanwhile.
    """
    return Enrollment.objects.select_for_update(no_key=True).get(pk=pk)
