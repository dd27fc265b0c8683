"""A film goes from the author's browser straight to where it is kept; the school signs the form before, and looks at it afterwards."""

import datetime as dt

from django.core.exceptions import SuspiciousOperation
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from acg.shared.errors import DomainError
from acg.shared.files import is_remote, opened_to_look, upload_form
from acg.shared.values import frozen
from acg.users.models import User
from videos.models import Video, VideoState, source_path
from videos.probe import MAX_SECONDS, NotAVideo, probe
from videos.tokens import read_ticket, ticket_for

ENDINGS = {"video/mp4": "mp4", "video/webm": "webm"}
MOST_BYTES = 5 * 1024**3  # of one form: https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html
FORM_LASTS = dt.timedelta(hours=1)


@frozen
class UploadForm:
    """How a browser sends a film: a multipart POST to the address, with the fields in their order and then the file as `file`."""

    video: Video
    url: str
    fields: dict[str, str]
    ends_at: dt.datetime


def request_upload(*, owner: User, title: str, content_type: str) -> UploadForm:
    """Make a video that waits for its film, and the form that sends it.

    Args:
        owner: who sends it; nobody else can finish it.
        title: for people, at most 200 characters.
        content_type: `video/mp4` or `video/webm`.

    Raises:
        DomainError: `video_invalid` for another type.
    """
    ending = ENDINGS.get(content_type)
    if ending is None:
        raise DomainError("video_invalid", _("Upload an MP4 or WebM file."), field="content_type")
    video = Video(title=title[:200], owner=owner)
    name = video.source.name = source_path(video, f"source.{ending}")
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


@transaction.atomic
def finish_upload(*, video: Video) -> Video:
    """Look at the film that was sent, and let it be played; one that is ready stays as it is.

    Raises:
        DomainError: `upload_missing` while nothing was sent; `video_invalid`, and what was sent is removed.
    """
    locked = Video.objects.select_for_update().get(pk=video.pk)
    if locked.state == VideoState.READY:
        return locked
    name = str(locked.source.name)
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
    locked.duration_seconds = max(1, round(found.duration_seconds))
    locked.state, locked.failure = VideoState.READY, ""
    locked.save(update_fields=["duration_seconds", "state", "failure"])
    return locked
