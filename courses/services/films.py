"""Lessons get their films: sent by their authors straight to where films are kept."""

from django.db import transaction
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from acg.users.models import User
from courses.models import Lesson, LessonKind
from courses.services.writing import save_lesson
from videos.models import Video
from videos.services import UploadForm, finish_upload, request_upload


def request_film(*, lesson: Lesson, by: User, content_type: str, is_replacement: bool = False) -> UploadForm:
    """Return the form that sends a new film for a lesson; the lesson keeps what it has until the film is finished.

    Args:
        lesson: one of kind video, of a course that `by` may write.
        by: who sends it.
        content_type: `video/mp4` or `video/webm`.
        is_replacement: whether it takes the place of the film that the lesson has, whose captions and poster stay.

    Raises:
        DomainError: `not_a_video_lesson`; `video_invalid` for another type.
    """
    _refuse_others(lesson)
    replaces = lesson.video if is_replacement else None
    return request_upload(owner=by, title=lesson.title, content_type=content_type, replaces=replaces)


@transaction.atomic
def finish_film(*, lesson: Lesson, video: Video) -> Lesson:
    """Give a lesson the film that was sent for it, and let the lesson take as long as the film.

    Args:
        lesson: one of kind video.
        video: whose form was sent by who writes the lesson.

    Raises:
        DomainError: `not_a_video_lesson`; `upload_missing`; `upload_unknown` when it was finished meanwhile; `video_invalid`.
    """
    _refuse_others(lesson)
    lesson.video = finish_upload(video=video)
    return save_lesson(lesson=lesson)


def _refuse_others(lesson: Lesson) -> None:
    if lesson.kind != LessonKind.VIDEO:
        raise DomainError("not_a_video_lesson", _("Only a lesson of the kind video has a film."), field="lesson_id")
