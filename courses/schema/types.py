"""What can be taught, as clients see it."""

from typing import Any

import graphene
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from acg.shared.graph import (
    AUTHORS,
    ENTITLED,
    PUBLIC,
    Children,
    DateTime,
    Field,
    Money,
    Row,
    Type,
    Weight,
    connection_of,
    many,
)
from acg.shared.money import Money as Amount
from courses.models import (
    Certification,
    Course,
    Domain,
    ExamVersion,
    Instructor,
    LearningPath,
    LearningPathStep,
    Lesson,
    LessonResource,
    Section,
    TaskStatement,
)
from courses.schema.enums import CourseKindEnum, LessonKindEnum, LevelEnum, ProviderEnum

Rows = QuerySet[Any, Any]


class InstructorType(Type):
    """Somebody who teaches."""

    class Meta:
        access = PUBLIC
        name = "Instructor"
        key = "slug"

    name = Field(graphene.String, "Their name.")
    slug = Field(graphene.String, "Names them in addresses.")
    headline = Field(graphene.String, "What they do, in a line; perhaps empty.")
    bio_html = Field(graphene.String, "About them: sanitised HTML, perhaps empty.")

    @classmethod
    def visible(cls, _info: graphene.ResolveInfo) -> Rows:
        """Return all: everyone may see who teaches."""
        return Instructor.objects.all()


class TagType(Type):
    """A subject that courses share."""

    class Meta:
        access = PUBLIC
        name = "Tag"

    name = Field(graphene.String, "For people.")
    slug = Field(graphene.String, "For addresses and filters.")


class TaskStatementType(Type):
    """What a candidate must be able to do."""

    class Meta:
        access = PUBLIC
        name = "TaskStatement"

    code = Field(graphene.String, "Its number in the exam guide: 1.1.")
    text = Field(graphene.String, "What to be able to do.")


class DomainType(Type):
    """A part of an exam."""

    class Meta:
        access = PUBLIC
        name = "Domain"

    name = Field(graphene.String, "What it is about.")
    weight_percent = Field(graphene.Int, "How much it counts, in per cent.")
    task_statements = Field(
        many(TaskStatementType),
        "What a candidate must be able to do, in the exam guide's order.",
        fetch=Children(
            TaskStatementType, "domain", lambda: TaskStatement.objects.order_by("domain_id", "code"), into="task_statements"
        ),
        weight=Weight(size=5),
    )


class ExamVersionType(Type):
    """An edition of a certification's exam."""

    class Meta:
        access = PUBLIC
        name = "ExamVersion"

    code = Field(graphene.String, "The exam's code: CLF-C02.")
    minutes = Field(graphene.Int, "How long it takes.")
    question_count = Field(graphene.Int, "How many questions it asks.")
    pass_mark = Field(graphene.Int, "The scaled score that passes, of 100 to 1000.")
    certification = Field(lambda: CertificationType, "What it certifies.", join="certification")
    domains = Field(
        many(DomainType),
        "Its parts, in the exam guide's order.",
        fetch=Children(DomainType, "exam_version", lambda: Domain.objects.order_by("exam_version_id", "position"), into="domains"),
        weight=Weight(size=5),
    )


class CertificationType(Type):
    """What a provider certifies."""

    class Meta:
        access = PUBLIC
        name = "Certification"
        key = "slug"

    name = Field(graphene.String, "Its full name.")
    slug = Field(graphene.String, "For addresses and filters.")
    provider = Field(ProviderEnum, "Who certifies.")
    exam_versions = Field(
        many(ExamVersionType),
        "The editions of its exam, by their codes.",
        fetch=Children(ExamVersionType, "certification", lambda: ExamVersion.objects.order_by("code"), into="exam_versions"),
        weight=Weight(size=3),
    )

    @classmethod
    def visible(cls, _info: graphene.ResolveInfo) -> Rows:
        """Return all: certifications are the world's."""
        return Certification.objects.all()


def _resource_url(resource: Row, _info: graphene.ResolveInfo) -> str | None:
    return resource["url"] or None


class LessonResourceType(Type):
    """Something to take along from a lesson."""

    class Meta:
        access = PUBLIC
        name = "LessonResource"

    title = Field(graphene.String, "What it is.")
    url = Field(
        graphene.String,
        "Where it is, when it is a link; files are taken from the lesson's page.",
        nullable=True,
        resolver=_resource_url,
    )


class LessonType(Type):
    """A step of a course."""

    class Meta:
        access = PUBLIC
        name = "Lesson"
        key = "public_id"
        entitlement = (
            "course_id",
            "is_free_preview",
            "course__is_free",
            "course__published_at",
            "course__instructor__user_id",
        )

    slug = Field(graphene.String, "Names it in the course's addresses.")
    title = Field(graphene.String, "What it is about.")
    kind = Field(LessonKindEnum, "How it teaches.")
    duration_seconds = Field(graphene.Int, "How long it takes.")
    is_free_preview = Field(graphene.Boolean, "Whether everyone may open it.")
    time_limit_minutes = Field(graphene.Int, "The time that an exam gives; null when there is no clock.", nullable=True)
    pass_mark_percent = Field(graphene.Int, "What share of right answers passes a quiz or exam.")
    published_at = Field(DateTime, "When an episode of a series came out.", nullable=True)
    body_html = Field(graphene.String, "Its text: sanitised HTML, perhaps empty.", access=ENTITLED, nullable=True)
    resources = Field(
        many(LessonResourceType),
        "What to take along.",
        access=ENTITLED,
        nullable=True,
        fetch=Children(LessonResourceType, "lesson", lambda: LessonResource.objects.order_by("pk"), into="resources"),
        weight=Weight(size=3),
    )
    course = Field(lambda: CourseType, "The course that it belongs to.", join="course")

    @classmethod
    def visible(cls, info: graphene.ResolveInfo) -> Rows:
        """Return the lessons of the courses that the viewer sees."""
        return Lesson.objects.filter(course__in=Course.objects.visible_to(info.context.viewer))


