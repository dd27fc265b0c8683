import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from acg.shared.money import Money


class OfferKind(models.TextChoices):
    """What an offer gives."""

    COURSE = "course", _("Course")
    PATH = "path", _("Learning path")
    MEMBERSHIP = "membership", _("Membership")


class Interval(models.TextChoices):
    """How often a membership is paid."""

    MONTH = "month", _("Month")
    YEAR = "year", _("Year")


class Offer(models.Model):
    """Something the school sells: a course, a learning path as a bundle, or all courses while a membership lives."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("slug"), unique=True, max_length=120)
    kind = models.CharField(_("kind"), max_length=16, choices=OfferKind)
    title = models.CharField(_("title"), max_length=200)
    course = models.ForeignKey("courses.Course", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("course"))
    path = models.ForeignKey(
        "courses.LearningPath", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("learning path")
    )
    is_active = models.BooleanField(_("on sale"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ("title",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="course", course__isnull=False, path__isnull=True)
                | models.Q(kind="path", course__isnull=True, path__isnull=False)
                | models.Q(kind="membership", course__isnull=True, path__isnull=True),
                name="an_offer_names_what_it_gives",
            ),
            models.UniqueConstraint(fields=["course"], condition=models.Q(is_active=True), name="one_live_offer_per_course"),
            models.UniqueConstraint(fields=["path"], condition=models.Q(is_active=True), name="one_live_offer_per_path"),
        ]

    def __str__(self) -> str:
        return self.title


class Price(models.Model):
    """What an offer costs in a currency. Once an order used it, it is never edited: a new price takes its place."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="prices")
    currency = models.CharField(_("currency"), max_length=3, help_text=_("ISO 4217, upper case."))
    amount_minor = models.PositiveIntegerField(_("amount in minor units"))
    interval = models.CharField(_("interval"), max_length=8, choices=Interval, blank=True)
    is_active = models.BooleanField(_("on sale"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("price")
        verbose_name_plural = _("prices")
        ordering = ("offer", "currency", "interval")
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "currency", "interval"],
                condition=models.Q(is_active=True),
                name="one_live_price_per_currency",
            ),
            models.CheckConstraint(condition=models.Q(currency__regex=r"^[A-Z]{3}$"), name="price_currency_is_iso"),
        ]

    def __str__(self) -> str:
        return f"{self.offer} {self.money}"

    @property
    def money(self) -> Money:
        """The price as money."""
        return Money(self.amount_minor, self.currency)


