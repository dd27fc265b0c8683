"""What can happen to a course, its lessons and its questions: the verbs of authoring."""

from courses.services.arranging import move_lesson, move_section, reorder_lessons, reorder_sections
from courses.services.counting import recount_course, set_learner_count
from courses.services.films import finish_film, request_film
from courses.services.images import save_image
from courses.services.prices import set_list_prices
from courses.services.publishing import Gap, publish_course, publishing_gaps, unpublish_course
from courses.services.questions import check_question, delete_question, save_pool, save_question
from courses.services.rendering import render
from courses.services.reviews import delete_review, write_review
from courses.services.writing import (
    delete_course,
    delete_lesson,
    delete_section,
    save_course,
    save_instructor,
    save_lesson,
    save_section,
)

__all__ = [
    "Gap",
    "check_question",
    "delete_course",
    "delete_lesson",
    "delete_question",
    "delete_review",
    "delete_section",
    "finish_film",
    "move_lesson",
    "move_section",
    "publish_course",
    "publishing_gaps",
    "recount_course",
    "render",
    "reorder_lessons",
    "reorder_sections",
    "request_film",
    "save_course",
    "save_image",
    "save_instructor",
    "save_lesson",
    "save_pool",
    "save_question",
    "save_section",
    "set_learner_count",
    "set_list_prices",
    "unpublish_course",
    "write_review",
]
