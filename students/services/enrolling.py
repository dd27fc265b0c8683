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
        count = Enrollment.objects.filter(course=course).count()
        publish(StudentEnrolled(course_id=course.pk, learner_count=count), subject=f"course:{course.public_id}")
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
