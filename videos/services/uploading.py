"""A film goes from the author's browser straight to where it is kept; the school signs the form before, and looks at it afterwards."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import SuspiciousOperation
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from acg.shared.files import is_remote, opened_to_look, upload_form
from acg.shared.values import frozen
from acg.users.models import User
from videos.models import Video, VideoState, source_path
from videos.probe import MAX_SECONDS, NotAVideo, probe
from videos.services.storing import delete_after_commit
from videos.tokens import read_ticket, ticket_for

ENDINGS = {"video/mp4": "mp4", "video/webm": "webm"}
MOST_BYTES = 5 * 1024**3  # of one form: https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html
FORM_LASTS = dt.timedelta(hours=1)
DRAFT_LASTS = dt.timedelta(days=1)


@frozen
class UploadForm:
    """How a browser sends a film: a multipart POST to the address, with the fields in their order and then the file as `file`."""

    video: Video
    url: str
    fields: dict[str, str]
    ends_at: dt.datetime


def request_upload(*, owner: User, title: str, content_type: str, replaces: Video | None = None) -> UploadForm:
    """Make a video that waits for its film, and the form that sends it.

    Args:
        owner: who sends it; nobody else can finish it.
        title: for people, at most 200 characters.
        content_type: `video/mp4` or `video/webm`.
        replaces: the video whose film it becomes; it is kept among that video's files, which whoever plays it may open.

    Raises:
        DomainError: `video_invalid` for another type.
    """
    ending = ENDINGS.get(content_type)
    if ending is None:
        raise DomainError("video_invalid", _("Upload an MP4 or WebM file."), field="content_type")
    video = Video(title=title[:200], owner=owner, replaces=replaces)
    name = video.source.name = source_path(replaces or video, f"source.{ending}")
    video.save()
    seconds = int(FORM_LASTS.total_seconds())
    if is_remote():
        url, fields = upload_form(name=name, content_type=content_type, most_bytes=MOST_BYTES, seconds=seconds)
    else:
        url = reverse("videos:upload")
        fields = {"key": name, "Content-Type": content_type, "ticket": ticket_for(name=name, content_type=content_type)}
    return UploadForm(video, url, fields, timezone.now() + FORM_LASTS)


def take_upload(*, ticket: str, key: str, content_type: str, file: "File[bytes]") -> None:
    """Keep what a laptop's form sends, as S3 would: under the name and of the type that were signed.

    Args:
        ticket: of the form.
        key: the name that it states.
        content_type: the type that it states.
        file: what it sends.

    Raises:
        SuspiciousOperation: the ticket is over or another's, or the file is empty or too large.
    """
    if read_ticket(ticket, seconds=int(FORM_LASTS.total_seconds())) != (key, content_type):
        raise SuspiciousOperation("The form was not signed for this.")
    if not 0 < (file.size or 0) <= MOST_BYTES:
        raise SuspiciousOperation("The file is empty or too large.")
    default_storage.delete(key)
    default_storage.save(key, file)


def check_upload(*, public_id: UUID, owner: User, replaces: Video | None) -> Video:
    """Return the video that waits for its film, once that has come and is one: then `finish_upload` can follow.

    Args:
        public_id: of the video that `request_upload` made.
        owner: who says that they sent it.
        replaces: the video whose film it is to become; None for a film of its own.

    Raises:
        DomainError: `upload_unknown` when it is another's, for another video, or over; `upload_missing`; `video_invalid`.
    """
    drafts = Video.objects.filter(state=VideoState.DRAFT)
    video = drafts.filter(public_id=public_id, owner=owner, replaces=replaces).first()
    if video is None:
        raise _unknown()
    _looked_at(video)
    return video


@transaction.atomic
def finish_upload(*, video: Video, title: str = "", owner: User | None = None) -> Video:
    """Look at the film that was sent, and let it be played; one that is ready stays as it is.

    A film that was sent in the place of another takes it: the other video gets it and keeps title, owner, captions and poster, the
    one that waited is no more. Whoever plays meanwhile sees the old film or the new one: its file goes when the transaction commits.

    Args:
        video: that waits for its film.
        title: of a new video, when it is another than the form was asked for.
        owner: of a new video, when it becomes another's than who sent it.

    Returns:
        The video that plays the film.

    Raises:
        DomainError: `upload_missing` while nothing was sent; `video_invalid`, and what was sent is removed; `upload_unknown` when
            the film has taken another's place already, or came too late.
    """
    locked = Video.objects.select_for_update().filter(pk=video.pk).first()
    if locked is None:
        raise _unknown()
    if locked.state == VideoState.READY:
        return locked
    seconds = _looked_at(locked)
    if locked.replaces_id:
        return _put_in_place(locked, Video.objects.select_for_update().get(pk=locked.replaces_id), seconds)
    locked.title, locked.owner = title[:200] or locked.title, owner or locked.owner
    locked.duration_seconds, locked.state, locked.failure = seconds, VideoState.READY, ""
    locked.save(update_fields=["title", "owner", "duration_seconds", "state", "failure"])
    return locked


def forget_uploads() -> int:
    """Remove the videos that have waited for their film for a day, and what came for them; return how many."""
    forgotten = 0
    for video in Video.objects.filter(state=VideoState.DRAFT, created_at__lt=timezone.now() - DRAFT_LASTS):
        try:
            with transaction.atomic():
                locked = Video.objects.select_for_update(skip_locked=True).filter(pk=video.pk, state=VideoState.DRAFT).first()
                if locked:
                    locked.delete()
                    delete_after_commit(video, video.source.name)
                    forgotten += 1
        except ProtectedError:
            continue  # whoever shows a film that never came is told so before they publish
    return forgotten


def _put_in_place(sent: Video, video: Video, seconds: int) -> Video:
    old, video.source.name = video.source.name, sent.source.name
    video.source_sha256 = ""  # the bytes did not come by here
    video.duration_seconds, video.state, video.failure = seconds, VideoState.READY, ""
    video.save(update_fields=["source", "source_sha256", "duration_seconds", "state", "failure"])
    sent.delete()
    delete_after_commit(video, old)
    return video


def _looked_at(video: Video) -> int:
    """Return how many seconds the film has that was sent; what is none is removed."""
    name = str(video.source.name)
    try:
        with opened_to_look(name) as file:
            found = probe(file)
    except FileNotFoundError:
        raise DomainError("upload_missing", _("The film has not arrived yet. Send the form first.")) from None
    except NotAVideo as error:
        default_storage.delete(name)
        message = _("This is not a video that browsers play (%(reason)s). Save it as MP4 with H.264 and upload it again.")
        raise DomainError("video_invalid", message % {"reason": error}) from error
    if found.container != name.rpartition(".")[2] or not 0 < found.duration_seconds <= MAX_SECONDS:
        default_storage.delete(name)
        raise DomainError("video_invalid", _("The film is of another type than was said, or does not say how long it is."))
    return max(1, round(found.duration_seconds))


def _unknown() -> DomainError:
    return DomainError("upload_unknown", _("This upload is over. Choose the film again."))
