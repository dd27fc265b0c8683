"""Learning, as the learner's clients see it: everything here is the viewer's own."""

from typing import Any

import graphene
from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from acg.shared.graph import (
    VIEWER,
    BigInt,
    Children,
    DateTime,
    Field,
    Row,
    Selection,
    Type,
    Weight,
    connection_of,
    many,
    to_global_id,
)
from acg.shared.prepared import Slot
from courses.schema import CourseType, LessonType
from students.models import Attempt, Enrollment, Grant, LessonProgress
from students.schema.enums import GrantCauseEnum
from students.selectors import forms_of, percent_done

Rows = QuerySet[Any, Any]


class LessonProgressType(Type):
    """How far the viewer is in a lesson."""

    class Meta:
        access = VIEWER
        name = "LessonProgress"

    lesson = Field(LessonType, "The lesson.", join="lesson")
    position_seconds = Field(graphene.Int, "Where to resume.")
    watched_seconds = Field(graphene.Int, "How much of its film was watched.")
    completed_at = Field(DateTime, "When it was done; null while it is not.", nullable=True)


def _done(enrollment: Row) -> int:
    return int(min(enrollment["completed_lesson_count"], enrollment["course"]["lesson_count"]))


COUNTERS = ("completed_lesson_count", "course__lesson_count")


class EnrollmentType(Type):
    """That the viewer takes part in a course, and how far they are. The right to learn is a grant."""

    class Meta:
        access = VIEWER
        name = "Enrollment"
        key = "public_id"

    course = Field(CourseType, "The course; also when it has been taken off the catalogue.", join="course")
    started_at = Field(DateTime, "Since when.")
    last_seen_at = Field(DateTime, "When a lesson was opened last.")
    completed_at = Field(DateTime, "When all lessons were done for the first time; null before.", nullable=True)
    completed_lesson_count = Field(
        graphene.Int, "How many lessons are done.", columns=COUNTERS, resolver=lambda row, _info: _done(row)
    )
    percent = Field(
        graphene.Int,
        "What share of the lessons is done, in per cent, rounded down.",
        columns=COUNTERS,
        resolver=lambda row, _info: percent_done(done=_done(row), lessons=row["course"]["lesson_count"]),
    )
    last_lesson = Field(
        LessonType, "The lesson to go on with: the one opened last; null before the first.", join="last_lesson", nullable=True
    )
    position_seconds = Field(graphene.Int, "The second of that lesson to resume at.")
    progress = Field(
        many(LessonProgressType),
        "The lessons that were begun, in the course's order.",
        fetch=Children(
            LessonProgressType,
            "enrollment",
            lambda: LessonProgress.objects.order_by("enrollment_id", "lesson__section__position", "lesson__position"),
            into="progress",
        ),
        weight=Weight(size=30),
    )

    @classmethod
    def visible(cls, info: graphene.ResolveInfo) -> Rows:
        """Return the viewer's own."""
        return _with_position(Enrollment.objects.filter(user=info.context.viewer))


def _with_position(enrollments: "QuerySet[Enrollment]") -> Rows:
    here = LessonProgress.objects.filter(enrollment=OuterRef("pk"), lesson=OuterRef("last_lesson"))
    return enrollments.annotate(position_seconds=Coalesce(Subquery(here.values("position_seconds")[:1]), Value(0)))


def own_enrollments() -> Rows:
    """Return the viewer's own, with a slot for the viewer."""
    return _with_position(Enrollment.objects.filter(user=Slot("viewer", BigIntegerField())))


def _is_live(grant: Row, _info: graphene.ResolveInfo) -> bool:
    now, until = timezone.now(), grant["until_at"]
    return grant["revoked_at"] is None and grant["from_at"] <= now and (until is None or until > now)


class GrantType(Type):
    """A right of the viewer's to learn, with its cause; those that ended stay visible."""

    class Meta:
        access = VIEWER
        name = "Grant"
        key = "public_id"

    cause = Field(GrantCauseEnum, "Why they have it.")
    course = Field(CourseType, "What it opens; null for all courses.", join="course", nullable=True)
    from_at = Field(DateTime, "Since when.", name="from")
    until_at = Field(DateTime, "Until when; null for ever.", name="until", nullable=True)
    revoked_at = Field(DateTime, "When it was taken back, after a refund for instance.", nullable=True)
    is_live = Field(graphene.Boolean, "Whether it holds now.", columns=("from_at", "until_at", "revoked_at"), resolver=_is_live)

    @classmethod
    def visible(cls, info: graphene.ResolveInfo) -> Rows:
        """Return the viewer's own."""
        return Grant.objects.filter(user=info.context.viewer)


