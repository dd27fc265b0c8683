from typing import Any

import graphene

from acg.shared import graph
from acg.shared.graph import UUID, VIEWER, BigInt, DateTime, Field, Row, not_found, payload_row, uuid_from
from acg.users.models import User
from courses.models import Lesson
from students import services
from students.models import Attempt
from students.schema.types import AttemptType, EnrollmentType
from students.selectors import may_learn, own_attempt


def _lesson(info: graphene.ResolveInfo, global_id: str) -> Lesson:
    """Return a lesson that the viewer sees.

    Raises:
        CodedError: NOT_FOUND, also for one of a course that is hidden from them.
    """
    public_id = uuid_from(global_id, "Lesson", field="lesson_id")
    lesson = Lesson.objects.select_related("course__instructor").filter(public_id=public_id).first()
    if lesson is None or not (lesson.course.is_published or may_learn(user=info.context.viewer, course=lesson.course)):
        raise not_found()
    return lesson


class RecordProgress(graph.Mutation):
    """Add what a player has played since its last beat. Sending the same beat again changes nothing."""

    access = VIEWER

    class Input:
        lesson_id = graphene.ID(required=True, description="The lesson that is played.")
        session = UUID(required=True, description="Made by the player when it opens.")
        seq = graphene.Int(required=True, description="Counts the session's beats, from 1.")
        ranges = graphene.List(
            graphene.NonNull(graphene.List(graphene.NonNull(graphene.Float))),
            required=True,
            description="Pairs of seconds that were played: from, until.",
        )
        position = graphene.Float(required=True, description="The second where the player stands.")

    is_accepted = Field(
        graphene.Boolean, "False when it came too soon: keep the ranges and send them with the next beat.", nullable=True
    )
    interval_seconds = Field(graphene.Int, "How long to wait before the next beat.", nullable=True)
    position_seconds = Field(graphene.Int, "Where the lesson resumes, on any device.", nullable=True)
    watched_seconds = Field(graphene.Int, "How much has been watched in all.", nullable=True)
    is_completed = Field(graphene.Boolean, "Whether the lesson is done.", nullable=True)

    @staticmethod
    def perform(info: graphene.ResolveInfo, **values: Any) -> Row:
        """Record the beat."""
        lesson = _lesson(info, values["lesson_id"])
        beat = services.record_progress(
            user=info.context.viewer,
            lesson=lesson,
            session=values["session"],
            seq=values["seq"],
            ranges=values["ranges"],
            position=values["position"],
        )
        return {
            "is_accepted": beat.is_accepted,
            "interval_seconds": beat.interval_seconds,
            "position_seconds": beat.position_seconds,
            "watched_seconds": beat.watched_seconds,
            "is_completed": beat.is_completed,
        }


class CompleteLesson(graph.Mutation):
    """Mark a lesson as done by hand. Quizzes and exams are done by passing them."""

    access = VIEWER

    class Input:
        lesson_id = graphene.ID(required=True, description="The lesson.")

    enrollment = Field(EnrollmentType, "How far the viewer is now.", nullable=True)

    @staticmethod
    def perform(info: graphene.ResolveInfo, **values: Any) -> Row:
        """Complete the lesson."""
        lesson = _lesson(info, values["lesson_id"])
        progress = services.complete_lesson(user=info.context.viewer, lesson=lesson)
        own = EnrollmentType.visible(info).filter(pk=progress.enrollment_id)
        return {"enrollment": payload_row(info, "enrollment", EnrollmentType, own)}


class StartAttempt(graph.Mutation):
    """Begin a sitting of a quiz or practice exam, or come back to the one that is open."""

    access = VIEWER

    class Input:
        lesson_id = graphene.ID(required=True, description="The quiz or practice exam.")
        missed_of = graphene.ID(description="A submitted attempt of it: ask only what was wrong there, without a clock.")

    attempt = Field(AttemptType, "The sitting.", nullable=True)

    @staticmethod
    def perform(info: graphene.ResolveInfo, **values: Any) -> Row:
        """Start the attempt."""
        viewer: User = info.context.viewer
        lesson = _lesson(info, values["lesson_id"])
        missed_of = None
        if values.get("missed_of"):
            missed_of = own_attempt(user=viewer, attempt_id=uuid_from(values["missed_of"], "Attempt", field="missed_of"))
            if missed_of is None:
                raise not_found()
        attempt = services.start_attempt(user=viewer, lesson=lesson, missed_of=missed_of)
        return {"attempt": _attempt(info, attempt)}


def _attempt(info: graphene.ResolveInfo, attempt: Attempt) -> Row | None:
    return payload_row(info, "attempt", AttemptType, Attempt.objects.filter(pk=attempt.pk))


class SaveAnswer(graph.Mutation):
    """Keep what is chosen now. The same or an older save again changes nothing."""

    access = VIEWER

    class Input:
        attempt_id = graphene.ID(required=True, description="The attempt that runs.")
        question_id = graphene.ID(required=True, description="One of its questions.")
        option_ids = graphene.List(
            graphene.NonNull(graphene.ID), required=True, description="The chosen options; none takes the answer back."
        )
        is_flagged = graphene.Boolean(default_value=False, description="Whether the viewer wants to look at it again.")
        seq = BigInt(required=True, description="The client's counter, from 1; the highest save wins.")

    saved_at = Field(DateTime, "When the answer that is kept now was saved.", nullable=True)
    seq = Field(BigInt, "Its counter: higher than the one sent when a newer save was there already.", nullable=True)

    @staticmethod
    def perform(info: graphene.ResolveInfo, **values: Any) -> Row:
        """Save the answer."""
        answer = services.save_answer(
            user=info.context.viewer,
            attempt_id=uuid_from(values["attempt_id"], "Attempt", field="attempt_id"),
            question_id=uuid_from(values["question_id"], "Question", field="question_id"),
            option_ids=[uuid_from(option_id, "Option", field="option_ids") for option_id in values["option_ids"]],
            is_flagged=bool(values.get("is_flagged")),
            seq=values["seq"],
        )
        return {"saved_at": answer.saved_at, "seq": answer.seq}


class SubmitAttempt(graph.Mutation):
    """End a sitting and score it. Again changes nothing."""

    access = VIEWER

    class Input:
        attempt_id = graphene.ID(required=True, description="The attempt.")

    attempt = Field(AttemptType, "The sitting with its result.", nullable=True)

    @staticmethod
    def perform(info: graphene.ResolveInfo, **values: Any) -> Row:
        """Submit the attempt."""
        attempt_id = uuid_from(values["attempt_id"], "Attempt", field="attempt_id")
        return {"attempt": _attempt(info, services.submit_attempt(user=info.context.viewer, attempt_id=attempt_id))}


class Mutation:
    """What a student can make happen."""

    record_progress = RecordProgress.field()
    complete_lesson = CompleteLesson.field()
    start_attempt = StartAttempt.field()
    save_answer = SaveAnswer.field()
    submit_attempt = SubmitAttempt.field()
