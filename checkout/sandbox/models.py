from django.db import models
from django.utils import timezone


class StripeObject(models.Model):
    """An object of the pretended account: its JSON, by its id."""

    sequence = models.BigAutoField(primary_key=True)
    id = models.CharField(max_length=200, unique=True)
    object = models.CharField(max_length=60, db_index=True)
    data = models.JSONField()

    class Meta:
        ordering = ("-sequence",)

    def __str__(self) -> str:
        return self.id


class IdempotentAnswer(models.Model):
    """The answer to a request that named an idempotency key: the same request again gets it again."""

    key = models.CharField(max_length=255, unique=True)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.JSONField()

    def __str__(self) -> str:
        return self.key


class DeliveryState(models.TextChoices):
    """How a delivery to the webhook endpoint stands."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    DROPPED = "dropped"
    FAILED = "failed"


class Delivery(models.Model):
    """An event on its way to the webhook endpoint."""

    event = models.ForeignKey(StripeObject, models.CASCADE, related_name="deliveries")
    endpoint = models.URLField(max_length=500)
    state = models.CharField(max_length=16, choices=DeliveryState, default=DeliveryState.WAITING)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_answer = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.event} {self.state}"


class Faults(models.Model):
    """What goes wrong on purpose; one row."""

    copies = models.PositiveSmallIntegerField(default=1, help_text="How often each event is delivered.")
    drop = models.BooleanField(default=False, help_text="Events are made and never delivered.")
    shuffle = models.BooleanField(default=False, help_text="Waiting events are delivered in random order.")
    delay_seconds = models.PositiveSmallIntegerField(default=0, help_text="Seconds before an event is delivered.")
    thin = models.BooleanField(default=False, help_text="Deliveries only say that something changed (thin events).")
    wrong_secret = models.BooleanField(default=False, help_text="Deliveries are signed with another secret.")
    old_timestamp = models.BooleanField(default=False, help_text="Deliveries are signed an hour ago.")
    api_answer = models.PositiveSmallIntegerField(default=0, help_text="429 or 500: what the interface answers instead.")
    refunds_wait = models.BooleanField(default=False, help_text="Refunds stay pending until the bank decides, below.")
    api_hangs = models.BooleanField(default=False, help_text="The interface answers after the caller has given up.")

    def __str__(self) -> str:
        return "faults"

    @classmethod
    def now(cls) -> "Faults":
        """Return the faults that are switched on."""
        return cls.objects.get_or_create(pk=1)[0]


class Clock(models.Model):
    """How far the account's time is ahead of the world's, and what becomes of a membership that nobody pays; one row."""

    ahead_seconds = models.BigIntegerField(default=0)
    after_retries = models.CharField(max_length=16, default="canceled", choices=[("canceled", "canceled"), ("unpaid", "unpaid")])

    def __str__(self) -> str:
        return f"{self.ahead_seconds} s ahead"

    @classmethod
    def held(cls) -> "Clock":
        """Return the clock, locked until the transaction ends."""
        cls.objects.get_or_create(pk=1)
        return cls.objects.select_for_update().get(pk=1)
