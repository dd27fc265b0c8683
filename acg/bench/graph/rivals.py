"""The same graph as graphene-django's users write it: `naive` by the book, `idiomatic` with what its rows need fetched beforehand."""

from typing import Any

import graphene
from django.db.models import Prefetch, QuerySet
from graphene import relay
from graphene_django import DjangoConnectionField, DjangoListField, DjangoObjectType
from graphene_django.filter import DjangoFilterConnectionField

from acg.bench.graph.amounts import COURSE_FIELDS, MoneyType
from acg.bench.graph.hand import prices
from acg.shared.graph.scalars import DateTime
from acg.users.models import User
from courses.models import Course, Instructor, Lesson, Section, Tag
from students.models import Enrollment
from students.selectors import percent_done


class InstructorType(DjangoObjectType):
    class Meta:
        model = Instructor
        name = "Instructor"
        fields = ("name", "slug", "headline")


class TagType(DjangoObjectType):
    class Meta:
        model = Tag
        name = "Tag"
        fields = ("name", "slug")


class LessonType(DjangoObjectType):
    class Meta:
        model = Lesson
        name = "Lesson"
        fields = ("slug", "title", "kind", "duration_seconds", "is_free_preview")


class SectionType(DjangoObjectType):
    class Meta:
        model = Section
        name = "Section"
        fields = ("title", "lessons")


class CourseType(DjangoObjectType):
    rating_average = graphene.Float(required=True)
    outcomes = graphene.List(graphene.String)
    requirements = graphene.List(graphene.String)
    prices = graphene.List(MoneyType)
    sections = DjangoListField(SectionType)

    class Meta:
        model = Course
        name = "Course"
        interfaces = (relay.Node,)
        fields = COURSE_FIELDS
        filter_fields = ("provider", "level", "is_free")

    @staticmethod
    def resolve_prices(course: Course, _info: Any) -> list[dict[str, Any]]:
        """Return what it costs."""
        return prices(course.list_prices)


class EnrollmentType(DjangoObjectType):
    percent = graphene.Int(required=True)
    last_seen_at = DateTime(required=True)

    class Meta:
        model = Enrollment
        name = "Enrollment"
        interfaces = (relay.Node,)
        fields = ("completed_lesson_count", "course", "last_lesson")
        filter_fields = ("course",)

    @staticmethod
    def resolve_percent(row: Enrollment, _info: Any) -> int:
        """Return what share is done."""
        return percent_done(done=row.completed_lesson_count, lessons=row.course.lesson_count)


def _published() -> QuerySet[Course]:
    return Course.objects.published().order_by("-learner_count", "-id")


def _own(user: User) -> QuerySet[Enrollment]:
    return Enrollment.objects.filter(user=user).order_by("-last_seen_at", "-public_id")


class NaiveViewer(graphene.ObjectType):
    enrollments = DjangoFilterConnectionField(EnrollmentType)

    class Meta:
        name = "Viewer"

    @staticmethod
    def resolve_enrollments(user: User, _info: Any, **_arguments: Any) -> QuerySet[Enrollment]:
        """Return the viewer's own."""
        return _own(user)


class NaiveQuery(graphene.ObjectType):
    courses = DjangoFilterConnectionField(CourseType)
    course = graphene.Field(CourseType, slug=graphene.String(required=True))
    viewer = graphene.Field(NaiveViewer)

    class Meta:
        name = "Query"

    @staticmethod
    def resolve_courses(_root: Any, _info: Any, **_arguments: Any) -> QuerySet[Course]:
        """Return the catalogue."""
        return _published()

    @staticmethod
    def resolve_course(_root: Any, _info: Any, slug: str) -> Course:
        """Return a course."""
        return Course.objects.published().get(slug=slug)

    @staticmethod
    def resolve_viewer(_root: Any, info: Any) -> User:
        """Return who asks."""
        viewer: User = info.context.user
        return viewer


class Viewer(graphene.ObjectType):
    enrollments = DjangoConnectionField(EnrollmentType)

    @staticmethod
    def resolve_enrollments(user: User, _info: Any, **_arguments: Any) -> QuerySet[Enrollment]:
        """Return the viewer's own, with what is shown of their courses."""
        return _own(user).select_related("course__instructor", "last_lesson")


class Query(graphene.ObjectType):
    courses = DjangoConnectionField(CourseType)
    course = graphene.Field(CourseType, slug=graphene.String(required=True))
    viewer = graphene.Field(Viewer)

    @staticmethod
    def resolve_courses(_root: Any, _info: Any, **_arguments: Any) -> QuerySet[Course]:
        """Return the catalogue, with what its cards show."""
        return _published().select_related("instructor").prefetch_related("tags")

    @staticmethod
    def resolve_course(_root: Any, _info: Any, slug: str) -> Course:
        """Return a course with its curriculum."""
        lessons = Prefetch("lessons", Lesson.objects.order_by("position"))
        sections = Prefetch("sections", Section.objects.order_by("position").prefetch_related(lessons))
        return Course.objects.published().select_related("instructor").prefetch_related(sections).get(slug=slug)

    @staticmethod
    def resolve_viewer(_root: Any, info: Any) -> User:
        """Return who asks."""
        viewer: User = info.context.user
        return viewer


naive = graphene.Schema(query=NaiveQuery)
idiomatic = graphene.Schema(query=Query)
