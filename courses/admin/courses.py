"""The course's page: its facts, whether it is public, and what it lacks."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from acg.shared.admin import OwnedHistoryAdmin, Reach
from acg.users.models import User
from courses.admin.curriculum import arrange, curriculum
from courses.admin.fields import FaqField, LinesField, MarkdownWidget, draw_with_pictures_of
from courses.admin.preview import render_markdown
from courses.admin.transfer import ImportForm, export_archive, import_archive
from courses.models import Course, Instructor
from courses.services import delete_course, publish_course, publishing_gaps, save_course, unpublish_course
from videos.models import Video


class CourseForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    """What the author says about a course."""

    outcomes = LinesField(label=_("Outcomes"), required=False, help_text=_("What a student can do afterwards, a line each."))
    requirements = LinesField(label=_("Requirements"), required=False, help_text=_("What a student needs, a line each."))
    faq = FaqField(
        label=_("Questions and answers"),
        required=False,
        help_text=_("A question in one line, its answer in the lines below, an empty line before the next question."),
    )

    class Meta:
        model = Course
        exclude = ("published_at", "content_updated_at")  # noqa: DJ006 -- the admin names the fields; these only verbs write
        widgets = {"description": MarkdownWidget()}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        draw_with_pictures_of(self, self.instance)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("The course's address. Left empty, it is made from the title.")

    def clean(self) -> dict[str, Any]:
        """A series is free: whoever chooses it need not say so."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") == "series":
            cleaned["is_free"] = True
        return cleaned


