"""What is sold, for how much, and who pays less."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action

from acg.shared.admin import OwnedAdmin, OwnedTabularInline, ReadOnly
from acg.shared.errors import DomainError
from checkout.admin.pages import PriceForm, ask, minor_units, refuse
from checkout.models import Coupon, Offer, Price
from checkout.services import add_price, offer_course, offer_membership, offer_path, offer_team, retire_price, withdraw_offer


class OfferForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    """What to put on sale: a course, a path, or, without either, a membership or seats."""

    is_for_team = forms.BooleanField(
        label=gettext_lazy("For teams"), required=False, help_text=gettext_lazy("Sold by the seat; the price is that of one.")
    )

    class Meta:
        model = Offer
        fields = ("course", "path", "title")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "title" in self.fields:
            self.fields["title"].required = False
            self.fields["title"].help_text = _("Of a membership; a course or path is sold under its own title.")

    def clean(self) -> dict[str, Any]:
        """Exactly one thing is sold."""
        cleaned: dict[str, Any] = super().clean() or {}
        if sum(bool(cleaned.get(name)) for name in ("course", "path", "title")) != 1:
            raise forms.ValidationError(_("Choose a course, or a learning path, or type the title of a membership."))
        if cleaned.get("is_for_team") and not cleaned.get("title"):
            raise forms.ValidationError(_("Seats open all courses: type their title, and choose no course and no path."))
        return cleaned

    def _post_clean(self) -> None:
        """Leave the row to the verb, which knows its kind and its address."""


class PriceInline(ReadOnly, OwnedTabularInline):
    """The prices of an offer; a new one takes the place of the live one."""

    model = Price
    extra = 0
    hide_title = True
    fields = readonly_fields = ("money", "interval", "is_active", "created_at")
    ordering = ("-is_active", "currency", "-created_at")


@admin.register(Offer)
class OfferAdmin(OwnedAdmin):
    """Offers, with their prices."""

    form = OfferForm
    list_display = ("title", "kind", "show_prices", "is_active")
    list_filter = (("kind", ChoicesDropdownFilter), "is_active")
    search_fields = ("title", "slug")
    autocomplete_fields = ("course", "path")
    inlines = (PriceInline,)
    readonly_fields = ("is_active",)
    actions_detail = ("set_price", "withdraw")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Offer]:
        """Return the offers with their prices."""
        return super().get_queryset(request).prefetch_related("prices")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- for everyone
        """Orders name their offer: it is withdrawn and made anew, never edited."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- for everyone
        """An offer is withdrawn, never removed."""
        return False

    def get_inlines(self, request: HttpRequest, obj: Any) -> tuple[type[PriceInline], ...]:  # noqa: ARG002 -- for everyone
        """What is not there yet has no prices."""
        return self.inlines if obj else ()

    def has_price_permission(self, request: HttpRequest, object_id: Any = None) -> bool:  # noqa: ARG002 -- the same for all rows
        """Return whether the viewer may set prices: whoever may make offers, which is staff."""
        return self.has_add_permission(request)

    def save_model(self, request: HttpRequest, obj: Offer, form: Any, change: bool) -> None:  # noqa: ARG002, FBT001 -- Django's signature
        """Put it on sale."""
        wish = form.cleaned_data
        if wish["course"]:
            offer = offer_course(course=wish["course"])
        elif wish["path"]:
            offer = offer_path(path=wish["path"])
        elif wish["is_for_team"]:
            offer = offer_team(title=wish["title"])
        else:
            offer = offer_membership(title=wish["title"])
        vars(obj).update({name: value for name, value in vars(offer).items() if name != "_state"})
        obj._state.adding = False  # noqa: SLF001 -- the row is there: the verb made it

    def response_add(self, request: HttpRequest, obj: Offer, post_url_continue: str | None = None) -> HttpResponse:  # noqa: ARG002
        """What is on sale needs a price next."""
        return HttpResponseRedirect(reverse("admin:checkout_offer_set_price", args=[obj.pk]))

    @admin.display(description=gettext_lazy("price"))
    def show_prices(self, offer: Offer) -> str:
        """Return the live prices."""
        live = [price for price in offer.prices.all() if price.is_active]
        return ", ".join(f"{price.money} {price.get_interval_display()}".strip() for price in live) or _("none yet")

    @action(description=gettext_lazy("Set a price"), url_path="price", permissions=["price"], icon="sell")  # type: ignore[untyped-decorator]  # unfold is published without types
    def set_price(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask for a price, then make it the live one of its currency."""
        offer: Offer = self.get_queryset(request).get(pk=object_id)
        form = PriceForm(request.POST or None)
        if not offer.is_renewed:
            del form.fields["interval"], form.fields["trial_days"]
        if request.method == "POST" and form.is_valid():
            currency = form.cleaned_data["currency"].upper()
            try:
                price = add_price(
                    offer=offer,
                    currency=currency,
                    amount_minor=minor_units(form, currency) or 0,
                    interval=form.cleaned_data.get("interval", ""),
                    trial_days=form.cleaned_data.get("trial_days") or 0,
                )
            except DomainError as error:
                refuse(form, error)
            else:
                messages.success(request, _("“%(offer)s” now costs %(price)s.") % {"offer": offer, "price": price.money})
                return self._to(offer)
        text = _("Orders that are open keep the price they were begun with.")
        return ask(self, request, offer, form=form, title=_("A price for “%s”") % offer, text=text, button=_("Set the price"))

    @action(description=gettext_lazy("Withdraw from sale"), url_path="withdraw", permissions=["price"], icon="block")  # type: ignore[untyped-decorator]  # unfold is published without types
    def withdraw(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask, then take the offer from sale."""
        offer: Offer = self.get_queryset(request).get(pk=object_id)
        if request.method != "POST":
            text = _(
                "Nobody can begin to buy it any more. Orders that are open can still be paid, and everyone keeps what was bought."
            )
            return ask(self, request, offer, form=forms.Form(), title=_("Withdraw “%s”") % offer, text=text, button=_("Withdraw"))
        withdraw_offer(offer=offer)
        messages.success(request, _("“%s” is no longer on sale.") % offer)
        return self._to(offer)

    def _to(self, offer: Offer) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:checkout_offer_change", args=[offer.pk]))


@admin.register(Price)
class PriceAdmin(ReadOnly, OwnedAdmin):
    """All prices, live and retired."""

    list_display = ("offer", "money", "interval", "is_active", "created_at")
    list_filter = ("is_active", "currency")
    list_select_related = ("offer",)
    search_fields = ("offer__title",)
    actions = ("retire",)

    @admin.action(description=gettext_lazy("Stop selling at these prices"), permissions=["view"])
    def retire(self, request: HttpRequest, queryset: QuerySet[Price]) -> None:
        """Retire the chosen prices."""
        for price in queryset:
            retire_price(price=price)
        messages.success(request, _("These prices are no longer offered."))


@admin.register(Coupon)
class CouponAdmin(OwnedAdmin):
    """Coupons."""

    list_display = ("code", "percent_off", "show_offers", "show_uses", "starts_at", "expires_at", "is_active")
    list_filter = ("is_active",)
    search_fields = ("code",)
    autocomplete_fields = ("offers",)
    fieldsets = (
        (None, {"fields": ("code", "percent_off", "is_active")}),
        (gettext_lazy("For what"), {"fields": ("offers",)}),
        (gettext_lazy("How often"), {"fields": ("max_redemptions", "max_per_person", "redeemed_count")}),
        (gettext_lazy("When"), {"fields": ("starts_at", "expires_at")}),
    )
    readonly_fields = ("redeemed_count",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Coupon]:
        """Return the coupons with what they are for."""
        return super().get_queryset(request).prefetch_related("offers")

    @admin.display(description=gettext_lazy("only for"))
    def show_offers(self, coupon: Coupon) -> str:
        """Return what it is for."""
        return ", ".join(offer.title for offer in coupon.offers.all()) or _("everything")

    @admin.display(description=gettext_lazy("used"))
    def show_uses(self, coupon: Coupon) -> str:
        """Return how often it was used, and how often it may be."""
        return f"{coupon.redeemed_count} / {coupon.max_redemptions or '∞'}"

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- for everyone
        """Orders name their coupon: it is switched off, never removed."""
        return False

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:  # noqa: FBT001, FBT002 -- Django's signature
        """Codes are kept in upper case, however they are typed."""
        form = super().get_form(request, obj, change=change, **options)

        class UpperCaseForm(form):  # type: ignore[misc, valid-type]  # made by the admin for this request
            def clean_code(self) -> str:
                return str(self.cleaned_data["code"]).strip().upper()

        return UpperCaseForm
