from typing import Any

import graphene
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from acg.shared import graph
from acg.shared.errors import DomainError
from acg.shared.graph import AUTHORS, Field, Row, key_from, not_found, payload_row, uuid_from
from acg.users.models import Role, User
from courses import services
from courses.models import Course, ExamVersion, Instructor, Section, Tag
from courses.schema.enums import CourseKindEnum, LevelEnum, ProviderEnum
from courses.schema.films import FinishVideoUpload, RequestVideoUpload
from courses.schema.types import CourseType, SectionType


class UpsertCourse(graph.Mutation):
    """Write a course: a new draft, or with `id` an existing one, of which only what is given changes."""

    access = AUTHORS

    class Input:
        id = graphene.ID(description="The course to change; without it a new one is written.")
        instructor_id = graphene.ID(description="Who teaches it; for editors. An instructor's courses are their own.")
        title = graphene.String(description="What it teaches.")
        kind = graphene.InputField(CourseKindEnum, description="What kind of course it is.")
        summary = graphene.String(description="The same in a sentence.")
        description = graphene.String(description="What its page tells: Markdown.")
        outcomes = graphene.List(graphene.NonNull(graphene.String), description="What a student can do afterwards.")
        requirements = graphene.List(graphene.NonNull(graphene.String), description="What a student needs before.")
        provider = graphene.InputField(ProviderEnum, description="Whose cloud it is about.")
        level = graphene.InputField(LevelEnum, description="How much it presumes.")
        language = graphene.String(description="The language that it is taught in, a BCP 47 tag.")
        is_free = graphene.Boolean(description="Whether it is open to everyone who signs in.")
        exam_code = graphene.String(description="The exam that it prepares for; empty for none.")
        tags = graphene.List(graphene.NonNull(graphene.String), description="All its subjects, by their slugs.")

    course = Field(CourseType, "The course as it is now.", nullable=True)

    @staticmethod
    def perform(info: graphene.ResolveInfo, **values: Any) -> Row:
        """Write the course."""
        viewer: User = info.context.viewer
        given = {name: value for name, value in values.items() if value is not None}
        course = _own_course(info, given.pop("id"), field="id") if "id" in given else Course()
        instructor_id = given.pop("instructor_id", None)
        if instructor_id or course.pk is None:
            course.instructor = _instructor(viewer, instructor_id)
        if "exam_code" in given:
            course.exam_version = _exam(given.pop("exam_code"))
        tags = _tags(given.pop("tags")) if "tags" in given else None
        for name, value in given.items():
            setattr(course, name, value)
        _check(course)
        services.save_course(course=course, tags=tags)
        return {"course": payload_row(info, "course", CourseType, Course.objects.filter(pk=course.pk))}


def _own_course(info: graphene.ResolveInfo, global_id: str, *, field: str) -> Course:
    """Return a course that the viewer may change.

    Raises:
        CodedError: NOT_FOUND, also for one that exists and is another's.
    """
    public_id = uuid_from(global_id, "Course", field=field)
    course = Course.objects.authored_by(info.context.viewer).filter(public_id=public_id).first()
    if course is None:
        raise not_found()
    return course


def _instructor(viewer: User, global_id: str | None) -> Instructor:
    if global_id is None:
        instructor = Instructor.objects.filter(user=viewer).first()
        if instructor is None:
            raise DomainError("instructor_missing", _("Say who teaches the course."), field="instructor_id")
        return instructor
    slug = key_from(global_id, "Instructor", field="instructor_id")
    instructor = Instructor.objects.filter(slug=slug).first()
    if instructor is None:
        raise not_found()
    if viewer.role == Role.INSTRUCTOR and instructor.user_id != viewer.pk:
        raise DomainError("forbidden", _("Only editors write courses for others."), field="instructor_id")
    return instructor


def _exam(code: str) -> ExamVersion | None:
    if not code.strip():
        return None
    exam = ExamVersion.objects.filter(code=code.strip().upper()).first()
    if exam is None:
        raise DomainError("unknown_exam", _("There is no exam of this code."), field="exam_code")
    return exam


def _tags(slugs: list[str]) -> list[Tag]:
    tags = list(Tag.objects.filter(slug__in=slugs))
    if len(tags) != len(set(slugs)):
        raise DomainError("unknown_tag", _("One of the subjects does not exist."), field="tags")
    return tags


def _check(course: Course) -> None:
    """Refuse what the columns cannot hold, before anything is written.

    Raises:
        DomainError: `invalid`, with the first column's complaint.
    """
    try:
        # An empty title and a slug are the verb's business.
        course.clean_fields(exclude={"slug", "instructor", *(() if course.title else ("title",))})
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise DomainError("invalid", messages[0], field=field) from None


class ReorderLessons(graph.Mutation):
    """Make a section hold these lessons in this order; lessons of the course's other sections move here."""

    access = AUTHORS

    class Input:
        section_id = graphene.ID(required=True, description="The section.")
        lesson_ids = graphene.List(
            graphene.NonNull(graphene.ID), required=True, description="All its lessons in their order, and those that move here."
        )

    section = Field(SectionType, "The section as it is now.", nullable=True)

    @staticmethod
    def perform(info: graphene.ResolveInfo, **values: Any) -> Row:
        """Reorder the lessons."""
        public_id = uuid_from(values["section_id"], "Section", field="section_id")
        lesson_ids = [uuid_from(lesson_id, "Lesson", field="lesson_ids") for lesson_id in values["lesson_ids"]]
        written = Course.objects.authored_by(info.context.viewer)
        section = Section.objects.select_related("course").filter(public_id=public_id, course__in=written).first()
        if section is None:
            raise not_found()
        services.reorder_lessons(section=section, lesson_ids=lesson_ids)
        return {"section": payload_row(info, "section", SectionType, Section.objects.filter(pk=section.pk))}


class PublishCourse(graph.Mutation):
    """Let everyone see a course. It stays a draft, and `errors` says what it lacks, while something is missing."""

    access = AUTHORS

    class Input:
        course_id = graphene.ID(required=True, description="The course.")

    course = Field(CourseType, "The course as it is now.", nullable=True)

    @staticmethod
    def perform(info: graphene.ResolveInfo, **values: Any) -> Row:
        """Publish the course."""
        course = _own_course(info, values["course_id"], field="course_id")
        services.publish_course(course=course)
        return {"course": payload_row(info, "course", CourseType, Course.objects.filter(pk=course.pk))}


class Mutation:
    """What authors can make happen."""

    upsert_course = UpsertCourse.field()
    reorder_lessons = ReorderLessons.field()
    publish_course = PublishCourse.field()
    request_video_upload = RequestVideoUpload.field()
    finish_video_upload = FinishVideoUpload.field()
