"""Films and their captions, for those who own them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminFileFieldWidget

from acg.shared.admin import OwnedTabularInline
from acg.users.models import User
from videos.admin.fields import FilmFields, keep_film
from videos.admin.sending import TakesFilms
from videos.models import CaptionTrack, Video, VideoState
from videos.selectors import playback, viewer_key
from videos.services import set_poster


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
        cleaned: dict[str, Any] = super().clean()
        if self.instance.pk is None and not (cleaned.get("film") or cleaned.get("upload")) and "film" not in self.errors:
            self.add_error("film", _("Choose the film."))
        return cleaned

    def replaced(self, cleaned: dict[str, Any]) -> Video | None:  # noqa: ARG002 -- for forms that choose a video
        """A film that is there is replaced."""
        return self.instance if self.instance.pk else None


@admin.register(Video)
class VideoAdmin(TakesFilms):
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
    change_form_outer_before_template = "videos/admin/uploading.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Video]:
        """Return the films; what still waits for its bytes is none yet."""
        return super().get_queryset(request).exclude(state=VideoState.DRAFT)

    def replaced(self, request: HttpRequest, obj: Video | None) -> Video | None:  # noqa: ARG002 -- for pages that choose a video
        """A film that is there is replaced."""
        return obj

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
