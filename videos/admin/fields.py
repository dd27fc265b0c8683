"""The files of a film, in any form of the admin that takes them."""

from typing import Any

from django import forms
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminTextInputWidget

from acg.shared.errors import DomainError
from acg.users.models import User
from videos import webvtt
from videos.models import Video
from videos.probe import NotAVideo, probe
from videos.services import add_captions, check_upload, finish_upload, replace_source, store_video
from videos.services.uploading import MOST_BYTES

FILM = {
    "accept": "video/mp4,video/webm",
    "data-upload": "",
    "data-upload-apart": "../upload/",  # of `TakesFilms`
    "data-upload-most": str(MOST_BYTES),
}


class FilmFields(forms.Form):
    """The files of a film, as any form may take them; each is looked at before anything is kept.

    A page with scripts sends the film past the form, and `film_upload` names it; without scripts the film is in the form itself.
    """

    sender: User | None = None  # `TakesFilms` says who: nobody else's upload is taken

    film = forms.FileField(
        label=_("New film"),
        required=False,
        help_text=_("An MP4 or WebM file. It takes the place of a film that is there."),
        widget=UnfoldAdminFileFieldWidget(attrs=FILM),
    )
    film_upload = forms.UUIDField(required=False, widget=forms.HiddenInput())
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

    def clean(self) -> dict[str, Any]:
        """Find the film that was sent apart from the form, `upload` when it is one."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("film_upload") and self.sender:
            try:
                cleaned["upload"] = check_upload(
                    public_id=cleaned["film_upload"], owner=self.sender, replaces=self.replaced(cleaned)
                )
            except DomainError as error:
                self.add_error("film", forms.ValidationError(error.message, code=error.code))
        return cleaned

    def replaced(self, cleaned: dict[str, Any]) -> Video | None:
        """Return the video whose film the new one becomes; None when it is one of its own."""
        raise NotImplementedError


def keep_film(*, cleaned: dict[str, Any], video: Video | None, title: str, owner: User | None) -> Video | None:
    """Keep the files of a form that took `FilmFields`; return the video that they belong to, None when there is none."""
    if cleaned.get("upload"):
        video = finish_upload(video=cleaned["upload"], title=title, owner=owner)
    elif cleaned.get("film"):
        if video is None or video.pk is None:
            video = store_video(title=title, file=cleaned["film"], owner=owner)
        else:
            video = replace_source(video=video, file=cleaned["film"])
    if video is not None and cleaned.get("captions"):
        add_captions(video=video, language=cleaned["captions_language"] or "en", text=cleaned["captions"])
    return video
