"""A question on a page of its own, asked before something happens to money; it works without JavaScript."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.widgets import (
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminSingleDateWidget,
    UnfoldAdminTextInputWidget,
)

from acg.shared.errors import DomainError
from acg.shared.money import Money
from checkout.models import Interval


class ReasonForm(forms.Form):
    """Why, and how much."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=UnfoldAdminTextInputWidget, help_text=_("Kept with the refund.")
    )
    amount = forms.DecimalField(
        label=_("Amount"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=3,
        widget=UnfoldAdminDecimalFieldWidget,
        help_text=_("Leave empty to send back all that is left, which ends the access."),
    )


class DaysForm(forms.Form):
    """How far to look back."""

    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=30, widget=UnfoldAdminIntegerFieldWidget)


class SpanForm(forms.Form):
    """From when to when."""

    from_on = forms.DateField(label=_("First day"), widget=UnfoldAdminSingleDateWidget)
    to_on = forms.DateField(label=_("Last day"), widget=UnfoldAdminSingleDateWidget)


class PriceForm(forms.Form):
    """A new price, which takes the place of the live one in its currency."""

    currency = forms.CharField(
        label=_("Currency"), min_length=3, max_length=3, initial="USD", widget=UnfoldAdminTextInputWidget, help_text="USD, EUR, MXN"
    )
    amount = forms.DecimalField(
        label=_("Amount"), min_value=0, max_digits=12, decimal_places=3, widget=UnfoldAdminDecimalFieldWidget, help_text="49.00"
    )
    interval = forms.ChoiceField(
        label=_("Paid"), choices=[("", _("Once")), *Interval.choices], required=False, widget=UnfoldAdminSelectWidget
    )
    trial_days = forms.IntegerField(
        label=_("Days of trial"), min_value=0, max_value=730, required=False, initial=0, widget=UnfoldAdminIntegerFieldWidget
    )


def ask(model_admin: ModelAdmin, request: HttpRequest, row: Any, *, form: forms.Form, **texts: Any) -> HttpResponse:
    """Return the page that asks.

    Args:
        model_admin: whose page it is.
        request: from a member of staff.
        row: what it is about.
        form: the questions, with the answers that did not do.
        texts: `title`, `text` and `button`; `back` is where the way back leads, else to the row.
    """
    context = {**model_admin.admin_site.each_context(request), "opts": model_admin.opts, "row": row, "form": form, **texts}
    return TemplateResponse(request, "checkout/admin/ask.html", context)


def minor_units(form: forms.Form, currency: str) -> int | None:
    """Return the form's amount in the currency's minor units, or nothing when none was given.

    Raises:
        DomainError: `amount_invalid` when the currency has no unit that small.
    """
    amount = form.cleaned_data.get("amount")
    try:
        return None if amount is None else Money.of(amount, currency).amount_minor
    except ValueError:
        raise DomainError("amount_invalid", gettext("This currency has no unit that small."), field="amount") from None


def refuse(form: forms.Form, error: DomainError) -> None:
    """Say what a verb refused, at the question it is about."""
    field = "amount" if error.field == "amount_minor" else error.field
    form.add_error(field if field in form.fields else None, error.message)