class AttemptOption(Type):
    """One of the answers that a question offers."""

    class Meta:
        access = VIEWER

    option_id = Field(
        graphene.ID, "Names it in `saveAnswer`.", resolver=lambda row, _info: to_global_id("Option", row["public_id"])
    )
    text_html = Field(graphene.String, "What it says: sanitised HTML.")
    is_chosen = Field(graphene.Boolean, "Whether it is chosen.")
    is_correct = Field(graphene.Boolean, "Whether it is right; null until the attempt is submitted.", nullable=True)
    explanation_html = Field(graphene.String, "Why; null until the attempt is submitted.", nullable=True)


class AttemptQuestion(Type):
    """A question of an attempt."""

    class Meta:
        access = VIEWER

    question_id = Field(
        graphene.ID, "Names it in `saveAnswer`.", resolver=lambda row, _info: to_global_id("Question", row["public_id"])
    )
    number = Field(graphene.Int, "Its place in the attempt, from 1.")
    stem_html = Field(graphene.String, "What is asked: sanitised HTML.")
    choose = Field(graphene.Int, "How many options to choose.")
    is_flagged = Field(graphene.Boolean, "Whether the viewer wants to look at it again.")
    seq = Field(BigInt, "The counter of the last save, which the next one must exceed.")
    options = Field(many(AttemptOption), "What it offers, in the order of this attempt.", weight=Weight(size=5))
    is_correct = Field(graphene.Boolean, "Whether it was answered right; null until the attempt is submitted.", nullable=True)
    explanation_html = Field(graphene.String, "What is right and why; null until the attempt is submitted.", nullable=True)
    domain = Field(
        graphene.String,
        "The part of the exam that it belongs to; null until the attempt is submitted, or when nobody tagged it.",
        nullable=True,
    )


def _fetch_questions(attempts: list[Row], _selection: Selection, _info: graphene.ResolveInfo) -> None:
    forms = forms_of(attempts)
    for attempt in attempts:
        attempt["questions"] = forms[attempt["pk"]]


class AttemptType(Type):
    """A sitting of the viewer's: a quiz or a practice exam."""

    class Meta:
        access = VIEWER
        name = "Attempt"
        key = "public_id"

    lesson = Field(LessonType, "What is sat.", join="lesson")
    number = Field(graphene.Int, "Which sitting of the lesson it is, from 1.")
    is_missed_only = Field(graphene.Boolean, "Whether it asks only what was wrong in an earlier one.")
    started_at = Field(DateTime, "When it began.")
    deadline_at = Field(DateTime, "When the server ends it; null without a clock.", nullable=True)
    submitted_at = Field(DateTime, "When it ended; null while it runs.", nullable=True)
    question_count = Field(graphene.Int, "How many questions it asks.")
    correct_count = Field(graphene.Int, "How many were answered right; null until it is submitted.", nullable=True)
    scaled_score = Field(graphene.Int, "The score from 100 to 1000, as providers scale; null until it is submitted.", nullable=True)
    passed = Field(graphene.Boolean, "Whether it was passed; null until it is submitted.", nullable=True)
    questions = Field(
        many(AttemptQuestion),
        "What it asks, in its order.",
        columns=("form", "submitted_at"),
        fetch=_fetch_questions,
        weight=Weight(size=65),
    )

    @classmethod
    def visible(cls, info: graphene.ResolveInfo) -> Rows:
        """Return the viewer's own."""
        return Attempt.objects.filter(enrollment__user=info.context.viewer)


EnrollmentConnection = connection_of(EnrollmentType, description="Courses that the viewer takes part in, page by page.")
GrantConnection = connection_of(GrantType, description="Rights of the viewer's, page by page.")
AttemptConnection = connection_of(AttemptType, description="Sittings of the viewer's, page by page.")
