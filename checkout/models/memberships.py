import datetime as dt
import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from acg.shared.money import Money
from checkout.models.offers import Offer, Price
from checkout.models.orders import Order

PAYMENT_GRACE = dt.timedelta(days=7)


class SubscriptionState(models.TextChoices):
    """Stripe's own words for a subscription, of 2026: https://docs.stripe.com/api/subscriptions/object#subscription_object-status."""

    INCOMPLETE = "incomplete", _("Not confirmed yet")
    INCOMPLETE_EXPIRED = "incomplete_expired", _("Never confirmed")
    TRIALING = "trialing", _("In its trial")
    ACTIVE = "active", _("Active")
    PAST_DUE = "past_due", _("Payment overdue")
    UNPAID = "unpaid", _("Unpaid")
    CANCELED = "canceled", _("Ended")
    PAUSED = "paused", _("Paused")


class Customer(models.Model):
    """A member at Stripe, so that the next purchase and the portal find the same card."""

    user = models.OneToOneField("users.User", models.PROTECT, related_name="stripe_customer", verbose_name=_("user"))
    stripe_id = models.CharField(_("id at Stripe"), max_length=200, unique=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("customer")
        verbose_name_plural = _("customers")

    def __str__(self) -> str:
        return self.stripe_id


class Subscription(models.Model):
    """A membership: Stripe's subscription as last fetched, and what follows from it for access.

    `buyer` is empty until whoever owns the address has signed in. `until_at` and `is_live` are derived, never set by hand.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    buyer = models.ForeignKey(
        "users.User", models.PROTECT, null=True, blank=True, related_name="subscriptions", verbose_name=_("buyer")
    )
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+", verbose_name=_("offer"))
    price = models.ForeignKey(Price, models.PROTECT, related_name="+", verbose_name=_("price"))
    order = models.OneToOneField(Order, models.PROTECT, related_name="subscription", verbose_name=_("order that began it"))
    stripe_id = models.CharField(_("id at Stripe"), max_length=200, unique=True)
    customer_id = models.CharField(_("customer at Stripe"), max_length=200, blank=True)
    item_id = models.CharField(max_length=200, blank=True, editable=False)
    quantity = models.PositiveSmallIntegerField(
        _("seats"), default=1, db_default=1, help_text=_("How many seats of a team are paid; of anything else one.")
    )
    status = models.CharField(_("state"), max_length=40, help_text=_("Stripe's word; words that Stripe invents later are kept."))
    current_period_end = models.DateTimeField(_("period ends"), null=True, blank=True)
    trial_end = models.DateTimeField(_("trial ends"), null=True, blank=True)
    cancel_at_period_end = models.BooleanField(_("ends with the period"), default=False)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True, help_text=_("When it is cancelled for a time to come."))
    canceled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    paused = models.BooleanField(_("collection paused"), default=False)
    until_at = models.DateTimeField(_("access until"), null=True, blank=True)
    is_live = models.BooleanField(_("gives access"), default=False)
    review_reason = models.CharField(_("reason for review"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ("-created_at", "-id")
        indexes = [models.Index(fields=["buyer", "-created_at", "-id"], name="memberships_of_buyer")]

    def __str__(self) -> str:
        return f"{self.offer} {self.stripe_id}"

    @property
    def charge(self) -> Money:
        """What its next period costs before any discount."""
        return Money(self.price.amount_minor * self.quantity, self.price.currency)

    @property
    def gives_access(self) -> bool:
        """Whether it opens the courses now."""
        return self.is_live and (self.until_at is None or self.until_at > timezone.now())

    @property
    def is_over(self) -> bool:
        """Whether Stripe will never charge for it again."""
        return self.status in {SubscriptionState.CANCELED, SubscriptionState.INCOMPLETE_EXPIRED}

    @property
    def is_ending(self) -> bool:
        """Whether it is cancelled for a time to come."""
        return self.ends_at is not None and not self.is_over

    @property
    def state_label(self) -> str:
        """The state in words; Stripe's own where it has a new one."""
        return str(dict(SubscriptionState.choices).get(self.status, self.status))


class Invoice(models.Model):
    """An invoice of a membership: Stripe's object, as last fetched."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subscription = models.ForeignKey(Subscription, models.PROTECT, related_name="invoices", verbose_name=_("membership"))
    stripe_id = models.CharField(_("id at Stripe"), max_length=200, unique=True)
    number = models.CharField(_("number"), max_length=100, blank=True)
    status = models.CharField(_("state"), max_length=40, help_text=_("Stripe's word; words that Stripe invents later are kept."))
    total_minor = models.BigIntegerField(_("total in minor units"))
    tax_minor = models.BigIntegerField(_("tax in minor units"), default=0)
    currency = models.CharField(_("currency"), max_length=3)
    period_start = models.DateTimeField(_("from"), null=True, blank=True)
    period_end = models.DateTimeField(_("until"), null=True, blank=True)
    issued_at = models.DateTimeField(_("issued"))
    paid_at = models.DateTimeField(_("paid"), null=True, blank=True)
    hosted_url = models.URLField(_("page at Stripe"), max_length=2000, blank=True)
    failure_told_at = models.DateTimeField(null=True, editable=False, help_text=_("When its buyer was told that it was not paid."))

    class Meta:
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        ordering = ("-issued_at", "-id")

    def __str__(self) -> str:
        return self.number or self.stripe_id

    @property
    def total(self) -> Money:
        """What is to be paid, or was."""
        return Money(self.total_minor, self.currency)
