import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


def source_path(video: "Video", filename: str) -> str:
    """Return where a video's file is kept; its name tells nothing and nobody can guess it."""
    return f"videos/{video.public_id}/{uuid.uuid4().hex}.{filename.rpartition('.')[2].lower()[:5]}"


def poster_path(video: "Video", filename: str) -> str:
    """Return where a video's poster is kept."""
    return source_path(video, filename)


def captions_path(track: "CaptionTrack", filename: str) -> str:
    """Return where a caption file is kept."""
    return source_path(track.video, filename)


class VideoState(models.TextChoices):
    """The life of a video.

    Today a video is ready as soon as its file is stored, and plays as that file. A transcoder enters here: its states (uploaded,
    probing, encoding) stand between draft and ready, its renditions in a table of their own beside `source`.
    """

    DRAFT = "draft", _("Draft")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


class Video(models.Model):
    """A film with its poster and captions; it knows nobody who shows it.

    A draft that replaces another video is an upload on its way: it ends when its film has taken the place of the other's.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("users.User", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("owner"))
    title = models.CharField(_("title"), max_length=200)
    state = models.CharField(_("state"), max_length=8, choices=VideoState, default=VideoState.DRAFT)
    source = models.FileField(_("file"), upload_to=source_path, blank=True)
    source_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    poster = models.FileField(_("poster"), upload_to=poster_path, blank=True)
    duration_seconds = models.PositiveIntegerField(_("duration in seconds"), default=0)
    failure = models.CharField(_("reason of failure"), max_length=300, blank=True)
    replaces = models.ForeignKey("self", models.CASCADE, null=True, blank=True, editable=False, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")

    def __str__(self) -> str:
        return self.title


class CaptionTrack(models.Model):
    """The captions of a video in one language, as WebVTT."""

    video = models.ForeignKey(Video, models.CASCADE, related_name="captions")
    language = models.CharField(_("language"), max_length=12, help_text=_("A BCP 47 tag: en, es, pt-BR."))
    file = models.FileField(_("WebVTT file"), upload_to=captions_path)

    class Meta:
        verbose_name = _("caption track")
        verbose_name_plural = _("caption tracks")
        constraints = [models.UniqueConstraint(fields=["video", "language"], name="one_track_per_language")]

    def __str__(self) -> str:
        return f"{self.video} ({self.language})"


class Cue(models.Model):
    """A line of a transcript: what is said from a second to a second."""

    track = models.ForeignKey(CaptionTrack, models.CASCADE, related_name="cues")
    starts_ms = models.PositiveIntegerField()
    ends_ms = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        verbose_name = _("cue")
        verbose_name_plural = _("cues")
        ordering = ("starts_ms", "id")

    def __str__(self) -> str:
        return self.text
