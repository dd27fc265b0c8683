import datetime as dt
import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checkout.models.orders import Order, OrderState

CODE_BYTES = 16


def new_code() -> str:
    """Return a code that nobody guesses: 128 random bits, in 22 letters that an address may hold."""
    return secrets.token_urlsafe(CODE_BYTES)


class Gift(models.Model):
    """That an order is for somebody else: whoever has the code may claim what it gives, once.

    The right that comes of it names the order as its cause, so that it ends with the order's money.
    """

    order = models.OneToOneField(Order, models.PROTECT, related_name="gift", verbose_name=_("order"))
    code = models.CharField(max_length=64, unique=True, default=new_code, editable=False)
    receiver_name = models.CharField(_("receiver's name"), max_length=150)
    receiver_email = models.EmailField(_("receiver's e-mail"))
    message = models.TextField(_("message"), max_length=1000, blank=True)
    deliver_on = models.DateField(_("send on"), help_text=_("The day, in UTC, on which the receiver is told."))
    delivered_at = models.DateTimeField(_("sent"), null=True, blank=True)
    claimed_by = models.ForeignKey(
        "users.User", models.SET_NULL, null=True, blank=True, related_name="claimed_gifts", verbose_name=_("claimed by")
    )
    claimed_at = models.DateTimeField(_("claimed"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("gift")
        verbose_name_plural = _("gifts")
        ordering = ("-created_at", "-id")
        indexes = [models.Index(fields=["deliver_on"], name="gifts_to_send", condition=models.Q(delivered_at__isnull=True))]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(claimed_by__isnull=True) | models.Q(claimed_at__isnull=False), name="a_claimed_gift_says_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order} → {self.receiver_name}"

    @property
    def is_claimed(self) -> bool:
        """Whether somebody has it; also when that account is gone."""
        return self.claimed_at is not None

    @property
    def is_claimable(self) -> bool:
        """Whether it can still be claimed: its money is in and stays in, and nobody has it."""
        return not self.is_claimed and self.order.state == OrderState.SETTLED

    def is_due(self, today: dt.date | None = None) -> bool:
        """Whether its day has come and the receiver was not told yet."""
        return self.delivered_at is None and self.deliver_on <= (today or timezone.now().date())
