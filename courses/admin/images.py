"""The pictures of a course's texts."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from acg.shared.admin import OwnedAdmin
from courses.models import CourseImage
from courses.services import save_image


class CourseImageForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    """A course and a file; the file's name becomes the picture's."""

    class Meta:
        model = CourseImage
        fields = ("course", "file")


@admin.register(CourseImage)
class CourseImageAdmin(OwnedAdmin):
    """Pictures: uploaded once, then named in the Markdown of the course's lessons and questions."""

    owner_path = "course__instructor__user"
    form = CourseImageForm
    list_display = ("key", "markdown", "course")
    list_filter = ("course",)
    list_select_related = ("course",)
    search_fields = ("key",)
    autocomplete_fields = ("course",)

    @admin.display(description=_("in Markdown"))
    def markdown(self, image: CourseImage) -> SafeString:
        """Return what shows the picture in a text."""
        return format_html("<code>![{}]({})</code>", _("description"), image.key)

    def get_readonly_fields(self, request: HttpRequest, obj: CourseImage | None = None) -> tuple[str, ...]:  # noqa: ARG002 -- Django's signature
        """A picture that is there is replaced by uploading one of its name."""
        return ("course", "key", "markdown") if obj else ()

    def get_fields(self, request: HttpRequest, obj: CourseImage | None = None) -> tuple[str, ...]:  # noqa: ARG002 -- Django's signature
        """Return what there is to see."""
        return ("course", "key", "markdown") if obj else ("course", "file")

    def save_model(self, request: HttpRequest, obj: CourseImage, form: Any, change: bool) -> None:  # noqa: ARG002, FBT001 -- Django's signature
        """Keep the picture under its file's name."""
        if not change:
            upload = form.cleaned_data["file"]
            kept = save_image(course=obj.course, name=upload.name, file=upload)
            obj.pk, obj.key = kept.pk, kept.key
