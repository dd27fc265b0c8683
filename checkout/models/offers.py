import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from acg.shared.money import Money


class OfferKind(models.TextChoices):
    """What an offer gives."""

    COURSE = "course", _("Course")
    PATH = "path", _("Learning path")
    MEMBERSHIP = "membership", _("Membership")
    TEAM = "team", _("Seats for a team")


RENEWED = (OfferKind.MEMBERSHIP, OfferKind.TEAM)


class Interval(models.TextChoices):
    """How often a membership is paid."""

    MONTH = "month", _("Month")
    YEAR = "year", _("Year")


class Offer(models.Model):
    """Something the school sells: a course, a learning path as a bundle, or all courses while a membership lives, for one or a team."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("slug"), unique=True, max_length=120)
    kind = models.CharField(_("kind"), max_length=16, choices=OfferKind)
    title = models.CharField(_("title"), max_length=200)
    course = models.ForeignKey("courses.Course", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("course"))
    path = models.ForeignKey(
        "courses.LearningPath", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("learning path")
    )
    is_active = models.BooleanField(_("on sale"), default=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ("title",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="course", course__isnull=False, path__isnull=True)
                | models.Q(kind="path", course__isnull=True, path__isnull=False)
                | models.Q(kind__in=("membership", "team"), course__isnull=True, path__isnull=True),
                name="an_offer_names_what_it_gives",
            ),
            models.UniqueConstraint(fields=["course"], condition=models.Q(is_active=True), name="one_live_offer_per_course"),
            models.UniqueConstraint(fields=["path"], condition=models.Q(is_active=True), name="one_live_offer_per_path"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_renewed(self) -> bool:
        """Whether it is paid again and again, and gives all courses meanwhile."""
        return self.kind in RENEWED

    @property
    def is_for_team(self) -> bool:
        """Whether it is sold by the seat."""
        return self.kind == OfferKind.TEAM


class Price(models.Model):
    """What an offer costs in a currency. Once an order used it, it is never edited: a new price takes its place."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="prices")
    currency = models.CharField(_("currency"), max_length=3, help_text=_("ISO 4217, upper case."))
    amount_minor = models.PositiveIntegerField(_("amount in minor units"))
    interval = models.CharField(_("interval"), max_length=8, choices=Interval, blank=True)
    trial_days = models.PositiveSmallIntegerField(
        _("days of trial"), default=0, help_text=_("Free before the first charge, once a person.")
    )
    stripe_price_id = models.CharField(max_length=200, blank=True, editable=False, help_text=_("Made when it is first sold."))
    is_active = models.BooleanField(_("on sale"), default=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

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
    offers = models.ManyToManyField(
        Offer, blank=True, related_name="coupons", verbose_name=_("only for"), help_text=_("Leave empty for everything on sale.")
    )
    max_redemptions = models.PositiveIntegerField(
        _("uses in all"),
        null=True,
        blank=True,
        help_text=_("How many orders may use it, whoever buys. Leave empty for any number."),
    )
    max_per_person = models.PositiveIntegerField(
        _("uses per person"),
        null=True,
        blank=True,
        help_text=_("How many orders of one account or e-mail address may use it. Leave empty for any number."),
    )
    redeemed_count = models.PositiveIntegerField(_("used so far"), default=0, editable=False)
    starts_at = models.DateTimeField(_("valid from"), null=True, blank=True, help_text=_("Leave empty for at once."))
    expires_at = models.DateTimeField(_("valid until"), null=True, blank=True, help_text=_("Leave empty for ever."))
    is_active = models.BooleanField(_("active"), default=True, help_text=_("Switch it off to end it; orders keep what it gave."))

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
            models.CheckConstraint(
                condition=models.Q(starts_at__isnull=True)
                | models.Q(expires_at__isnull=True)
                | models.Q(starts_at__lt=models.F("expires_at")),
                name="coupon_starts_before_it_ends",
                violation_error_message=_("It must begin before it ends."),
            ),
        ]

    def __str__(self) -> str:
        return self.code
