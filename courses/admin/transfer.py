"""Courses come in and go out as archives."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.files.base import File
from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminSelectWidget

from acg.shared.errors import DomainError
from acg.users.models import User
from courses.models import Course, Instructor

if TYPE_CHECKING:
    from courses.importing import Report

LINES_TOLD = 20


class ImportForm(forms.Form):
    """An archive, and who teaches what is in it."""

    archive = forms.FileField(
        label=_("Archive"),
        help_text=_("A .tar.gz or .zip: our own export, a folder of Markdown, or an Open edX course."),
        widget=UnfoldAdminFileFieldWidget(attrs={"accept": ".gz,.tgz,.zip,application/gzip,application/zip", "data-upload": ""}),
    )
    instructor = forms.ModelChoiceField(
        label=_("Instructor"),
        queryset=Instructor.objects.none(),
        required=False,
        help_text=_("Who teaches it. Empty: whom the archive names."),
        widget=UnfoldAdminSelectWidget(),
    )

    def __init__(self, *args: Any, instructors: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["instructor"]
        field.queryset = instructors
        if not instructors:
            del self.fields["instructor"]


def import_archive(request: HttpRequest, form: ImportForm, *, user: User) -> Course | None:
    """Import the form's archive for a user; return the course, or None with the reason on the form.

    What the course could not take over is told as messages, by file and reason.
    """
    from courses.importing import SourceError, import_course  # noqa: PLC0415 -- by who imports, not by every start

    instructor = form.cleaned_data.get("instructor")
    upload: File[bytes] = form.cleaned_data["archive"]
    with TemporaryDirectory(prefix="upload-") as folder:
        path = Path(folder) / "archive"  # whatever it is called: its bytes tell what it is
        with path.open("wb") as target:
            target.writelines(upload.chunks())
        try:
            if instructor:
                report = import_course(path, by=user, instructor=instructor.slug)
            else:
                report = import_course(path, by=user, owner=user if user.role == "instructor" else None)
        except (SourceError, DomainError) as error:
            form.add_error("archive", str(error))
            return None
    _tell(request, report)
    return report.course


def export_archive(request: HttpRequest, *, course: Course) -> FileResponse:
    """Return a course as the archive that an import reads; what it could not hold is told on the next page."""
    from courses.exporting import export_course  # noqa: PLC0415 -- by who exports, not by every start

    with TemporaryDirectory(prefix="export-") as folder:
        path = Path(folder) / f"{course.slug}.tar.gz"
        export = export_course(course=course, to=path)
        archive = path.open("rb")  # stays readable when its name is gone; the answer closes it
    for reason in export.left_out:
        messages.warning(request, reason)
    return FileResponse(archive, as_attachment=True, filename=path.name, content_type="application/gzip")


def _tell(request: HttpRequest, report: "Report") -> None:
    counts = {"sections": report.sections, "lessons": report.lessons, "questions": report.questions, "videos": report.videos}
    text = _("Imported: %(sections)d sections, %(lessons)d lessons, %(questions)d questions, %(videos)d films.")
    messages.success(request, text % counts)
    skipped = report.skipped
    for entry in skipped[:LINES_TOLD]:
        messages.warning(request, _("Left out %(file)s: %(reason)s") % {"file": entry.file, "reason": entry.reason})
    if len(skipped) > LINES_TOLD:
        more = len(skipped) - LINES_TOLD
        messages.warning(request, ngettext("%(count)d more was left out.", "%(count)d more were left out.", more) % {"count": more})
