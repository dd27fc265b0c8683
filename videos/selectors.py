"""What a viewer needs to play a video, and which file an address names."""

from uuid import UUID

from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils.translation import get_language

from acg.shared.values import frozen
from videos.models import CaptionTrack, Cue, Video, VideoState
from videos.tokens import PUBLIC_VIEWER, token_for, viewer_key

__all__ = ["PUBLIC_VIEWER", "Caption", "Playback", "content_type", "file_of", "playback", "viewer_key"]

CONTENT_TYPES = {
    "mp4": "video/mp4",
    "webm": "video/webm",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "vtt": "text/vtt; charset=utf-8",
}


@frozen
class Caption:
    """Captions to switch on: a BCP 47 tag and the address of the WebVTT file."""

    language: str
    url: str


@frozen
class Playback:
    """All that a player needs; the addresses open for this viewer only, for four to five hours.

    `transcript` is in `transcript_language`: the viewer's, else English, else whatever there is; empty without captions.
    """

    url: str
    content_type: str
    poster_url: str
    duration_seconds: int
    captions: list[Caption]
    transcript_language: str
    transcript: list[Cue]


def playback(*, video: Video, viewer_key: str) -> Playback | None:
    """Return how a viewer plays a video, or None while there is nothing to play.

    Whoever calls has checked that the viewer may see it. Two queries: the captions and the transcript.

    Args:
        video: what to play.
        viewer_key: `viewer_key(user)`, or `PUBLIC_VIEWER` for what everyone may see.
    """
    if video.state != VideoState.READY or not video.source:
        return None
    token = token_for(public_id=video.public_id, viewer_key=viewer_key)

    def address(file: FieldFile) -> str:
        return reverse("videos:file", args=[video.public_id, token, _base(file)]) if file else ""

    tracks = sorted(video.captions.all(), key=lambda track: track.language)
    spoken = _preferred(tracks)
    return Playback(
        url=address(video.source),
        content_type=content_type(video.source),
        poster_url=address(video.poster),
        duration_seconds=video.duration_seconds,
        captions=[Caption(track.language, address(track.file)) for track in tracks],
        transcript_language=spoken.language if spoken else "",
        transcript=list(spoken.cues.all()) if spoken else [],
    )


def file_of(*, public_id: UUID, name: str) -> FieldFile | None:
    """Return the video's file of that name: its source, its poster or one of its captions."""
    video = Video.objects.filter(public_id=public_id).first()
    if video is None:
        return None
    if name.endswith(".vtt"):
        return next((track.file for track in video.captions.all() if _base(track.file) == name), None)
    return next((file for file in (video.source, video.poster) if file and _base(file) == name), None)


def content_type(file: FieldFile) -> str:
    """Return the type of a stored file, whose extension the services chose by its bytes."""
    return CONTENT_TYPES.get(str(file.name).rpartition(".")[2], "application/octet-stream")


def _base(file: FieldFile) -> str:
    return str(file.name).rpartition("/")[2]


def _preferred(tracks: list[CaptionTrack]) -> CaptionTrack | None:
    wanted = (get_language() or "en").partition("-")[0]
    by_rank = sorted(tracks, key=lambda track: [wanted, "en", track.language].index(track.language.partition("-")[0]))
    return by_rank[0] if by_rank else None
