from typing import Any

from allauth.account.admin import EmailAddress
from django.contrib import admin
from django.contrib.auth import admin as _registers_groups  # noqa: F401 -- so that they can be taken off again
from django.contrib.auth.models import Group
from django.http import HttpRequest

from acg.shared.admin import OwnedAdmin, OwnedTabularInline
from acg.users.models import ExternalIdentity, User

# What is open to whom follows from the role, so there are no groups; addresses are looked after on their person's page.
admin.site.unregister([Group, EmailAddress])


class EmailAddressInline(OwnedTabularInline):
    """The addresses that reach a person, and which of them have been proved."""

    model = EmailAddress
    extra = 0
    fields = ("email", "verified", "primary")


class ExternalIdentityInline(OwnedTabularInline):
    """Whom outside issuers know as this person: a link lets them in."""

    model = ExternalIdentity
    extra = 0
    fields = ("issuer", "subject")


@admin.register(User)
class UserAdmin(OwnedAdmin):
    """People: staff only. Passwords are each person's own: a new account is entered by login code."""

    list_display = ("email", "name", "role", "is_active", "joined_at")
    list_filter = ("role", "is_active")
    search_fields = ("email", "name")
    fields = ("email", "name", "role", "is_active", "joined_at")
    readonly_fields = ("joined_at",)
    inlines = (EmailAddressInline, ExternalIdentityInline)
    ordering = ("-joined_at",)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001 -- Django's signature
        """Write the person; an address is known in lower case."""
        obj.email = obj.email.lower()
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
