"""How long a lesson takes, as far as what it holds tells."""

import math

from django.utils.html import strip_tags

from courses.models import Lesson, LessonKind

WORDS_PER_MINUTE = 200
"""How fast an article is read: people read about 238 words of prose a minute (Brysbaert 2019), technical text slower."""


def lesson_seconds(lesson: Lesson) -> int:
    """Return the seconds that a lesson takes: the video's length, the reading time in whole minutes, the exam's limit.

    Of any other lesson it is what its author wrote.

    Args:
        lesson: with its HTML made.
    """
    if lesson.kind == LessonKind.VIDEO and lesson.video is not None and lesson.video.duration_seconds:
        return lesson.video.duration_seconds
    if lesson.kind == LessonKind.ARTICLE:
        return math.ceil(len(strip_tags(lesson.body_html).split()) / WORDS_PER_MINUTE) * 60
    if lesson.kind == LessonKind.EXAM and lesson.time_limit_minutes:
        return lesson.time_limit_minutes * 60
    return lesson.duration_seconds
