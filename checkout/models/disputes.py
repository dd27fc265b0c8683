from django.db import models
from django.utils.translation import gettext_lazy as _

from acg.shared.money import Money
from checkout.models.ledger import Payment
from checkout.models.orders import Order


class DisputeState(models.TextChoices):
    """Stripe's own words for a dispute, of 2026: https://docs.stripe.com/api/disputes/object#dispute_object-status."""

    WARNING_NEEDS_RESPONSE = "warning_needs_response", _("Inquiry to be answered")
    WARNING_UNDER_REVIEW = "warning_under_review", _("Inquiry under review")
    WARNING_CLOSED = "warning_closed", _("Inquiry closed")
    NEEDS_RESPONSE = "needs_response", _("To be answered")
    UNDER_REVIEW = "under_review", _("Under review")
    APPEAL_NEEDS_RESPONSE = "appeal_needs_response", _("Appeal to be answered")
    APPEAL_UNDER_REVIEW = "appeal_under_review", _("Appeal under review")
    WON = "won", _("Won")
    LOST = "lost", _("Lost")
    PREVENTED = "prevented", _("Prevented")


class Dispute(models.Model):
    """A buyer's bank asks for a payment back: Stripe's object, as last fetched."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="disputes")
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="disputes")
    stripe_id = models.CharField(_("id at Stripe"), max_length=200, unique=True)
    state = models.CharField(_("state"), max_length=40, help_text=_("Stripe's word; words that Stripe invents later are kept."))
    reason = models.CharField(_("reason"), max_length=60, blank=True, help_text=_("Stripe's word for what the buyer says."))
    amount_minor = models.PositiveIntegerField(_("amount in minor units"))
    currency = models.CharField(_("currency"), max_length=3)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("dispute")
        verbose_name_plural = _("disputes")

    def __str__(self) -> str:
        return self.stripe_id

    @property
    def money(self) -> Money:
        """What the buyer wants back."""
        return Money(self.amount_minor, self.currency)
