"""The verbs of learning."""

from students.services.attempts import save_answer, start_attempt, submit_attempt, submit_if_over, submit_overdue
from students.services.copying import Drift, compare_copies, drop_course_copy, keep_course_copy, rebuild_copies
from students.services.enrolling import enrol, touch_lesson
from students.services.granting import (
    allow_extra_time,
    grant_by_staff,
    grant_for_gift,
    grant_for_membership,
    grant_for_order,
    grant_for_seats,
    refuse_owned,
    revoke_by_staff,
    revoke_for_order,
    revoke_for_seats,
)
from students.services.progressing import Beat, complete_lesson, record_progress

__all__ = [
    "Beat",
    "Drift",
    "allow_extra_time",
    "compare_copies",
    "complete_lesson",
    "drop_course_copy",
    "enrol",
    "grant_by_staff",
    "grant_for_gift",
    "grant_for_membership",
    "grant_for_order",
    "grant_for_seats",
    "keep_course_copy",
    "rebuild_copies",
    "record_progress",
    "refuse_owned",
    "revoke_by_staff",
    "revoke_for_order",
    "revoke_for_seats",
    "save_answer",
    "start_attempt",
    "submit_attempt",
    "submit_if_over",
    "submit_overdue",
    "touch_lesson",
]
