"""Reads of learning."""

from students.selectors.access import live_grants, may_learn, may_open, teaches
from students.selectors.attempts import Result, attempt_history, own_attempt, result_of, running_form
from students.selectors.library import CourseProgress, LibraryRow, continue_learning, course_progress, library

__all__ = [
    "CourseProgress",
    "LibraryRow",
    "Result",
    "attempt_history",
    "continue_learning",
    "course_progress",
    "library",
    "live_grants",
    "may_learn",
    "may_open",
    "own_attempt",
    "result_of",
    "running_form",
    "teaches",
]
