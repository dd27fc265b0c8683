"""What the catalogue shows: reads that pages and GraphQL share."""

from courses.selectors.catalogue import CARD, ORDERS, CardRow, card_rows, catalogue, catalogue_page, catalogue_read
from courses.selectors.collections import (
    InstructorPage,
    PathPage,
    instructor_page,
    learning_path,
    learning_paths,
    practice_exams,
)
from courses.selectors.counting import Facets, FacetValue, facets
from courses.selectors.course_page import CoursePage, LessonLine, SectionLine, course_page, lessons_of_feed
from courses.selectors.facts import course_facts
from courses.selectors.filters import DURATIONS, Filters
from courses.selectors.search import LessonHit, Suggestion, lessons_matching, suggestions
from courses.selectors.versions import catalogue_version

__all__ = [
    "CARD",
    "DURATIONS",
    "ORDERS",
    "CardRow",
    "CoursePage",
    "FacetValue",
    "Facets",
    "Filters",
    "InstructorPage",
    "LessonHit",
    "LessonLine",
    "PathPage",
    "SectionLine",
    "Suggestion",
    "card_rows",
    "catalogue",
    "catalogue_page",
    "catalogue_read",
    "catalogue_version",
    "course_facts",
    "course_page",
    "facets",
    "instructor_page",
    "learning_path",
    "learning_paths",
    "lessons_matching",
    "lessons_of_feed",
    "practice_exams",
    "suggestions",
]
