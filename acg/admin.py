"""What of the composition itself is looked at in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from acg.models import OperationUse
from acg.shared.admin import OwnedAdmin


@admin.register(OperationUse)
class OperationUseAdmin(OwnedAdmin):
    """Who asks what of the graph, by day. The minute's timer counts; a search for `Course.title` finds who needs that."""

    list_display = ("used_on", "client", "version", "operation", "count", "points", "last_at")
    list_filter = ("client",)
    list_select_related = ("operation",)
    ordering = ("-used_on", "-count")
    search_fields = ("=client", "operation__name")
    search_help_text = _("A client, an operation, or a field such as Course.title")
    fields = readonly_fields = ("used_on", "client", "version", "operation", "needs", "count", "points", "last_at")
    show_full_result_count = False

    @admin.display(description=_("needs"))
    def needs(self, use: OperationUse) -> str:
        """Return what the operation needs of the schema."""
        return ", ".join(use.operation.fields)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[OperationUse], search_term: str
    ) -> tuple[QuerySet[OperationUse], bool]:
        """Find who needs a coordinate, or what the words say."""
        if "." in search_term:
            return queryset.filter(operation__fields__contains=[search_term.strip()]), False
        found: tuple[QuerySet[OperationUse], bool] = super().get_search_results(request, queryset, search_term)
        return found

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- nobody
        """The timer writes it."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- nobody
        """Nobody changes a count."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- nobody
        """Nobody removes one."""
        return False
