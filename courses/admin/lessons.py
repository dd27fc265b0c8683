"""Sections and lessons."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminURLInputWidget

from acg.shared.admin import OwnedHistoryAdmin, OwnedTabularInline
from courses.admin.fields import MarkdownWidget, draw_with_pictures_of
from courses.models import Course, Lesson, LessonKind, LessonResource, Section
from courses.services import delete_lesson, delete_section, save_lesson, save_section
from videos.admin import FilmFields, TakesFilms, keep_film, player
from videos.models import Video


def curriculum_of(course: Course) -> HttpResponseRedirect:
    """Return the way to the page where a course's sections and lessons are arranged."""
    return HttpResponseRedirect(reverse("admin:courses_course_curriculum", args=[course.pk]))


@admin.register(Section)
class SectionAdmin(OwnedHistoryAdmin):
    """Chapters; they come, go and move on the curriculum page."""

    owner_path = "course__instructor__user"
    list_display = ("title", "course")
    list_filter = ("course",)
    list_select_related = ("course",)
    search_fields = ("title", "course__title")
    autocomplete_fields = ("course",)
    fields = ("course", "title")

    def get_readonly_fields(self, request: HttpRequest, obj: Section | None = None) -> tuple[str, ...]:  # noqa: ARG002 -- Django's signature
        """A section stays with its course."""
        return ("course",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Section, form: Any, change: bool) -> None:  # noqa: ARG002, FBT001 -- Django's signature
        """Write the section."""
        save_section(section=obj)

    def delete_model(self, request: HttpRequest, obj: Section) -> None:  # noqa: ARG002 -- Django's signature
        """Delete a section where nobody has learned."""
        delete_section(section=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Section]) -> None:  # noqa: ARG002 -- Django's signature
        """Delete sections where nobody has learned."""
        for section in queryset.select_related("course"):
            delete_section(section=section)

    def response_post_save_change(self, request: HttpRequest, obj: Section) -> HttpResponse:  # noqa: ARG002 -- Django's signature
        """Go back to where the section stands."""
        return curriculum_of(obj.course)

    response_post_save_add = response_post_save_change


