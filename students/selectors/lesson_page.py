"""The page of a lesson: what is taught, where it stands in its course, how far its viewer is."""

from django.db.models import QuerySet

from acg.shared.values import frozen
from courses.models import Lesson, LessonResource
from students.models import Enrollment
from students.selectors.access import Viewer, may_learn, may_open
from students.selectors.library import CourseProgress, course_progress
from students.selectors.places import next_lesson
from videos.selectors import PUBLIC_VIEWER, Playback, playback, viewer_key


@frozen
class Step:
    """A lesson in its course's curriculum, as one viewer sees it."""

    lesson: Lesson
    is_current: bool
    is_complete: bool
    is_open: bool


@frozen
class Chapter:
    """A section with its lessons; `number` counts from 1."""

    number: int
    title: str
    steps: list[Step]


@frozen
class LessonPage:
    """A lesson for a viewer who may open it.

    Args:
        may_learn: whether the viewer may take all of the course; without, this is a free preview and nothing is kept.
        position_seconds: where the film goes on.
        playback: how to play the film; None when the lesson has none.
    """

    lesson: Lesson
    may_learn: bool
    chapters: list[Chapter]
    previous: Lesson | None
    next: Lesson | None
    lesson_count: int
    completed_count: int
    percent: int
    is_complete: bool
    position_seconds: int
    resources: list[LessonResource]
    playback: Playback | None


def lesson_by_slugs(*, course: str, lesson: str) -> Lesson | None:
    """Return a lesson with its course, instructor, section and film."""
    lessons = Lesson.objects.select_related("course__instructor", "section", "video").defer("search", "course__search", "body")
    return lessons.filter(course__slug=course, slug=lesson).first()


def lesson_page(*, lesson: Lesson, viewer: Viewer) -> LessonPage | None:
    """Return the page of a lesson, or None when the viewer may not open it. At most eight statements."""
    can_learn = may_learn(user=viewer, course=lesson.course)
    if not can_learn and not may_open(user=viewer, lesson=lesson):
        return None
    user = viewer if viewer.is_authenticated and can_learn else None
    progress = course_progress(user=user, course=lesson.course) if user else CourseProgress(None, frozenset(), {}, 0)
    lessons = list(_in_order(course=lesson.course))
    place = [other.pk for other in lessons].index(lesson.pk)
    return LessonPage(
        lesson=lesson,
        may_learn=can_learn,
        chapters=_chapters(lessons, lesson, progress, can_learn=can_learn),
        previous=lessons[place - 1] if place else None,
        next=lessons[place + 1] if place + 1 < len(lessons) else None,
        lesson_count=len(lessons),
        completed_count=len(progress.completed),
        percent=100 * len(progress.completed) // len(lessons),
        is_complete=lesson.pk in progress.completed,
        position_seconds=progress.positions.get(lesson.pk, 0),
        resources=list(lesson.resources.order_by("id")),
        playback=playback(video=lesson.video, viewer_key=viewer_key(user) if user else PUBLIC_VIEWER) if lesson.video else None,
    )


def place_in_course(*, viewer: Viewer, course: str) -> str:
    """Return the slug of the lesson where a viewer goes on in a course, or of its first; empty when there is no such lesson.

    Args:
        viewer: who asks.
        course: the course's slug.
    """
    if viewer.is_authenticated:
        enrollments = Enrollment.objects.filter(user=viewer, course__slug=course)
        place = enrollments.values_list(next_lesson("slug"), flat=True).first()
        if place:
            return str(place)
    return _in_order(course__slug=course, course__published_at__isnull=False).values_list("slug", flat=True).first() or ""


def _in_order(**course: object) -> QuerySet[Lesson]:
    columns = ("course_id", "slug", "title", "kind", "duration_seconds", "question_count", "is_free_preview", "section__title")
    lessons = Lesson.objects.filter(**course).select_related("section").only(*columns)
    return lessons.order_by("section__position", "position")


def _chapters(lessons: list[Lesson], current: Lesson, progress: CourseProgress, *, can_learn: bool) -> list[Chapter]:
    chapters: list[Chapter] = []
    section = None
    for lesson in lessons:
        if lesson.section_id != section:
            section = lesson.section_id
            chapters.append(Chapter(len(chapters) + 1, lesson.section.title, []))
        step = Step(
            lesson=lesson,
            is_current=lesson.pk == current.pk,
            is_complete=lesson.pk in progress.completed,
            is_open=can_learn or lesson.is_free_preview,
        )
        chapters[-1].steps.append(step)
    return chapters
