"""Reads of learning."""

from students.selectors.access import Rights, live_grants, may_learn, may_open, rights_of, teaches
from students.selectors.attempts import Assessment, assessment_of, attempt_history, own_attempt, running_form
from students.selectors.dashboard import Dashboard, dashboard
from students.selectors.explaining import Access, explain_access
from students.selectors.forms import forms_of
from students.selectors.lesson_page import LessonPage, lesson_by_slugs, lesson_page, place_in_course
from students.selectors.library import (
    CardProgress,
    CourseProgress,
    LibraryRow,
    continue_learning,
    course_progress,
    learner_count,
    library,
    percent_done,
    progress_on_cards,
)
from students.selectors.results import Result, result_of
from students.selectors.standing import Standing, standing_of

__all__ = [
    "Access",
    "Assessment",
    "CardProgress",
    "CourseProgress",
    "Dashboard",
    "LessonPage",
    "LibraryRow",
    "Result",
    "Rights",
    "Standing",
    "assessment_of",
    "attempt_history",
    "continue_learning",
    "course_progress",
    "dashboard",
    "explain_access",
    "forms_of",
    "learner_count",
    "lesson_by_slugs",
    "lesson_page",
    "library",
    "live_grants",
    "may_learn",
    "may_open",
    "own_attempt",
    "percent_done",
    "place_in_course",
    "progress_on_cards",
    "result_of",
    "rights_of",
    "running_form",
    "standing_of",
    "teaches",
]
