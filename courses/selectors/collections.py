"""Courses gathered: on learning paths, by an instructor, with practice exams."""

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from acg.shared.keyset import Page, Part, keyset_page
from acg.shared.values import frozen
from courses.models import Course, Instructor, LearningPath, LearningPathStep, Lesson, LessonKind
from courses.selectors.catalogue import CARD, ORDERS, CardRow, card_rows


@frozen
class PathPage:
    """A learning path with the cards of its published courses, in the order to take them."""

    path: LearningPath
    courses: list[CardRow]

    @property
    def duration_seconds(self) -> int:
        """How long all of it takes."""
        return sum(course["duration_seconds"] for course in self.courses)

    @property
    def lesson_count(self) -> int:
        """How many lessons it has."""
        return sum(course["lesson_count"] for course in self.courses)


def learning_paths() -> list[PathPage]:
    """Return the published learning paths by title, in two statements; a path without published courses is left out."""
    return _with_courses(LearningPath.objects.filter(is_published=True).order_by("title"))


def learning_path(*, slug: str) -> PathPage:
    """Return one published learning path, in two statements.

    Raises:
        LearningPath.DoesNotExist: when there is none.
    """
    found = _with_courses(LearningPath.objects.filter(is_published=True, slug=slug))
    if not found:
        raise LearningPath.DoesNotExist
    return found[0]


def _with_courses(paths: QuerySet[LearningPath]) -> list[PathPage]:
    pages = {path.pk: PathPage(path, []) for path in paths}
    steps = LearningPathStep.objects.filter(path__in=pages, course__published_at__isnull=False).order_by("path", "position")
    columns: dict[str, Any] = {f"c_{column}": F(f"course__{column}") for column in CARD}
    rows = steps.values(
        "path_id", **columns, c_exam_code=F("course__exam_version__code"), c_instructor_name=F("course__instructor__name")
    )
    for row in rows:
        pages[row["path_id"]].courses.append({key.removeprefix("c_"): value for key, value in row.items() if key != "path_id"})
    return [page for page in pages.values() if page.courses]


def practice_exams(*, first: int = 20, after: str = "") -> Page[CardRow]:
    """Return a page of the published courses that have practice exams, most popular first, with `exam_count`; in one statement.

    Raises:
        DomainError: `bad_cursor`, `page_size_out_of_range`.
    """
    exams = Lesson.objects.filter(course=OuterRef("pk"), kind=LessonKind.EXAM)
    counted = exams.order_by().values("course").annotate(count=Count("pk")).values("count")
    courses = card_rows(Course.objects.published().filter(Exists(exams))).annotate(exam_count=counted)
    return keyset_page(courses, order=ORDERS["popular"], part=Part(size=first, after=after))


@frozen
class InstructorPage:
    """An instructor with the cards of their published courses."""

    instructor: Instructor
    courses: list[CardRow]


def instructor_page(*, slug: str) -> InstructorPage:
    """Return an instructor's page, in two statements.

    Raises:
        Instructor.DoesNotExist: when there is none with a published course: a name alone is nobody's business.
    """
    instructor = Instructor.objects.get(slug=slug)
    courses = list(card_rows(Course.objects.published().filter(instructor=instructor)).order_by("-learner_count", "-id")[:100])
    if not courses:
        raise Instructor.DoesNotExist
    return InstructorPage(instructor, courses)