class SectionType(Type):
    """A chapter of a course."""

    class Meta:
        access = PUBLIC
        name = "Section"
        key = "public_id"

    title = Field(graphene.String, "What it is about.")
    lessons = Field(
        many(LessonType),
        "Its lessons in their order.",
        fetch=Children(LessonType, "section", lambda: Lesson.objects.order_by("section_id", "position"), into="lessons"),
        weight=Weight(size=10),
    )

    @classmethod
    def visible(cls, info: graphene.ResolveInfo) -> Rows:
        """Return the sections of the courses that the viewer sees."""
        return Section.objects.filter(course__in=Course.objects.visible_to(info.context.viewer))


class FaqEntry(Type):
    """A question that people ask about a course."""

    class Meta:
        access = PUBLIC

    question = Field(graphene.String, "What they ask.")
    answer = Field(graphene.String, "What is answered.")


def _prices(course: Row, _info: graphene.ResolveInfo) -> list[Amount]:
    return [Amount(minor, currency) for currency, minor in sorted(course["list_prices"].items())]


def _cover_url(course: Row, _info: graphene.ResolveInfo) -> str | None:
    return settings.SITE_URL + reverse("courses:cover", args=[course["public_id"]]) if course["cover"] else None


class CourseType(Type):
    """What the school teaches: sections of lessons under a title."""

    class Meta:
        access = PUBLIC
        name = "Course"
        key = "public_id"

    kind = Field(CourseKindEnum, "What kind of course it is.")
    slug = Field(graphene.String, "Names it in addresses.")
    title = Field(graphene.String, "What it teaches.")
    summary = Field(graphene.String, "The same in a sentence; perhaps empty.")
    description = Field(graphene.String, "What its page tells, as its author wrote it: Markdown.", access=AUTHORS, nullable=True)
    description_html = Field(graphene.String, "What its page tells: sanitised HTML.")
    outcomes = Field(many(graphene.String), "What a student can do afterwards.")
    requirements = Field(many(graphene.String), "What a student needs before.")
    faq = Field(many(FaqEntry), "What people ask about it.", weight=Weight(size=5))
    provider = Field(ProviderEnum, "Whose cloud it is about.")
    level = Field(LevelEnum, "How much it presumes.")
    language = Field(graphene.String, "The language that it is taught in, a BCP 47 tag.")
    is_free = Field(graphene.Boolean, "Whether it is open to everyone who signs in.")
    published_at = Field(DateTime, "Since when everyone sees it; null for a draft.", nullable=True)
    content_updated_at = Field(DateTime, "When its content changed last.")
    lesson_count = Field(graphene.Int, "How many lessons it has.")
    duration_seconds = Field(graphene.Int, "How long its lessons take in all.")
    rating_count = Field(graphene.Int, "How many have rated it.")
    rating_average = Field(graphene.Float, "Their stars on average, 1 to 5; 0 when nobody has.")
    learner_count = Field(graphene.Int, "How many take part.")
    prices = Field(
        many(Money),
        "What it costs, by currency; empty when it is not for sale.",
        columns=("list_prices",),
        resolver=_prices,
        weight=Weight(size=3),
    )
    cover_url = Field(
        graphene.String,
        "Its picture; null where the school draws one by itself.",
        nullable=True,
        columns=("cover", "public_id"),
        resolver=_cover_url,
    )
    instructor = Field(InstructorType, "Who teaches it.", join="instructor")
    exam_version = Field(ExamVersionType, "The exam that it prepares for.", join="exam_version", nullable=True)
    tags = Field(
        many(TagType),
        "Its subjects, by name.",
        fetch=Children(TagType, "course", lambda: Course.tags.through.objects.order_by("tag__name"), into="tags", far="tag"),
        weight=Weight(size=5),
    )
    sections = Field(
        many(SectionType),
        "Its chapters in their order.",
        fetch=Children(SectionType, "course", lambda: Section.objects.order_by("course_id", "position"), into="sections"),
        weight=Weight(size=10),
    )

    @classmethod
    def visible(cls, info: graphene.ResolveInfo) -> Rows:
        """Return the published courses and those that the viewer writes."""
        return Course.objects.visible_to(info.context.viewer)


def _seen_steps(info: graphene.ResolveInfo) -> Rows:
    return LearningPathStep.objects.filter(course__in=Course.objects.visible_to(info.context.viewer)).order_by(
        "path_id", "position"
    )


class LearningPathType(Type):
    """Courses in the order to take them."""

    class Meta:
        access = PUBLIC
        name = "LearningPath"
        key = "public_id"

    slug = Field(graphene.String, "Names it in addresses.")
    title = Field(graphene.String, "Where it leads.")
    summary = Field(graphene.String, "The same in a sentence; perhaps empty.")
    courses = Field(
        many(CourseType),
        "Its courses in their order.",
        fetch=Children(CourseType, "path", seen=_seen_steps, into="courses", far="course"),
        weight=Weight(size=10),
    )

    @classmethod
    def visible(cls, _info: graphene.ResolveInfo) -> Rows:
        """Return the published ones."""
        return LearningPath.objects.filter(is_published=True)


CourseConnection = connection_of(CourseType, description="Courses, page by page.")
InstructorConnection = connection_of(InstructorType, description="Instructors, page by page.")
LearningPathConnection = connection_of(LearningPathType, description="Learning paths, page by page.")