@admin.register(Course)
class CourseAdmin(OwnedHistoryAdmin):
    """Courses. Order and lessons are arranged on the curriculum page, publication is a button that says what is missing."""

    owner_path = "instructor__user"
    form = CourseForm
    list_display = ("title", "show_state", "instructor", "lessons", "learners", "updated")
    list_filter = (
        ("provider", ChoicesDropdownFilter),
        ("level", ChoicesDropdownFilter),
        "instructor",
    )
    list_select_related = ("instructor",)
    search_fields = ("title", "slug", "summary")
    autocomplete_fields = ("tags", "trailer", "exam_version")
    ordering = ("-content_updated_at", "-id")
    change_form_outer_before_template = "courses/admin/course_panel.html"
    change_list_template = "courses/admin/course_list.html"
    warn_unsaved_form = True
    fieldsets = (
        (None, {"fields": ("title", "summary", ("provider", "level"), ("kind", "language"), "instructor", "exam_version")}),
        (_("On the course page"), {"classes": ["tab"], "fields": ("description", "outcomes", "requirements", "faq")}),
        (_("Cover and trailer"), {"classes": ["tab"], "fields": ("cover", "trailer")}),
        (_("In the catalogue"), {"classes": ["tab"], "fields": ("tags", "is_free", "slug")}),
    )

    def own_urls(self) -> list[URLPattern]:
        """Return the pages beside the form."""
        site = self.admin_site.admin_view
        name = "courses_course"
        return [
            path("import/", site(self._import), name=f"{name}_import"),
            path("render/", site(self._render), name=f"{name}_render_any"),
            path("<path:object_id>/render/", site(self._render), name=f"{name}_render"),
            path("<path:object_id>/curriculum/", site(self._curriculum), name=f"{name}_curriculum"),
            path("<path:object_id>/arrange/", site(self._arrange), name=f"{name}_arrange"),
            path("<path:object_id>/export/", site(self._export), name=f"{name}_export"),
            path("<path:object_id>/publish/", site(self._publish), name=f"{name}_publish"),
            path("<path:object_id>/unpublish/", site(self._unpublish), name=f"{name}_unpublish"),
        ]

    # -- the form -------------------------------------------------------------------------------------------------------------

    def get_fieldsets(self, request: HttpRequest, obj: Course | None = None) -> Any:
        """An instructor is the instructor: only editors and staff choose one."""
        fieldsets = super().get_fieldsets(request, obj)
        if self.reach(request) is Reach.ALL:
            return fieldsets
        return [
            (title, {**options, "fields": [name for name in options["fields"] if name != "instructor"]})
            for title, options in fieldsets
        ]

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> QuerySet[Any]:
        """A trailer that a colleague attached stays a choice."""
        rows = super().get_field_queryset(db, db_field, request)
        if db_field.name == "trailer":
            attached = Course.objects.authored_by(request.user).values("trailer")
            return Video.objects.filter(Q(pk__in=rows.values("pk")) | Q(pk__in=attached))
        return rows

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever teaches may begin a course; an account without a profile has nothing to put on it."""
        if self.reach(request) is not Reach.OWN:
            return super().has_add_permission(request)
        # The menu asks on every page, and twice on the first.
        known = request.__dict__
        if "_teaches" not in known:
            known["_teaches"] = Instructor.objects.filter(user=request.user.pk).exists()
        return bool(known["_teaches"])

    def save_model(self, request: HttpRequest, obj: Course, form: Any, change: bool) -> None:  # noqa: FBT001 -- Django's signature
        """Write the course; an instructor's new course is theirs."""
        if not change and self.reach(request) is Reach.OWN:
            obj.instructor = Instructor.objects.get(user=request.user.pk)
        obj.is_free = form.cleaned_data.get("is_free", obj.is_free)
        save_course(course=obj)

    def delete_model(self, request: HttpRequest, obj: Course) -> None:  # noqa: ARG002 -- Django's signature
        """Delete a course that nobody took."""
        delete_course(course=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Course]) -> None:  # noqa: ARG002 -- Django's signature
        """Delete courses that nobody took."""
        for course in queryset:
            delete_course(course=course)

    def response_add(self, request: HttpRequest, obj: Course, post_url_continue: str | None = None) -> HttpResponse:
        """A new course is next given its lessons."""
        answer: HttpResponse = super().response_add(request, obj, post_url_continue)
        if {"_continue", "_addanother", "_popup"} & set(request.POST):
            return answer
        return HttpResponseRedirect(reverse("admin:courses_course_curriculum", args=[obj.pk]))

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Show the form under the course's panel."""
        course = self.get_object(request, object_id) if object_id else None
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **self.panel(course)})

    def panel(self, course: Course | None) -> dict[str, Any]:
        """Return what the panel over a course's pages shows."""
        if course is None:
            return {}
        gaps = publishing_gaps(course=course)
        return {"course": course, "gaps": gaps, "gap_lessons": {gap.lesson.pk for gap in gaps if gap.lesson}}

    # -- the pages beside it --------------------------------------------------------------------------------------------------

    def _course(self, request: HttpRequest, object_id: str) -> Course:
        course: Course = self.get_queryset(request).get(pk=object_id)
        return course

    def _render(self, request: HttpRequest, object_id: str | None = None) -> HttpResponse:
        return render_markdown(request, course=self._course(request, object_id) if object_id else None)

    def _curriculum(self, request: HttpRequest, object_id: str) -> HttpResponseBase:
        course = self._course(request, object_id)
        answer = curriculum(request, course=course)
        if isinstance(answer, dict):
            context = {
                **self.admin_site.each_context(request),
                **self.panel(course),
                **answer,
                "title": course.title,
                "opts": self.opts,
                "page": "curriculum",
            }
            return TemplateResponse(request, "courses/admin/curriculum.html", context)
        return answer

    def _arrange(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return arrange(request, course=self._course(request, object_id))

    def _import(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request) or not isinstance(request.user, User):
            raise PermissionDenied
        # An instructor's import is theirs; editors and staff say whose it is.
        instructors = Instructor.objects.all() if self.reach(request) is Reach.ALL else Instructor.objects.none()
        form = ImportForm(request.POST or None, request.FILES or None, instructors=instructors)
        if request.method == "POST" and form.is_valid():
            course = import_archive(request, form, user=request.user)
            if course:
                return HttpResponseRedirect(reverse("admin:courses_course_curriculum", args=[course.pk]))
        context = {**self.admin_site.each_context(request), "title": _("Import a course"), "opts": self.opts, "form": form}
        return TemplateResponse(request, "courses/admin/import.html", context)

    def _export(self, request: HttpRequest, object_id: str) -> FileResponse:
        return export_archive(request, course=self._course(request, object_id))

    def _publish(self, request: HttpRequest, object_id: str) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        course = self._course(request, object_id)
        publish_course(course=course)
        messages.success(request, _("“%(course)s” is public now.") % {"course": course.title})
        return self._back(request, course)

    def _unpublish(self, request: HttpRequest, object_id: str) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        course = self._course(request, object_id)
        unpublish_course(course=course)
        messages.success(request, _("“%(course)s” is a draft again. Those who have it can still learn.") % {"course": course.title})
        return self._back(request, course)

    def _back(self, request: HttpRequest, course: Course) -> HttpResponse:
        page = "curriculum" if request.POST.get("page") == "curriculum" else "change"
        return HttpResponseRedirect(reverse(f"admin:courses_course_{page}", args=[course.pk]))

    @admin.display(description=_("lessons"), ordering="lesson_count")
    def lessons(self, course: Course) -> int:
        """Return how many lessons it has."""
        return course.lesson_count

    @admin.display(description=_("learners"), ordering="learner_count")
    def learners(self, course: Course) -> int:
        """Return how many take part."""
        return course.learner_count

    @admin.display(description=_("updated"), ordering="content_updated_at")
    def updated(self, course: Course) -> str:
        """Return the day of its last change."""
        return date_format(timezone.localtime(course.content_updated_at), "DATE_FORMAT")

    @admin.display(description=_("state"), ordering="published_at")
    def show_state(self, course: Course) -> SafeString:
        """Return whether everyone may see it, as a label."""
        if course.is_published:
            return format_html('<span class="school-badge school-badge-good">{}</span>', _("Published"))
        return format_html('<span class="school-badge">{}</span>', _("Draft"))
