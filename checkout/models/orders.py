import datetime as dt
import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from acg.shared.money import Money
from checkout.models.offers import Coupon, Interval, Offer, OfferKind, Price

RETURN_PERIOD = dt.timedelta(days=30)


class OrderState(models.TextChoices):
    """Where an order stands; derived from the ledger and from Stripe's objects, never set by hand."""

    OPEN = "open", _("Open")
    AWAITING = "awaiting", _("Payment under way")
    SETTLED = "settled", _("Paid")
    EXPIRED = "expired", _("Expired")
    CANCELED = "canceled", _("Cancelled")
    REFUNDED = "refunded", _("Refunded")
    DISPUTED = "disputed", _("Disputed")
    LOST = "lost", _("Lost to a dispute")
    NEEDS_REVIEW = "needs_review", _("Needs review")


def number_of(public_id: uuid.UUID) -> str:
    """Return the number of an order by its public id: its first eight letters."""
    return public_id.hex[:8].upper()


class Order(models.Model):
    """One intention to buy, with its price frozen. It exists before Stripe knows of it.

    `buyer` is empty until a purchase without an account is paid; if its address has an account, until its owner signs in.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    buyer = models.ForeignKey("users.User", models.PROTECT, null=True, blank=True, related_name="orders", verbose_name=_("buyer"))
    visitor_key = models.CharField(
        max_length=64, blank=True, editable=False, help_text=_("Ties an order without an account to its browser.")
    )
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(
        _("language"),
        max_length=10,
        default="en",
        db_default="en",
        help_text=_("What the buyer read the page in; mails about it speak it."),
    )
    state = models.CharField(_("state"), max_length=16, choices=OrderState, default=OrderState.OPEN)
    currency = models.CharField(_("currency"), max_length=3)
    total_minor = models.PositiveIntegerField(_("total in minor units"))
    quantity = models.PositiveSmallIntegerField(
        _("seats"), default=1, db_default=1, help_text=_("How many seats of a team; of anything else one.")
    )
    coupon = models.ForeignKey(Coupon, models.PROTECT, null=True, blank=True, related_name="orders", verbose_name=_("coupon"))
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="orders", verbose_name=_("offer"))
    checkout_session_id = models.CharField(max_length=200, unique=True, null=True, blank=True)
    checkout_url = models.URLField(max_length=2000, blank=True)
    payment_intent_id = models.CharField(max_length=200, blank=True, db_index=True)
    interval = models.CharField(
        _("paid again every"), max_length=8, choices=Interval, blank=True, help_text=_("Empty for what is paid once.")
    )
    attempt = models.PositiveSmallIntegerField(default=1, help_text=_("Part of the idempotency key at Stripe."))
    session_request = models.JSONField(
        default=dict,
        editable=False,
        help_text=_("What Stripe is asked, frozen: one idempotency key always carries the same request."),
    )
    expires_at = models.DateTimeField(_("open until"), null=True, blank=True)
    looked_at = models.DateTimeField(null=True, editable=False, help_text=_("When the timer last asked Stripe about it, unasked."))
    asked_at = models.DateTimeField(
        null=True, editable=False, help_text=_("When Stripe was last asked for all of it, by the database's clock.")
    )
    review_reason = models.CharField(_("reason for review"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    settled_at = models.DateTimeField(_("paid"), null=True, blank=True)
    tax_minor = models.PositiveIntegerField(
        _("tax in minor units"), null=True, blank=True, help_text=_("Contained in the total; empty when nobody worked it out.")
    )
    company_name = models.CharField(_("company"), max_length=200, blank=True)
    tax_number = models.CharField(_("tax number"), max_length=60, blank=True)
    billing_address = models.CharField(_("address"), max_length=300, blank=True)
    receipt_number = models.PositiveIntegerField(_("receipt number"), null=True, blank=True, unique=True, editable=False)
    receipt_kept_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text=_("When the receipt was first downloaded.")
    )

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        ordering = ("-created_at", "-id")
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="orders_newest"),
            models.Index(fields=["state", "-created_at", "-id"], name="orders_newest_of_a_state"),
            models.Index(fields=["email"], name="orders_by_email"),
            models.Index(fields=["created_at"], name="orders_waiting", condition=models.Q(state__in=("open", "awaiting"))),
            models.Index(
                fields=["settled_at"],
                name="receipts_to_number",
                condition=models.Q(settled_at__isnull=False, receipt_number__isnull=True),
            ),
            models.Index(
                fields=["email"], name="orders_to_claim", condition=models.Q(buyer__isnull=True, settled_at__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tax_minor__isnull=True) | models.Q(tax_minor__lte=models.F("total_minor")),
                name="the_total_contains_the_tax",
            ),
            models.UniqueConstraint(
                fields=["buyer", "offer"],
                condition=models.Q(state="open", buyer__isnull=False),
                name="one_open_order_per_buyer_and_offer",
            ),
            models.UniqueConstraint(
                fields=["visitor_key", "offer"],
                condition=models.Q(state="open", buyer__isnull=True),
                name="one_open_order_per_visitor_and_offer",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def total(self) -> Money:
        """What is to be paid, or was."""
        return Money(self.total_minor, self.currency)

    @property
    def tax(self) -> Money | None:
        """The tax that the total contains, if anybody worked it out."""
        return None if self.tax_minor is None else Money(self.tax_minor, self.currency)

    @property
    def receipt(self) -> str:
        """The receipt's number as it is printed, or nothing before it has one."""
        return f"{self.settled_at:%Y}-{self.receipt_number:06d}" if self.settled_at and self.receipt_number else ""

    @property
    def is_settled(self) -> bool:
        """Whether the money is in and stays in."""
        return self.state == OrderState.SETTLED

    @property
    def is_returnable(self) -> bool:
        """Whether the buyer may have the money back without asking anyone: for 30 days, and only what is paid once."""
        is_recent = self.settled_at is not None and self.settled_at > timezone.now() - RETURN_PERIOD
        return self.is_settled and is_recent and self.total_minor > 0 and not self.offer.is_renewed

    @property
    def returnable_until(self) -> dt.datetime | None:
        """Until when the buyer may have the money back without asking anyone."""
        return self.settled_at + RETURN_PERIOD if self.settled_at else None

    @property
    def number(self) -> str:
        """The short form of the public id that people read to each other."""
        return number_of(self.public_id)


class OrderLine(models.Model):
    """What was bought, as it was offered then."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="lines")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+")
    price = models.ForeignKey(Price, models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=16, choices=OfferKind)
    course_ids = models.JSONField(default=list, help_text=_("The courses it gives, as they were at the time."))
    amount_minor = models.PositiveIntegerField()
    discount_minor = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("order line")
        verbose_name_plural = _("order lines")

    def __str__(self) -> str:
        return self.title

    @property
    def amount(self) -> Money:
        """The price before the discount."""
        return Money(self.amount_minor, self.order.currency)

    @property
    def discount(self) -> Money:
        """What the coupon took off."""
        return Money(self.discount_minor, self.order.currency)


class CouponRedemption(models.Model):
    """That an order uses a coupon: made with the order, gone again when the order ends unpaid."""

    coupon = models.ForeignKey(Coupon, models.PROTECT, related_name="redemptions")
    order = models.OneToOneField(Order, models.CASCADE, related_name="redemption")
    person = models.EmailField(blank=True, db_index=True, help_text=_("Who uses it, in lower case; empty when nobody knows yet."))
    redeemed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("coupon redemption")
        verbose_name_plural = _("coupon redemptions")

    def __str__(self) -> str:
        return f"{self.coupon} {self.order}"
