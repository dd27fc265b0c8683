from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from acg.shared.money import Money
from checkout.models.orders import Order


class PaymentState(models.TextChoices):
    """How a payment attempt ended, so far."""

    PROCESSING = "processing", _("Under way")
    SUCCEEDED = "succeeded", _("Succeeded")
    FAILED = "failed", _("Failed")


class Payment(models.Model):
    """One attempt to pay an order: Stripe's payment intent."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="payments")
    stripe_id = models.CharField(_("id at Stripe"), max_length=200, unique=True)
    state = models.CharField(_("state"), max_length=16, choices=PaymentState)
    amount_minor = models.PositiveIntegerField(_("amount in minor units"))
    currency = models.CharField(_("currency"), max_length=3)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")

    def __str__(self) -> str:
        return self.stripe_id

    @property
    def money(self) -> Money:
        """What was paid, or is to be."""
        return Money(self.amount_minor, self.currency)


class RefundState(models.TextChoices):
    """Stripe's own words for a refund."""

    PENDING = "pending", _("Pending")
    REQUIRES_ACTION = "requires_action", _("Requires action")
    SUCCEEDED = "succeeded", _("Succeeded")
    FAILED = "failed", _("Failed")
    CANCELED = "canceled", _("Cancelled")


class Refund(models.Model):
    """Money on its way back."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="refunds")
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="refunds")
    stripe_id = models.CharField(_("id at Stripe"), max_length=200, unique=True)
    state = models.CharField(_("state"), max_length=32, help_text=_("Stripe's word; words that Stripe invents later are kept."))
    amount_minor = models.PositiveIntegerField(_("amount in minor units"))
    currency = models.CharField(_("currency"), max_length=3)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    requested_by = models.ForeignKey(
        "users.User", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("requested by")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")

    def __str__(self) -> str:
        return self.stripe_id

    @property
    def money(self) -> Money:
        """What goes back."""
        return Money(self.amount_minor, self.currency)


class LedgerKind(models.TextChoices):
    """Why money moved."""

    PAYMENT = "payment", _("Payment")
    REFUND = "refund", _("Refund")
    REFUND_FAILED = "refund_failed", _("Failed refund")
    DISPUTE = "dispute", _("Dispute")
    DISPUTE_WON = "dispute_won", _("Dispute won")


class LedgerEntry(models.Model):
    """Money that moved, once per Stripe object. Rows are only ever added: a trigger forbids the rest."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="ledger")
    kind = models.CharField(_("kind"), max_length=16, choices=LedgerKind)
    stripe_id = models.CharField(_("id at Stripe"), max_length=200)
    amount_minor = models.BigIntegerField(_("amount in minor units"), help_text=_("Signed: what came in is positive."))
    currency = models.CharField(_("currency"), max_length=3)
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["kind", "stripe_id"], name="money_moves_once")]
        indexes = [
            models.Index(fields=["recorded_at", "id"], name="ledger_by_time"),
            models.Index(fields=["kind", "id"], name="ledger_of_a_kind"),
            models.Index(fields=["currency", "id"], name="ledger_in_a_currency"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.stripe_id}"

    @property
    def money(self) -> Money:
        """What moved, signed."""
        return Money(self.amount_minor, self.currency)
