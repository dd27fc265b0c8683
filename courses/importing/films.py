"""The films of a course, stored by the videos context's verbs."""

import io

from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from acg.users.models import User
from courses.importing.documents import VideoDoc
from courses.importing.files import files_of, is_stored
from courses.importing.rows import is_new
from courses.importing.source import SourceError
from courses.importing.work import Work
from videos.models import Video
from videos.services import add_captions, replace_source, set_poster, store_video


def store_films(work: Work, *, owner: User | None) -> dict[str, Video]:
    """Store the films and captions that are new or different; return the films by their keys in the source.

    A film is known by who shows it: the lesson or the trailer that showed its predecessor.

    Raises:
        SourceError: naming the file, when it is not a film or not captions.
    """
    known = _known(work)
    return {doc.key: _stored(work, doc, known.get(doc.key), owner) for doc in work.watch(work.doc.videos, _("films"))}


def _known(work: Work) -> dict[str, Video]:
    """Return the films that the stored course shows, by their keys in the source."""
    course, doc = work.course, work.doc
    if is_new(course):
        return {}
    keys = {lesson.key: lesson.video_key for section in doc.sections for lesson in section.lessons if lesson.video_key}
    shown = course.lessons.filter(key__in=keys, video__isnull=False).select_related("video")
    films = {keys[lesson.key]: lesson.video for lesson in shown if lesson.video}
    if doc.trailer_key and course.trailer:
        films.setdefault(doc.trailer_key, course.trailer)
    return films


def _stored(work: Work, doc: VideoDoc, video: Video | None, owner: User | None) -> Video:
    """Return the film, stored or changed, and count it."""
    before = files_of(video) if video else set()
    at, is_first, is_changed = doc.file.name, video is None, False
    try:
        if video is None:
            poster = io.BytesIO(doc.poster.read()) if doc.poster else None
            film = io.BytesIO(doc.file.read())
            video = store_video(title=doc.title, file=film, owner=owner, duration_seconds=doc.duration_seconds, poster=poster)
        elif video.source_sha256 != doc.file.sha256:
            video, is_changed = (
                replace_source(video=video, file=io.BytesIO(doc.file.read()), duration_seconds=doc.duration_seconds),
                True,
            )
        work.files.kept_by(video, besides=before)
        if video.title != doc.title:
            Video.objects.filter(pk=video.pk).update(title=doc.title)
            is_changed = True
        if doc.poster and not is_stored(video.poster, doc.poster):
            video, is_changed = set_poster(video=video, poster=io.BytesIO(doc.poster.read())), True
        for captions in doc.captions:
            at = captions.file
            track = add_captions(video=video, language=captions.language, text=captions.text)
            is_changed |= track.file.name not in before
    except DomainError as error:
        raise SourceError(error.message, file=at) from error
    work.files.kept_by(video, besides=before)
    work.tally.created += is_first
    work.tally.updated += is_changed and not is_first
    work.tally.unchanged += not (is_changed or is_first)
    return video