class LessonForm(FilmFields, forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    """A lesson of any kind; what its kind does not need is hidden."""

    class Meta:
        model = Lesson
        fields = (
            "section",
            "kind",
            "title",
            "body",
            "video",
            "pool",
            "question_count",
            "time_limit_minutes",
            "pass_mark_percent",
            "is_free_preview",
            "task_statements",
            "published_at",
            "slug",
        )
        labels = {"video": _("A film that is there already")}
        widgets = {"body": MarkdownWidget(), "task_statements": UnfoldAdminCheckboxSelectMultipleWidget()}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("The lesson's address. Left empty, it is made from the title.")
        course = self._course() if "section" in self.fields else None
        draw_with_pictures_of(self, course)
        if "section" in self.fields:
            self._offer_what_belongs_to(course)

    def _course(self) -> Course | None:
        """Return the course that the lesson is in, or is being added to."""
        if self.instance.pk:
            return Course.objects.get(pk=self.instance.course_id)
        sections: Any = self.fields["section"]
        wanted = self.data.get("section") or self.initial.get("section")
        section = sections.queryset.filter(pk=wanted).select_related("course").first() if str(wanted or "").isdigit() else None
        return section.course if section else None

    def _offer_what_belongs_to(self, course: Course | None) -> None:
        """Offer the course's sections, pools and exam; of an unknown course, the sections with their courses' names."""
        fields: dict[str, Any] = self.fields
        if course is None:
            fields["section"].queryset = fields["section"].queryset.select_related("course").order_by("course__title", "position")
            fields["section"].label_from_instance = lambda section: f"{section.course}: {section}"
            fields["pool"].queryset = fields["pool"].queryset.none()
            return
        fields["section"].queryset = fields["section"].queryset.filter(course=course).order_by("position")
        fields["pool"].queryset = fields["pool"].queryset.filter(course=course)
        if course.exam_version_id:
            statements = fields["task_statements"].queryset.filter(domain__exam_version=course.exam_version_id)
            fields["task_statements"].queryset = statements.order_by("domain__position", "code")

    def clean(self) -> dict[str, Any]:
        """An address is used once in a course."""
        cleaned: dict[str, Any] = super().clean()
        section, slug = cleaned.get("section"), cleaned.get("slug")
        if section and slug:
            others = Lesson.objects.filter(course=section.course, slug=slug).exclude(pk=self.instance.pk)
            if others.exists():
                self.add_error("slug", _("Another lesson of the course has this address."))
        return cleaned

    def replaced(self, cleaned: dict[str, Any]) -> Video | None:
        """The film of the video that the lesson shows is replaced."""
        video: Video | None = cleaned.get("video")
        return video


class ResourceForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    """A file or a link."""

    url = forms.URLField(label=_("link"), required=False, assume_scheme="https", widget=UnfoldAdminURLInputWidget())

    class Meta:
        model = LessonResource
        fields = ("title", "url", "file")


class ResourceInline(OwnedTabularInline):
    """What to take along from a lesson."""

    form = ResourceForm

    model = LessonResource
    owner_path = "lesson__course__instructor__user"
    extra = 0
    fields = ("title", "url", "file")


@admin.register(Lesson)
class LessonAdmin(TakesFilms, OwnedHistoryAdmin):
    """Lessons: written here, arranged on the curriculum page."""

    owner_path = "course__instructor__user"
    form = LessonForm
    list_display = ("title", "kind", "course", "section", "is_free_preview")
    list_filter = ("kind", "course")
    list_select_related = ("course", "section")
    search_fields = ("title", "course__title")
    autocomplete_fields = ("video",)
    readonly_fields = ("preview",)
    inlines = (ResourceInline,)
    warn_unsaved_form = True
    change_form_outer_before_template = "courses/admin/course_panel.html"
    conditional_fields = {
        "preview": "kind == 'video'",
        "film": "kind == 'video'",
        "video": "kind == 'video'",
        "captions": "kind == 'video'",
        "captions_language": "kind == 'video'",
        "pool": "kind == 'quiz' || kind == 'exam'",
        "question_count": "kind == 'quiz' || kind == 'exam'",
        "pass_mark_percent": "kind == 'quiz' || kind == 'exam'",
        "time_limit_minutes": "kind == 'exam'",
    }
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "kind",
                    "section",
                    "title",
                    "preview",
                    "film",
                    "captions",
                    "captions_language",
                    "video",
                    "pool",
                    "question_count",
                    "time_limit_minutes",
                    "pass_mark_percent",
                )
            },
        ),
        (_("Text"), {"fields": ("body",)}),
        (_("Who sees it, what it teaches"), {"fields": ("is_free_preview", "task_statements", "published_at", "slug")}),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Lesson | None = None) -> Any:
        """A lesson that is not there yet has nothing to look at."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj:
            return fieldsets
        return [
            (title, {**options, "fields": [name for name in options["fields"] if name != "preview"]})
            for title, options in fieldsets
        ]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Lesson | None:
        """Return the lesson; its player needs to know for whom it plays."""
        lesson: Lesson | None = super().get_object(request, object_id, from_field)
        if lesson:
            lesson.__dict__["player"] = player(lesson.video, request)
        return lesson

    @admin.display(description=_("film"))
    def preview(self, lesson: Lesson) -> SafeString | str:
        """Return the lesson's film to look at."""
        shown: SafeString | str = lesson.__dict__.get("player", "-")
        return shown

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> QuerySet[Any]:
        """A film that a colleague attached stays a choice."""
        rows = super().get_field_queryset(db, db_field, request)
        if db_field.name == "video":
            attached = Lesson.objects.filter(course__in=Course.objects.authored_by(request.user)).values("video")
            return Video.objects.filter(Q(pk__in=rows.values("pk")) | Q(pk__in=attached))
        return rows

    def replaced(self, request: HttpRequest, obj: Lesson | None) -> Video | None:  # noqa: ARG002 -- the page may choose another video
        """The film of the video that the page names is replaced."""
        key = request.POST.get("video", "")
        if not key:
            return None
        choices = self.get_field_queryset(None, Lesson._meta.get_field("video"), request)  # noqa: SLF001 -- Django's documented Model._meta
        video: Video | None = choices.filter(pk=key).first() if key.isdecimal() else None
        if video is None:
            raise Http404
        return video

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with the section and the kind that the link names."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        return initial

    def save_model(self, request: HttpRequest, obj: Lesson, form: Any, change: bool) -> None:  # noqa: ARG002, FBT001 -- Django's signature
        """Keep the film, then write the lesson that shows it; the film is its instructor's."""
        owner = obj.section.course.instructor.user
        if obj.kind == LessonKind.VIDEO:
            obj.video = keep_film(cleaned=form.cleaned_data, video=obj.video, title=obj.title, owner=owner)
        save_lesson(lesson=obj)

    def delete_model(self, request: HttpRequest, obj: Lesson) -> None:  # noqa: ARG002 -- Django's signature
        """Delete a lesson that nobody has begun."""
        delete_lesson(lesson=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Lesson]) -> None:  # noqa: ARG002 -- Django's signature
        """Delete lessons that nobody has begun."""
        for lesson in queryset.select_related("course"):
            delete_lesson(lesson=lesson)

    def response_post_save_change(self, request: HttpRequest, obj: Lesson) -> HttpResponse:  # noqa: ARG002 -- Django's signature
        """Go back to where the lesson stands."""
        return curriculum_of(obj.course)

    response_post_save_add = response_post_save_change

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Say which course the lesson belongs to."""
        lesson = self.get_object(request, object_id) if object_id else None
        extra = {"course": lesson.course, "lesson": lesson} if lesson else {}
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **extra})
