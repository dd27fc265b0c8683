"""Films, posters and captions that come with a request are looked at and kept."""

import hashlib
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, BinaryIO, TypeAlias, cast

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from acg.users.models import User
from videos import webvtt
from videos.models import CaptionTrack, Cue, Video, VideoState
from videos.probe import MAX_SECONDS, NotAVideo, Probe, probe

MAX_VIDEO_BYTES = 8 * 1024**3
MAX_POSTER_BYTES = 5 * 1024**2
MAX_POSTER_PIXELS = 40_000_000

_language_tag = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Z]{2}|\d{3}))?", re.ASCII).fullmatch

Upload: TypeAlias = "File[bytes] | BinaryIO"


def store_video(
    *, title: str, file: Upload, owner: User | None = None, duration_seconds: int = 0, poster: "Upload | None" = None
) -> Video:
    """Keep a film; it is ready to play at once, as the file that it is.

    Args:
        title: for people, at most 200 characters.
        file: an MP4 or WebM, known by its bytes; its name is ignored.
        owner: who may change it.
        duration_seconds: whole seconds, used only when the file does not say itself.
        poster: a JPEG, PNG or WebP picture shown before it plays.

    Raises:
        DomainError: `video_invalid`, `video_too_large`, `poster_invalid`, `poster_too_large`.
    """
    source = _checked_source(file, duration_seconds)
    picture = _checked_poster(poster) if poster else None
    video = Video(title=title, owner=owner, state=VideoState.READY)
    with transaction.atomic(), _nothing_kept_on_failure(video):
        _put_source(video, source)
        if picture:
            video.poster.save(picture.name or "", picture, save=False)
        video.save()
    return video


def replace_source(*, video: Video, file: Upload, duration_seconds: int = 0) -> Video:
    """Put another film in the place of a video's; captions and poster stay.

    Whoever plays meanwhile sees the old film or the new one, never half of either: the new file gets a path of its own, the row
    points to it when the transaction commits, and only then is the old file removed.

    Raises:
        DomainError: `video_invalid`, `video_too_large`; the old film stays.
    """
    source = _checked_source(file, duration_seconds)
    with transaction.atomic():
        locked = Video.objects.select_for_update().get(pk=video.pk)
        old = locked.source.name
        with _nothing_kept_on_failure(locked):
            _put_source(locked, source)
            locked.state, locked.failure = VideoState.READY, ""
            locked.save()
        delete_after_commit(locked, old)
    return locked


def set_poster(*, video: Video, poster: Upload) -> Video:
    """Show another picture before the film plays.

    Raises:
        DomainError: `poster_invalid`, `poster_too_large`; the old picture stays.
    """
    picture = _checked_poster(poster)
    with transaction.atomic():
        locked = Video.objects.select_for_update().get(pk=video.pk)
        old = locked.poster.name
        locked.poster.save(picture.name or "", picture, save=False)
        locked.save(update_fields=["poster"])
        delete_after_commit(locked, old)
    return locked


def add_captions(*, video: Video, language: str, text: str) -> CaptionTrack:
    """Give a video captions in a language, replacing those that it has; the same captions again change nothing.

    Args:
        video: whose words they are.
        language: a BCP 47 tag: en, es, pt-BR.
        text: WebVTT or SubRip, decoded.

    Raises:
        DomainError: `language_invalid`; `captions_invalid`, its message naming the line; `captions_too_large`.
    """
    if not _language_tag(language):
        raise DomainError(
            "language_invalid", _("Name the language of the captions by a tag such as en, es or pt-BR."), field="language"
        )
    cues = webvtt.parse(text)
    with transaction.atomic():
        Video.objects.select_for_update().get(pk=video.pk)
        track, _created = CaptionTrack.objects.get_or_create(video=video, language=language)
        if _cues_of(track) == cues:
            return track
        old = track.file.name
        track.file.save("captions.vtt", ContentFile(webvtt.serialise(cues).encode()))
        track.cues.all().delete()
        Cue.objects.bulk_create(
            (Cue(track=track, starts_ms=cue.starts_ms, ends_ms=cue.ends_ms, text=cue.text) for cue in cues), batch_size=1000
        )
        delete_after_commit(track.video, old)
    return track


def _cues_of(track: CaptionTrack) -> list[webvtt.CueText]:
    return [webvtt.CueText(*row) for row in track.cues.values_list("starts_ms", "ends_ms", "text")]


def _checked_source(file: Upload, duration_seconds: int) -> tuple[Upload, Probe]:
    """Return the file and what it is, its length filled in."""
    if file.seek(0, 2) > MAX_VIDEO_BYTES:
        raise DomainError("video_too_large", _("The video is too large: at most 8 GB."), field="source")
    try:
        found = probe(cast("BinaryIO", file))
    except NotAVideo as error:
        message = _("This is not a video that browsers play (%(reason)s). Save it as MP4 with H.264 and upload it again.")
        raise DomainError("video_invalid", message % {"reason": error}, field="source") from error
    seconds = found.duration_seconds or duration_seconds
    if not 0 < seconds <= MAX_SECONDS:
        raise DomainError("video_invalid", _("The video must say how long it is: at most 12 hours."), field="source")
    return file, Probe(found.container, seconds)


def _put_source(video: Video, source: tuple[Upload, Probe]) -> None:
    file, found = source
    video.source_sha256 = _sha256(file)
    video.duration_seconds = max(1, round(found.duration_seconds))
    name = f"source.{found.container}"
    video.source.save(name, File(cast("IO[Any]", file), name=name), save=False)


def _sha256(file: Upload) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(1024 * 1024):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _checked_poster(file: Upload) -> "ContentFile[bytes]":
    """Return the picture under a name that tells its true kind."""
    data = file.read(MAX_POSTER_BYTES + 1)
    if len(data) > MAX_POSTER_BYTES:
        raise DomainError("poster_too_large", _("The poster is too large: at most 5 MB."), field="poster")
    from PIL import Image  # noqa: PLC0415 -- by who uploads a picture, not by every start

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(ContentFile(data), formats=["JPEG", "PNG", "WEBP"]) as picture:
                kind, pixels = picture.format or "", picture.width * picture.height
                picture.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise DomainError("poster_invalid", _("The poster must be a JPEG, PNG or WebP picture."), field="poster") from error
    if pixels > MAX_POSTER_PIXELS:
        raise DomainError("poster_too_large", _("The poster is too large: at most 40 megapixels."), field="poster")
    return ContentFile(data, name=f"poster.{ {'JPEG': 'jpg'}.get(kind, kind.lower()) }")


@contextmanager
def _nothing_kept_on_failure(video: Video) -> Iterator[None]:
    """Remove the files that were just written when the row cannot be."""
    before = {video.source.name, video.poster.name}
    try:
        yield
    except BaseException:
        for name in {video.source.name, video.poster.name} - before:
            if name:
                video.source.storage.delete(name)
        raise


def delete_after_commit(video: Video, name: str | None) -> None:
    """Remove a file of a video once nothing points to it any more."""
    if name:
        transaction.on_commit(lambda: video.source.storage.delete(name))
