"""Teams as staff see them: who owns them, what is paid, who sits."""

from django.contrib import admin

from acg.shared.admin import OwnedAdmin, OwnedTabularInline, ReadOnly
from organisations.models import Organization, SeatAssignment, SeatPool


class PoolInline(ReadOnly, OwnedTabularInline):
    """What the team has paid."""

    model = SeatPool
    extra = 0
    hide_title = True
    fields = readonly_fields = ("cause_id", "seats", "is_live", "until_at", "reason")


@admin.register(Organization)
class OrganizationAdmin(ReadOnly, OwnedAdmin):
    """Teams; they change by their owners, and by the money."""

    list_display = ("name", "owner", "created_at")
    list_select_related = ("owner",)
    search_fields = ("name", "owner__email")
    inlines = (PoolInline,)


@admin.register(SeatAssignment)
class SeatAssignmentAdmin(ReadOnly, OwnedAdmin):
    """Seats: to whom they were given, and whether they were taken, rest, or came back."""

    list_display = ("email", "pool", "assigned_at", "claimed_at", "suspended_at", "returned_at")
    list_select_related = ("pool__organization",)
    search_fields = ("email", "user__email", "pool__organization__name")