class Coupon(models.Model):
    """A word that lowers a price by a percentage; at 100 nothing is left to pay."""

    code = models.CharField(_("code"), max_length=40, unique=True, help_text=_("Upper case."))
    percent_off = models.PositiveSmallIntegerField(_("per cent off"))
    offer = models.ForeignKey(Offer, models.CASCADE, null=True, blank=True, related_name="coupons", verbose_name=_("only for"))
    max_redemptions = models.PositiveIntegerField(_("uses"), null=True, blank=True)
    redeemed_count = models.PositiveIntegerField(default=0, editable=False)
    expires_at = models.DateTimeField(_("valid until"), null=True, blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("coupon")
        verbose_name_plural = _("coupons")
        ordering = ("code",)
        constraints = [
            models.CheckConstraint(condition=models.Q(percent_off__gte=1, percent_off__lte=100), name="coupon_is_per_cent"),
            models.CheckConstraint(
                condition=models.Q(max_redemptions__isnull=True) | models.Q(redeemed_count__lte=models.F("max_redemptions")),
                name="coupon_never_oversold",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class OrderState(models.TextChoices):
    """Where an order stands; derived from the ledger and from Stripe's objects, never set by hand."""

    OPEN = "open", _("Open")
    AWAITING = "awaiting", _("Payment under way")
    SETTLED = "settled", _("Paid")
    EXPIRED = "expired", _("Expired")
    CANCELED = "canceled", _("Cancelled")
    REFUNDED = "refunded", _("Refunded")
    NEEDS_REVIEW = "needs_review", _("Needs review")


class Order(models.Model):
    """One intention to buy, with its price frozen. It exists before Stripe knows of it.

    `buyer` is empty until a purchase without an account is paid.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    buyer = models.ForeignKey("users.User", models.PROTECT, null=True, blank=True, related_name="orders", verbose_name=_("buyer"))
    visitor_key = models.CharField(
        max_length=64, blank=True, editable=False, help_text=_("Ties an order without an account to its browser.")
    )
    email = models.EmailField(_("e-mail"), blank=True)
    state = models.CharField(_("state"), max_length=16, choices=OrderState, default=OrderState.OPEN)
    currency = models.CharField(_("currency"), max_length=3)
    total_minor = models.PositiveIntegerField(_("total in minor units"))
    coupon = models.ForeignKey(Coupon, models.PROTECT, null=True, blank=True, related_name="orders", verbose_name=_("coupon"))
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="orders", verbose_name=_("offer"))
    checkout_session_id = models.CharField(max_length=200, unique=True, null=True, blank=True)
    checkout_url = models.URLField(max_length=2000, blank=True)
    payment_intent_id = models.CharField(max_length=200, blank=True, db_index=True)
    attempt = models.PositiveSmallIntegerField(default=1, help_text=_("Part of the idempotency key at Stripe."))
    review_reason = models.CharField(_("reason for review"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    settled_at = models.DateTimeField(_("paid"), null=True, blank=True)

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        ordering = ("-created_at", "-id")
        constraints = [
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
        return str(self.public_id)

    @property
    def total(self) -> Money:
        """What is to be paid, or was."""
        return Money(self.total_minor, self.currency)

    @property
    def is_settled(self) -> bool:
        """Whether the money is in and stays in."""
        return self.state == OrderState.SETTLED

    @property
    def number(self) -> str:
        """The short form of the public id that people read to each other."""
        return self.public_id.hex[:8].upper()


class OrderLine(models.Model):
    """What was bought, as it was offered then."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="lines")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+")
    price = models.ForeignKey(Price, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=OfferKind)
    course_ids = models.JSONField(default=list, help_text=_("The courses it gives, as they were at the time."))
    amount_minor = models.PositiveIntegerField()
    discount_minor = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("order line")
        verbose_name_plural = _("order lines")

    def __str__(self) -> str:
        return self.title


class PaymentState(models.TextChoices):
    """How a payment attempt ended, so far."""

    PROCESSING = "processing", _("Under way")
    SUCCEEDED = "succeeded", _("Succeeded")
    FAILED = "failed", _("Failed")


class Payment(models.Model):
    """One attempt to pay an order: Stripe's payment intent."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="payments")
    stripe_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(_("state"), max_length=16, choices=PaymentState)
    amount_minor = models.PositiveIntegerField(_("amount in minor units"))
    currency = models.CharField(_("currency"), max_length=3)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")

    def __str__(self) -> str:
        return self.stripe_id


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
    stripe_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(_("state"), max_length=32, help_text=_("Stripe's word; words that Stripe invents later are kept."))
    amount_minor = models.PositiveIntegerField(_("amount in minor units"))
    currency = models.CharField(_("currency"), max_length=3)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    requested_by = models.ForeignKey("users.User", models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")

    def __str__(self) -> str:
        return self.stripe_id


class LedgerKind(models.TextChoices):
    """Why money moved."""

    PAYMENT = "payment", _("Payment")
    REFUND = "refund", _("Refund")
    REFUND_FAILED = "refund_failed", _("Failed refund")


class LedgerEntry(models.Model):
    """Money that moved, once per Stripe object. Rows are only ever added: a trigger forbids the rest."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="ledger")
    kind = models.CharField(_("kind"), max_length=16, choices=LedgerKind)
    stripe_id = models.CharField(max_length=200)
    amount_minor = models.BigIntegerField(_("amount in minor units"), help_text=_("Signed: what came in is positive."))
    currency = models.CharField(_("currency"), max_length=3)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["kind", "stripe_id"], name="money_moves_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.stripe_id}"


class StripeEventState(models.TextChoices):
    """The life of an event of Stripe's in our inbox."""

    NEW = "new", _("New")
    DONE = "done", _("Done")
    IGNORED = "ignored", _("Ignored")
    FOREIGN = "foreign", _("Foreign")
    REJECTED = "rejected", _("Rejected")
    DEAD = "dead", _("Dead")


class StripeEventSource(models.TextChoices):
    """How an event reached us."""

    WEBHOOK = "webhook", _("Webhook")
    RECONCILE = "reconcile", _("Reconciliation")


class StripeEvent(models.Model):
    """The inbox: what Stripe told us, kept before anything is done about it. The payload is a hint, never the truth."""

    event_id = models.CharField(max_length=200, primary_key=True)
    type = models.CharField(max_length=100)
    object_id = models.CharField(max_length=200, blank=True, help_text=_("The Stripe object it is about."))
    account = models.CharField(max_length=200, blank=True)
    livemode = models.BooleanField(default=False)
    api_version = models.CharField(max_length=40, blank=True)
    created = models.DateTimeField(help_text=_("When Stripe made it."))
    raw = models.BinaryField()
    source = models.CharField(max_length=16, choices=StripeEventSource, default=StripeEventSource.WEBHOOK)
    state = models.CharField(_("state"), max_length=16, choices=StripeEventState, default=StripeEventState.NEW)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    last_error = models.TextField(blank=True)
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Stripe event")
        verbose_name_plural = _("Stripe events")
        ordering = ("-received_at",)
        indexes = [models.Index(fields=["next_try_at"], name="stripe_events_due", condition=models.Q(state="new"))]

    def __str__(self) -> str:
        return f"{self.type} {self.event_id}"
