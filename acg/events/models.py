import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where an event is on its way to those who react to it."""

    NEW = "new", _("New")
    DONE = "done", _("Done")
    DEAD = "dead", _("Dead")


class OutboxEvent(models.Model):
    """A fact, written in the transaction that made it true, delivered at least once."""

    sequence = models.BigAutoField(primary_key=True)
    id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    type = models.CharField(max_length=100)
    version = models.PositiveSmallIntegerField(default=1, db_default=1, help_text=_("The major version of the fact's fields."))
    subject = models.CharField(max_length=100, help_text=_("What it is about; facts of one subject are delivered in order."))
    payload = models.JSONField()
    occurred_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State, default=State.NEW)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    last_error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("sequence",)
        indexes = [
            models.Index(fields=["next_try_at"], name="outbox_due", condition=models.Q(state="new")),
            models.Index(fields=["subject", "sequence"], name="facts_of_a_subject"),
            models.Index(fields=["subject", "sequence"], name="outbox_waiting", condition=models.Q(state="new")),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.subject}"


class InboxEntry(models.Model):
    """That a consumer has dealt with an event: written in the transaction of its effect."""

    consumer = models.CharField(max_length=100)
    event_id = models.UUIDField()
    done_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [models.UniqueConstraint(fields=["consumer", "event_id"], name="one_effect_per_consumer_and_event")]

    def __str__(self) -> str:
        return f"{self.consumer} {self.event_id}"


class DeadMessage(models.Model):
    """A message that a queue gave up, as it was, with the reason; the queue's own copy is gone after fourteen days."""

    message_id = models.CharField(_("message"), max_length=100, unique=True, help_text=_("The queue's name of it."))
    type = models.CharField(_("type"), max_length=100, blank=True)
    subject = models.CharField(_("subject"), max_length=100, blank=True)
    body = models.TextField(_("content"))
    reason = models.TextField(_("reason"))
    died_at = models.DateTimeField(_("given up"), auto_now_add=True)
    revived_at = models.DateTimeField(_("delivered again"), null=True, blank=True)

    class Meta:
        verbose_name = _("dead message")
        verbose_name_plural = _("dead messages")
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.type or self.message_id} {self.subject}".strip()


class LogEntry(models.Model):
    """What someone did to money or rights, and why: written with what it did, never changed, never removed.

    Whoever did it is named by public id, so that the log holds no personal data; nobody is named where the school did it by itself.
    """

    subject = models.CharField(_("subject"), max_length=100, help_text=_("What it was done to, such as order:<public id>."))
    action = models.CharField(_("action"), max_length=60)
    by = models.UUIDField(_("by"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    details = models.JSONField(_("details"), default=dict, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        ordering = ("-id",)
        indexes = [models.Index(fields=["subject", "id"], name="log_of_a_subject")]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"
