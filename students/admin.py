"""Learning as the staff sees it: rights, who takes part, sittings. Instructors see none of it."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextInputWidget

from acg.shared.admin import OwnedAdmin
from acg.users.models import User
from students.models import Attempt, CourseCopy, Enrollment, Grant
from students.services import allow_extra_time, grant_by_staff, revoke_by_staff


class KeptRows:
    """Rows that verbs write and nobody deletes by hand."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- nobody
        """What happened stays."""
        return False


class GivingForm(forms.ModelForm):  # type: ignore[type-arg]  # Django takes no argument at run time
    """A right that is given by hand: never without a reason."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=UnfoldAdminTextInputWidget, help_text=_("For whoever asks later why.")
    )

    class Meta:
        help_texts = {"course": _("Empty: all courses."), "until_at": _("Empty: for good.")}


class TakingForm(forms.ModelForm):  # type: ignore[type-arg]  # Django takes no argument at run time
    """A right that is there: it can only be taken back."""

    taken_back_because = forms.CharField(
        label=_("Take it back, because"),
        max_length=200,
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("Empty: it stays. With a reason it ends when you save; what was learned is kept."),
    )


@admin.register(Grant)
class GrantAdmin(KeptRows, OwnedAdmin):
    """Who may learn what, and why."""

    list_display = ("user", "course_or_all", "cause", "from_at", "until_at", "revoked_at")
    list_filter = ("cause", ("revoked_at", admin.EmptyFieldListFilter))
    search_fields = ("user__email", "course__title", "cause_id", "reason")
    list_select_related = ("user", "course")
    autocomplete_fields = ("user", "course")
    date_hierarchy = "created_at"

    @admin.display(description=_("course"), ordering="course__title")
    def course_or_all(self, grant: Grant) -> str:
        """Return what the right opens."""
        return str(grant.course or _("All courses"))

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Return the form for giving, or for taking back."""
        return super().get_form(request, obj, form=TakingForm if obj else GivingForm, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:  # noqa: ARG002 -- the viewer is staff
        """Return what is told: all of a right that is there, and what one must say to give one."""
        if obj is None:
            return ["user", "course", "until_at", "reason"]
        taking = [] if obj.revoked_at else ["taken_back_because"]
        return ["user", "course_or_all", "cause", "cause_id", "from_at", "until_at", "revoked_at", "reason", *taking]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A right that is there is not rewritten."""
        return [name for name in self.get_fields(request, obj) if obj is not None and name != "taken_back_because"]

    def save_model(self, request: HttpRequest, obj: Grant, form: Any, change: bool) -> None:  # noqa: FBT001 -- Django's signature
        """Give or take back through the verb."""
        said, by = form.cleaned_data, cast("User", request.user)
        if not change:
            obj.pk = grant_by_staff(
                user=said["user"], course=said["course"], by=by, reason=said["reason"], until_at=said["until_at"]
            ).pk
        elif said.get("taken_back_because"):
            revoke_by_staff(grant=obj, by=by, reason=said["taken_back_because"])
        obj.refresh_from_db()


@admin.register(Enrollment)
class EnrollmentAdmin(KeptRows, OwnedAdmin):
    """Who takes part, and how far they are; here a student gets more time for exams."""

    list_display = ("user", "course", "completed_lesson_count", "started_at", "last_seen_at", "completed_at")
    list_filter = (("completed_at", admin.EmptyFieldListFilter),)
    search_fields = ("user__email", "course__title")
    list_select_related = ("user", "course")
    date_hierarchy = "started_at"
    fields = (
        "user",
        "course",
        "started_at",
        "last_lesson",
        "last_seen_at",
        "completed_lesson_count",
        "completed_at",
        "extra_time_percent",
    )
    readonly_fields = fields[:-1]

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- nobody
        """Students enrol by opening a course; a right is given under "grants"."""
        return False

    def save_model(self, request: HttpRequest, obj: Enrollment, form: Any, change: bool) -> None:  # noqa: ARG002, FBT001 -- Django's
        """Allow the extra time through the verb."""
        allow_extra_time(enrollment=obj, by=cast("User", request.user), percent=form.cleaned_data["extra_time_percent"])


@admin.register(Attempt)
class AttemptAdmin(KeptRows, OwnedAdmin):
    """Sittings of quizzes and practice exams: looked at, never written. What was asked and answered is the student's."""

    list_display = ("student", "lesson", "number", "started_at", "submitted_at", "scaled_score", "passed")
    list_filter = ("passed", ("submitted_at", admin.EmptyFieldListFilter))
    search_fields = ("enrollment__user__email", "lesson__title", "lesson__course__title")
    date_hierarchy = "started_at"
    fields = readonly_fields = (
        "student",
        "lesson",
        "number",
        "is_missed_only",
        "started_at",
        "deadline_at",
        "submitted_at",
        "question_count",
        "correct_count",
        "scaled_score",
        "passed",
    )

    @admin.display(description=_("student"), ordering="enrollment__user__email")
    def student(self, attempt: Attempt) -> str:
        """Return whose it is."""
        return attempt.enrollment.user.email

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attempt]:
        """Leave the forms where they are."""
        attempts = super().get_queryset(request).defer("form")
        return attempts.select_related("enrollment__user", "lesson").defer(
            "form", "lesson__body", "lesson__body_html", "lesson__search"
        )

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- nobody
        """Students sit their exams themselves."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- nobody
        """A sitting is what it was."""
        return False


@admin.register(CourseCopy)
class CourseCopyAdmin(KeptRows, OwnedAdmin):
    """What learning knows of the courses, and as of when. Facts write it."""

    list_display = ("title", "slug", "lesson_count", "is_published", "is_gone", "as_of")
    list_filter = ("is_published", "is_gone")
    search_fields = ("title", "=slug")
    fields = readonly_fields = (
        "public_id",
        "slug",
        "title",
        "provider",
        "exam_code",
        "lesson_count",
        "duration_seconds",
        "is_published",
        "is_gone",
        "sequence",
        "as_of",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- nobody
        """Facts come from the catalogue."""
        return False
