"""The same graph on graphene-django-query-optimizer. Imported, it changes graphene-django for the whole process: it gets one of its own."""

from typing import Any

import graphene
from django.db.models import QuerySet
from graphene import relay
from query_optimizer import DjangoConnectionField, DjangoListField, DjangoObjectType, MultiField, optimize

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
    lessons = DjangoListField(LessonType)

    class Meta:
        model = Section
        name = "Section"
        fields = ("title", "lessons")


class CourseType(DjangoObjectType):
    rating_average = graphene.Float(required=True)
    outcomes = graphene.List(graphene.String)
    requirements = graphene.List(graphene.String)
    prices = MultiField(graphene.List(MoneyType), fields=["list_prices"])
    sections = DjangoListField(SectionType)

    class Meta:
        model = Course
        name = "Course"
        interfaces = (relay.Node,)
        fields = COURSE_FIELDS

    @staticmethod
    def resolve_prices(course: Course, _info: Any) -> list[dict[str, Any]]:
        """Return what it costs."""
        return prices(course.list_prices)


class EnrollmentType(DjangoObjectType):
    percent = MultiField(graphene.Int, fields=["completed_lesson_count"], required=True)
    last_seen_at = DateTime(required=True)

    class Meta:
        model = Enrollment
        name = "Enrollment"
        interfaces = (relay.Node,)
        fields = ("completed_lesson_count", "course", "last_lesson")

    @staticmethod
    def resolve_percent(row: Enrollment, _info: Any) -> int:
        """Return what share is done."""
        return percent_done(done=row.completed_lesson_count, lessons=row.course.lesson_count)


class Viewer(graphene.ObjectType):
    enrollments = DjangoConnectionField(EnrollmentType)

    @staticmethod
    def resolve_enrollments(user: User, _info: Any, **_arguments: Any) -> QuerySet[Enrollment]:
        """Return the viewer's own."""
        return Enrollment.objects.filter(user=user).order_by("-last_seen_at", "-public_id")


class Query(graphene.ObjectType):
    courses = DjangoConnectionField(CourseType)
    course = graphene.Field(CourseType, slug=graphene.String(required=True))
    viewer = graphene.Field(Viewer)

    @staticmethod
    def resolve_courses(_root: Any, _info: Any, **_arguments: Any) -> QuerySet[Course]:
        """Return the catalogue."""
        return Course.objects.published().order_by("-learner_count", "-id")

    @staticmethod
    def resolve_course(_root: Any, info: Any, slug: str) -> Course:
        """Return a course."""
        found: QuerySet[Course] = optimize(Course.objects.published().filter(slug=slug), info)
        return next(iter(found))

    @staticmethod
    def resolve_viewer(_root: Any, info: Any) -> User:
        """Return who asks."""
        viewer: User = info.context.user
        return viewer


schema = graphene.Schema(query=Query)
