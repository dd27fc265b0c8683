"""What providers certify: read by every author, written by editors."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from acg.shared.admin import OwnedAdmin, OwnedTabularInline
from courses.models import Certification, Domain, ExamVersion, Tag, TaskStatement


class ExamVersionInline(OwnedTabularInline):
    """The editions of a certification's exam."""

    model = ExamVersion
    is_shared = True
    extra = 0
    show_change_link = True


class DomainInline(OwnedTabularInline):
    """The parts of an exam and their weights."""

    model = Domain
    is_shared = True
    extra = 0
    show_change_link = True
    fields = ("position", "name", "weight_percent")


class TaskStatementInline(OwnedTabularInline):
    """What a candidate must be able to do."""

    model = TaskStatement
    is_shared = True
    extra = 0
    fields = ("code", "text")


@admin.register(Certification)
class CertificationAdmin(OwnedAdmin):
    """Certifications."""

    is_shared = True
    list_display = ("name", "provider")
    list_filter = ("provider",)
    search_fields = ("name",)
    inlines = (ExamVersionInline,)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Model | None = None) -> dict[str, tuple[str, ...]]:
        """Whoever only reads has no fields to fill."""
        return {"slug": ("name",)} if self.has_change_permission(request, obj) else {}


@admin.register(ExamVersion)
class ExamVersionAdmin(OwnedAdmin):
    """Exams with their domains."""

    is_shared = True
    list_display = ("code", "certification", "minutes", "question_count")
    list_select_related = ("certification",)
    search_fields = ("code", "certification__name")
    inlines = (DomainInline,)


@admin.register(Domain)
class DomainAdmin(OwnedAdmin):
    """Domains with their task statements."""

    is_shared = True
    list_display = ("name", "exam_version", "weight_percent")
    list_filter = ("exam_version",)
    list_select_related = ("exam_version",)
    search_fields = ("name", "exam_version__code")
    inlines = (TaskStatementInline,)


@admin.register(TaskStatement)
class TaskStatementAdmin(OwnedAdmin):
    """Task statements, to be found by those who tag lessons and questions."""

    is_shared = True
    list_display = ("code", "text", "domain")
    list_filter = ("domain__exam_version",)
    list_select_related = ("domain",)
    search_fields = ("code", "text", "domain__name")


@admin.register(Tag)
class TagAdmin(OwnedAdmin):
    """Subjects that courses share."""

    is_shared = True
    list_display = ("name",)
    search_fields = ("name",)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Model | None = None) -> dict[str, tuple[str, ...]]:
        """Whoever only reads has no fields to fill."""
        return {"slug": ("name",)} if self.has_change_permission(request, obj) else {}
