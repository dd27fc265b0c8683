"""When a course may be seen by everyone."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from acg.events.services import publish
from acg.shared.errors import DomainError
from acg.shared.values import frozen
from courses.events import CoursePublished
from courses.models import Course, Lesson, LessonKind, Option, Question
from courses.services.changing import subject_of, tell_change
from videos.models import VideoState


@frozen
class Gap:
    """Something that a course lacks before it can be published.

    Args:
        code: for programs.
        message: for its author: what to do.
        lesson: where to do it, when it is about one lesson.
    """

    code: str
    message: str
    lesson: Lesson | None = None


def publishing_gaps(*, course: Course) -> list[Gap]:
    """Return what stands between the course and its publication, in the order of its lessons; empty when nothing does."""
    gaps = []
    if not course.title.strip():
        gaps.append(Gap("title_missing", _("Give the course a title.")))
    lessons = list(_lessons_with_facts(course))
    if not lessons:
        gaps.append(Gap("lessons_missing", _("Add a section with at least one lesson.")))
    for lesson in lessons:
        gap = _gap_of(lesson)
        if gap:
            gaps.append(gap)
    return gaps


def _lessons_with_facts(course: Course) -> list[Lesson]:
    questions = Question.objects.filter(pool=OuterRef("pool"))
    without_answer = questions.filter(~Exists(Option.objects.filter(question=OuterRef("pk"), is_correct=True)))
    return list(
        course.lessons.select_related("video", "section")
        .annotate(
            has_questions=Exists(questions),
            has_unanswerable=Exists(without_answer),
            has_ready_video=Q(video__state=VideoState.READY) & ~Q(video__source=""),
        )
        .order_by("section__position", "position")
    )


def _gap_of(lesson: Lesson) -> Gap | None:
    """Return what one lesson lacks; it carries the facts that its query annotated."""
    name = {"lesson": lesson.title}
    if lesson.kind == LessonKind.VIDEO:
        if lesson.video is None:
            return Gap("video_missing", _("Upload the video of “%(lesson)s”.") % name, lesson)
        if not getattr(lesson, "has_ready_video", False):
            return Gap("video_not_ready", _("The video of “%(lesson)s” cannot be played yet.") % name, lesson)
    if lesson.is_assessed:
        if not getattr(lesson, "has_questions", False):
            return Gap("questions_missing", _("Give “%(lesson)s” a question pool with questions.") % name, lesson)
        if getattr(lesson, "has_unanswerable", False):
            return Gap("answer_missing", _("Mark a right option for every question of “%(lesson)s”.") % name, lesson)
    return None


@transaction.atomic
def publish_course(*, course: Course) -> None:
    """Let everyone see the course, and tell whoever reacts to it (CoursePublished); a published course stays as it is.

    Raises:
        DomainError: `course_incomplete`, with everything that is missing as its message.
    """
    locked = Course.objects.select_for_update(of=("self",)).get(pk=course.pk)
    if not locked.is_published:
        gaps = publishing_gaps(course=locked)
        if gaps:
            raise DomainError("course_incomplete", " ".join(gap.message for gap in gaps))
        locked.published_at = timezone.now()
        locked.save(update_fields=["published_at"])
        publish(CoursePublished(course_id=str(locked.public_id)), subject=subject_of(str(locked.public_id)))
        tell_change(locked)
    course.published_at = locked.published_at


@transaction.atomic
def unpublish_course(*, course: Course) -> None:
    """Take the course out of the catalogue; those who may learn it still do."""
    locked = Course.objects.select_for_update(of=("self",)).get(pk=course.pk)
    if locked.is_published:
        locked.published_at = None
        locked.save(update_fields=["published_at"])
        tell_change(locked)
    course.published_at = None
