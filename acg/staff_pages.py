"""Pages of the admin that see money and learning side by side: why somebody may learn, and whether all ten promises hold."""

from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminTextInputWidget

from acg.auditing import INVARIANTS, Audit, audit
from acg.explaining import Explanation, explain
from acg.shared.errors import DomainError
from acg.users.models import Role, User
from checkout.gateways.protocol import GatewayError

View = Callable[[HttpRequest], HttpResponse]


def staff_page(view: View) -> View:
    """Let staff in, through the admin's own door, and nobody else."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not isinstance(request.user, User) or request.user.role != Role.STAFF:
            raise PermissionDenied
        return view(request)

    return admin.site.admin_view(guarded)


class WhyForm(forms.Form):
    """Who, and what."""

    user = forms.CharField(
        label=gettext_lazy("Person"), widget=UnfoldAdminTextInputWidget, help_text=gettext_lazy("E-mail address")
    )
    course = forms.CharField(
        label=gettext_lazy("Course"),
        widget=UnfoldAdminTextInputWidget,
        help_text=gettext_lazy("As in its address: networks in /courses/networks/"),
    )


@staff_page
def why(request: HttpRequest) -> HttpResponse:
    """Answer why somebody may learn a course, or may not, with every right that was ever given and the money behind it."""
    form = WhyForm(request.GET or None)
    explanation: Explanation | None = None
    if form.is_valid():
        try:
            explanation = explain(**form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field, error.message)
    return _page(request, "admin/why.html", title=_("Why can they learn it, or not?"), form=form, explanation=explanation)


@staff_page
def promises(request: HttpRequest) -> HttpResponse:
    """Show the ten promises about money and rights; a post looks whether each holds."""
    found: Audit | None = None
    error = ""
    if request.method == "POST":
        try:
            found = audit(with_stripe="stripe" in request.POST)
        except GatewayError as failure:
            error = _("Stripe did not answer: %s.") % failure.code
    breaches: dict[str, list[Any]] = defaultdict(list)
    for breach in found.breaches if found else ():
        breaches[breach.invariant].append(breach)
    rows = [(name, title, breaches[name]) for name, title in INVARIANTS.items()]
    return _page(request, "admin/promises.html", title=_("Do all ten promises hold?"), found=found, rows=rows, error=error)


def _page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context})


app_name = "staff"
urlpatterns = [path("why/", why, name="why"), path("promises/", promises, name="promises")]
