from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checkout.models.orders import Order


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
    type = models.CharField(_("type"), max_length=100)
    object_id = models.CharField(_("object"), max_length=200, blank=True, help_text=_("The Stripe object it is about."))
    account = models.CharField(max_length=200, blank=True)
    livemode = models.BooleanField(default=False)
    api_version = models.CharField(max_length=40, blank=True)
    created = models.DateTimeField(_("created"), help_text=_("When Stripe made it."))
    raw = models.BinaryField()
    order = models.ForeignKey(Order, models.PROTECT, null=True, blank=True, related_name="stripe_events", verbose_name=_("order"))
    source = models.CharField(_("source"), max_length=16, choices=StripeEventSource, default=StripeEventSource.WEBHOOK)
    state = models.CharField(_("state"), max_length=16, choices=StripeEventState, default=StripeEventState.NEW)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    last_error = models.TextField(_("last error"), blank=True)
    received_at = models.DateTimeField(_("received"), db_default=Now(), editable=False, help_text=_("By the database's clock."))

    class Meta:
        verbose_name = _("Stripe event")
        verbose_name_plural = _("Stripe events")
        ordering = ("-received_at",)
        indexes = [
            models.Index(fields=["next_try_at"], name="stripe_events_due", condition=models.Q(state="new")),
            models.Index(fields=["-received_at", "event_id"], name="stripe_events_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.event_id}"


class ReconcileRun(models.Model):
    """One comparison of our rows with what Stripe holds, and what it put right."""

    started_at = models.DateTimeField(_("started"), default=timezone.now, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    days = models.PositiveSmallIntegerField(_("days looked back"))
    checked = models.PositiveIntegerField(_("looked at"), default=0)
    fixed = models.PositiveIntegerField(_("put right"), default=0)
    needs_review = models.PositiveIntegerField(_("to be looked at by a person"), default=0)
    findings = models.JSONField(
        _("findings"), default=list, help_text=_("What was put right, and what a person must look at: a subject and what about it.")
    )
    error = models.CharField(_("stopped by"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("reconciliation")
        verbose_name_plural = _("reconciliations")
        ordering = ("-started_at", "-id")

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"
