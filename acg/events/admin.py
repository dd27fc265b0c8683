from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from acg.events.models import DeadMessage, LogEntry, OutboxEvent
from acg.events.receiving import revive_message
from acg.events.services import revive
from acg.shared.admin import OwnedAdmin


@admin.register(LogEntry)
class LogEntryAdmin(OwnedAdmin):
    """What people did to money and rights. The database itself refuses to change or remove a line."""

    list_display = ("at", "action", "subject", "by", "reason")
    search_fields = ("=subject", "=action")
    fields = readonly_fields = ("at", "action", "subject", "by", "reason", "details")
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- nobody
        """Verbs write it."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- nobody
        """Nobody changes a line."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- nobody
        """Nobody removes one."""
        return False


@admin.register(DeadMessage)
class DeadMessageAdmin(OwnedAdmin):
    """What a queue gave up, and why. It is looked at and delivered again, never written here."""

    list_display = ("died_at", "type", "subject", "reason", "revived_at")
    list_filter = (("revived_at", admin.EmptyFieldListFilter), "type")
    search_fields = ("=subject", "=message_id")
    fields = readonly_fields = ("message_id", "type", "subject", "reason", "body", "died_at", "revived_at")
    actions = ("deliver_again",)

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- nobody
        """They come from queues."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- nobody
        """They stay."""
        return False

    @admin.action(description=_("Deliver again"))
    def deliver_again(self, request: HttpRequest, queryset: QuerySet[DeadMessage]) -> None:
        """Hand the chosen messages to those of their consumers that have not run."""
        found = [revive_message(message=message) for message in queryset.order_by("pk")]
        done, failed = sum(found), len(found) - sum(found)
        if done:
            text = ngettext("%(count)d message was delivered.", "%(count)d messages were delivered.", done)
            messages.success(request, text % {"count": done})
        if failed:
            text = ngettext(
                "%(count)d message failed again; it says why.", "%(count)d messages failed again; they say why.", failed
            )
            messages.error(request, text % {"count": failed})


@admin.register(OutboxEvent)
class OutboxEventAdmin(OwnedAdmin):
    """The facts that were told, and whether they arrived. They are looked at and delivered again, never written here."""

    list_display = ("occurred_at", "type", "subject", "state", "attempts")
    list_filter = ("state", "type")
    search_fields = ("subject", "type")
    fields = readonly_fields = (
        "id",
        "type",
        "version",
        "subject",
        "payload",
        "occurred_at",
        "state",
        "attempts",
        "next_try_at",
        "last_error",
    )
    actions = ("deliver_again",)

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- nobody
        """Facts come from verbs."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- nobody
        """Facts stay."""
        return False

    @admin.action(description=_("Deliver the dead ones again"))
    def deliver_again(self, request: HttpRequest, queryset: QuerySet[OutboxEvent]) -> None:
        """Give the chosen dead facts another ten attempts."""
        count = revive(list(queryset.values_list("id", flat=True)))
        text = ngettext("%(count)d fact will be delivered again.", "%(count)d facts will be delivered again.", count)
        messages.success(request, text % {"count": count})
