"""Films and their captions, for those who own them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.files.base import File
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminTextInputWidget

from acg.shared.admin import OwnedAdmin, OwnedTabularInline
from acg.shared.errors import DomainError
from acg.users.models import User
from videos import webvtt
from videos.models import CaptionTrack, Video
from videos.probe import NotAVideo, probe
from videos.selectors import playback, viewer_key
from videos.services import add_captions, replace_source, set_poster, store_video


class FilmFields(forms.Form):
    """The files of a film, as any form may take them; each is looked at before anything is kept."""

    film = forms.FileField(
        label=_("New film"),
        required=False,
        help_text=_("An MP4 or WebM file. It takes the place of a film that is there."),
        widget=UnfoldAdminFileFieldWidget(attrs={"accept": "video/mp4,video/webm", "data-upload": ""}),
    )
    captions = forms.FileField(
        label=_("New captions"),
        required=False,
        help_text=_("A WebVTT or SubRip file."),
        widget=UnfoldAdminFileFieldWidget(attrs={"accept": ".vtt,.srt", "data-upload": ""}),
    )
    captions_language = forms.RegexField(
        label=_("Language of the captions"),
        regex=r"^[a-z]{2,3}(-[A-Za-z]{4})?(-([A-Z]{2}|\d{3}))?$",
        initial="en",
        required=False,
        max_length=12,
        help_text=_("A tag such as en, es or pt-BR."),
        widget=UnfoldAdminTextInputWidget(),
    )

    def clean_film(self) -> "File[bytes] | None":
        """Return the film, found to be one by its bytes."""
        film: File[bytes] | None = self.cleaned_data["film"]
        if film:
            try:
                probe(film.file)  # type: ignore[arg-type]  # an upload's file is binary
            except NotAVideo as error:
                raise forms.ValidationError(
                    _("This film cannot be played: %(reason)s."), params={"reason": error}, code="video_invalid"
                ) from error
            film.seek(0)
        return film

    def clean_captions(self) -> str:
        """Return the captions as text, found to be captions by reading them."""
        file = self.cleaned_data["captions"]
        if not file:
            return ""
        try:
            text = str(file.read().decode("utf-8-sig"))
            webvtt.parse(text)
        except UnicodeDecodeError:
            raise forms.ValidationError(_("Save the captions as UTF-8 text."), code="captions_invalid") from None
        except DomainError as error:
            raise forms.ValidationError(error.message, code=error.code) from error
        return text


def keep_film(*, cleaned: dict[str, Any], video: Video | None, title: str, owner: User | None) -> Video | None:
    """Keep the files of a form that took `FilmFields`; return the video that they belong to, None when there is none."""
    if cleaned.get("film"):
        if video is None or video.pk is None:
            video = store_video(title=title, file=cleaned["film"], owner=owner)
        else:
            video = replace_source(video=video, file=cleaned["film"])
    if video is not None and cleaned.get("captions"):
        add_captions(video=video, language=cleaned["captions_language"] or "en", text=cleaned["captions"])
    return video


def player(video: Video | None, request: HttpRequest) -> SafeString | str:
    """Return the film as a small player, for a viewer who may see it here."""
    playing = playback(video=video, viewer_key=viewer_key(request.user)) if video and request.user.is_authenticated else None
    return render_to_string("videos/admin/player.html", {"playing": playing}) if playing else "-"


class CaptionTrackInline(OwnedTabularInline):
    """The captions that a film has; new ones come as a file, and lines are never written here."""

    model = CaptionTrack
    owner_path = "video__owner"
    fields = readonly_fields = ("language",)
    extra = 0
    max_num = 0


class VideoForm(FilmFields, forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    """A film's title and files."""

    picture = forms.ImageField(
        label=_("New poster"),
        required=False,
        help_text=_("A JPEG, PNG or WebP picture, shown before the film plays."),
        widget=UnfoldAdminFileFieldWidget(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    class Meta:
        model = Video
        fields = ("title",)

    def clean(self) -> dict[str, Any]:
        """A new video has a film."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.instance.pk is None and not cleaned.get("film") and "film" not in self.errors:
            self.add_error("film", _("Choose the film."))
        return cleaned


@admin.register(Video)
class VideoAdmin(OwnedAdmin):
    """Films. Each belongs to whoever uploaded it; the lessons that show it are the courses' business."""

    owner_path = "owner"
    form = VideoForm
    list_display = ("title", "state", "duration_seconds", "owner_name", "created_at")
    list_filter = ("state",)
    list_select_related = ("owner",)
    search_fields = ("title",)
    ordering = ("-created_at", "-id")
    inlines = (CaptionTrackInline,)
    readonly_fields = ("preview", "state", "duration_seconds")

    def get_fields(self, request: HttpRequest, obj: Video | None = None) -> list[str]:  # noqa: ARG002 -- Django's signature
        """A film that is there is shown."""
        files = ["title", "film", "picture", "captions", "captions_language"]
        return ["preview", *files, "state", "duration_seconds"] if obj else files

    @admin.display(description=_("owner"))
    def owner_name(self, video: Video) -> str:
        """Return who uploaded it."""
        return video.owner.display_name if video.owner else "-"

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Video | None:
        """Return the film; its player needs to know for whom it plays."""
        video: Video | None = super().get_object(request, object_id, from_field)
        if video:
            video.__dict__["player"] = player(video, request)
        return video

    @admin.display(description=_("film"))
    def preview(self, video: Video) -> SafeString | str:
        """Return the film to look at."""
        shown: SafeString | str = video.__dict__.get("player", "-")
        return shown

    def save_model(self, request: HttpRequest, obj: Video, form: Any, change: bool) -> None:  # noqa: FBT001 -- Django's signature
        """Keep title and files."""
        if change:
            obj.save(update_fields=["title"])
            keep_film(cleaned=form.cleaned_data, video=obj, title=obj.title, owner=obj.owner)
        else:
            owner = request.user if isinstance(request.user, User) else None
            video = keep_film(cleaned=form.cleaned_data, video=None, title=obj.title, owner=owner)
            obj.pk = video.pk if video else None
        if form.cleaned_data["picture"]:
            set_poster(video=obj, poster=form.cleaned_data["picture"])
        obj.refresh_from_db()
