"""Everything that a course's page tells."""

from collections import Counter
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import BigIntegerField, Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from acg.shared.prepared import Read, Slot
from acg.shared.values import frozen
from acg.users.models import User
from courses.models import Course, Domain, Lesson, LessonKind, Question, Review
from courses.selectors.catalogue import CardRow, card_rows
from videos.models import CaptionTrack

SHOWN_REVIEWS = 6
LESSON = (
    "section__public_id",
    "section__title",
    "id",
    "public_id",
    "slug",
    "title",
    "kind",
    "duration_seconds",
    "is_free_preview",
    "question_count",
    "in_pool",
)
MOST_STARS = 5


@frozen
class LessonLine:
    """A lesson in the curriculum; `question_count` is of those that ask, else None."""

    pk: int
    public_id: UUID
    slug: str
    title: str
    kind: str
    duration_seconds: int
    is_free_preview: bool
    question_count: int | None


@frozen
class SectionLine:
    """A chapter of the curriculum."""

    public_id: UUID
    title: str
    lessons: list[LessonLine]

    @property
    def duration_seconds(self) -> int:
        """How long its lessons take."""
        return sum(lesson.duration_seconds for lesson in self.lessons)


@frozen
class DomainLine:
    """A part of the exam; `share` is its weight against the heaviest, 0 to 100, for a bar."""

    name: str
    weight_percent: int
    share: int


@frozen
class ReviewLine:
    """A review, signed with a name and never an address."""

    author_name: str
    stars: int
    text: str
    created_at: Any


class CoursePage:
    """A course as its page shows it. Each part is read when it is asked for, in one statement however large the course is.

    Args:
        course: with instructor, exam version, certification and trailer loaded.
    """

    def __init__(self, course: Course) -> None:
        self.course = course

    @cached_property
    def sections(self) -> list[SectionLine]:
        """The curriculum; an empty section is not told of."""
        return _sections(self.course)

    @cached_property
    def domains(self) -> list[DomainLine]:
        """The exam's, in its order; empty without an exam."""
        return _domains(self.course)

    @cached_property
    def tags(self) -> list[tuple[str, str]]:
        """Slug and name of each."""
        return list(self.course.tags.values_list("slug", "name"))

    @cached_property
    def caption_languages(self) -> list[str]:
        """The tags of the languages that its videos have captions in."""
        videos = self.course.lessons.filter(video__isnull=False).values("video")
        tracks = CaptionTrack.objects.filter(video__in=videos).order_by("language")
        return list(tracks.values_list("language", flat=True).distinct())

    @cached_property
    def reviews(self) -> list[ReviewLine]:
        """The newest with a text."""
        return _reviews(self.course)

    @cached_property
    def rating_shares(self) -> list[tuple[int, int, int]]:
        """Stars, how many, per cent of all: five stars first; empty without reviews."""
        return _rating_shares(self.course)

    @cached_property
    def paths(self) -> list[tuple[str, str, int, int]]:
        """Slug, title, step and steps of the published paths that it is on."""
        return _paths(self.course)

    @cached_property
    def related(self) -> list[CardRow]:
        """Up to three other courses of the same provider, most popular first, as rows for cards."""
        others = Course.objects.published().exclude(pk=self.course.pk).filter(provider=self.course.provider)
        return list(card_rows(others).order_by("-learner_count", "-id")[:3])

    @property
    def lessons(self) -> list[LessonLine]:
        """All lessons in order."""
        return [lesson for section in self.sections for lesson in section.lessons]

    @property
    def exam_count(self) -> int:
        """How many practice exams there are."""
        return sum(lesson.kind == LessonKind.EXAM for lesson in self.lessons)

    @property
    def question_count(self) -> int:
        """How many questions its practice exams ask."""
        return sum(lesson.question_count or 0 for lesson in self.lessons if lesson.kind == LessonKind.EXAM)

    @property
    def first_preview(self) -> LessonLine | None:
        """The first lesson that is open to everyone."""
        return next((lesson for lesson in self.lessons if lesson.is_free_preview), None)


def course_page(*, slug: str, viewer: User | AnonymousUser) -> CoursePage:
    """Return a course's page, in one statement; one more for each part that is asked for.

    Args:
        slug: of the course.
        viewer: who looks: authors see their drafts.

    Raises:
        Course.DoesNotExist: when there is none, or it is not theirs to see.
    """
    return CoursePage(
        Course.objects.visible_to(viewer)
        .select_related("instructor", "exam_version__certification", "trailer")
        .defer("search", "description")
        .get(slug=slug)
    )


def _lessons() -> QuerySet[Lesson]:
    asked = Question.objects.filter(pool=OuterRef("pool")).order_by().values("pool").annotate(count=Count("pk")).values("count")
    own = Lesson.objects.filter(course=Slot("course", BigIntegerField()))
    return own.order_by("section__position", "position").annotate(in_pool=Subquery(asked))


def _sections(course: Course) -> list[SectionLine]:
    rows = Read(_lessons, (), {"course": course.pk}).rows(LESSON)
    sections: dict[UUID, SectionLine] = {}
    for row in rows:
        chapter = row["section"]
        section = sections.setdefault(chapter["public_id"], SectionLine(chapter["public_id"], chapter["title"], []))
        section.lessons.append(
            LessonLine(
                pk=row["id"],
                public_id=row["public_id"],
                slug=row["slug"],
                title=row["title"],
                kind=row["kind"],
                duration_seconds=row["duration_seconds"],
                is_free_preview=row["is_free_preview"],
                question_count=row["in_pool"] and min(row["question_count"] or row["in_pool"], row["in_pool"]),
            )
        )
    return list(sections.values())


def _domains(course: Course) -> list[DomainLine]:
    if course.exam_version_id is None:
        return []
    rows = list(
        Domain.objects.filter(exam_version=course.exam_version_id).order_by("position").values_list("name", "weight_percent")
    )
    heaviest = max((weight for _name, weight in rows), default=1)
    return [DomainLine(name, weight, round(100 * weight / heaviest)) for name, weight in rows]


def _reviews(course: Course) -> list[ReviewLine]:
    rows = course.reviews.exclude(text="").order_by("-created_at", "-pk")
    return [
        ReviewLine(name, stars, text, created_at)
        for name, stars, text, created_at in rows.values_list("author__name", "stars", "text", "created_at")[:SHOWN_REVIEWS]
    ]


def _rating_shares(course: Course) -> list[tuple[int, int, int]]:
    counts = Counter(dict(Review.objects.filter(course=course).order_by().values_list("stars").annotate(count=Count("pk"))))
    total = sum(counts.values())
    if not total:
        return []
    return [(stars, counts[stars], round(100 * counts[stars] / total)) for stars in range(MOST_STARS, 0, -1)]


def _paths(course: Course) -> list[tuple[str, str, int, int]]:
    """Return the paths with the course's place among the published steps."""
    steps = course.path_steps.filter(path__is_published=True)
    open_steps = Q(path__steps__course__published_at__isnull=False)
    return list(
        steps.annotate(
            step=Count("path__steps", filter=open_steps & Q(path__steps__position__lte=F("position"))),
            steps=Count("path__steps", filter=open_steps),
        )
        .order_by("path__title")
        .values_list("path__slug", "path__title", "step", "steps")
    )


def lessons_of_feed(*, course: Course, limit: int = 50) -> list[Lesson]:
    """Return the episodes of a series that are out, newest first."""
    return list(course.lessons.filter(published_at__lte=timezone.now()).order_by("-published_at", "-pk")[:limit])
