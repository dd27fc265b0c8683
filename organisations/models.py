import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Organization(models.Model):
    """A team: whoever owns it pays its seats and says who sits on them. Its row is the one lock of everything that is its."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=150)
    owner = models.OneToOneField("users.User", models.PROTECT, related_name="organization", verbose_name=_("owner"))
    language = models.CharField(_("language"), max_length=10, default="en", help_text=_("What mails to its owner speak."))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class SeatPool(models.Model):
    """The seats that were paid at once: how many, and until when. They follow from the money, and are never set by hand."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="pools", verbose_name=_("team"))
    cause_id = models.CharField(_("paid by"), max_length=64, unique=True, help_text=_("The public id of the membership."))
    seats = models.PositiveIntegerField(_("seats"))
    until_at = models.DateTimeField(_("until"), null=True, blank=True)
    is_live = models.BooleanField(_("paid"), default=False)
    reason = models.CharField(_("reason"), max_length=40, blank=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        verbose_name = _("pool of seats")
        verbose_name_plural = _("pools of seats")
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.organization}: {self.seats}"

    @property
    def gives_access(self) -> bool:
        """Whether its seats open the courses now."""
        return self.is_live and (self.until_at is None or self.until_at > timezone.now())


class SeatAssignment(models.Model):
    """That somebody has a seat: by e-mail at first, by account as soon as they have signed in with that address.

    A seat that is suspended is given, but not paid: it rests until there are enough seats again.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pool = models.ForeignKey(SeatPool, models.PROTECT, related_name="assignments", verbose_name=_("pool of seats"))
    email = models.EmailField(_("e-mail"))
    user = models.ForeignKey("users.User", models.PROTECT, null=True, blank=True, related_name="seats", verbose_name=_("account"))
    language = models.CharField(_("language"), max_length=10, default="en", help_text=_("What the invitation speaks."))
    assigned_at = models.DateTimeField(_("given"), default=timezone.now)
    claimed_at = models.DateTimeField(_("taken"), null=True, blank=True)
    suspended_at = models.DateTimeField(_("suspended"), null=True, blank=True)
    returned_at = models.DateTimeField(_("given back"), null=True, blank=True)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ("assigned_at", "id")
        indexes = [
            models.Index(fields=["email"], name="seats_to_claim", condition=models.Q(user=None, returned_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["pool", "email"], condition=models.Q(returned_at=None), name="one_seat_per_pool_and_address"
            ),
        ]

    def __str__(self) -> str:
        return self.email
