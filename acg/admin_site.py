"""The admin's one site."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from unfold.sites import UnfoldAdminSite


class SchoolAdminSite(UnfoldAdminSite):  # type: ignore[misc]  # unfold has no types
    """Unfold's site, whose way in is allauth's, with its limits."""

    @method_decorator(secure_admin_login)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Lead who is not signed in to the door that all use."""
        response: HttpResponse = super().login(request, extra_context)
        return response
