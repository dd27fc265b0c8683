from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _


class Budget(models.Model):
    """What a client of the graph may still spend: a bucket that fills with time. One row, in the database that all processes share.

    The table is not logged: after a crash of the database everybody begins with a full bucket, and no answer waits for a disk.
    """

    key = models.CharField(max_length=100, primary_key=True, help_text="Whose: a user, a service or an address; * is everyone's.")
    level = models.FloatField(help_text="Points at the time of `filled_at`.")
    depth = models.FloatField(help_text="Points when full.")
    rate = models.FloatField(help_text="Points that come back each second.")
    filled_at = models.DateTimeField()  # without an index, so that a taking stays in its page

    def __str__(self) -> str:
        return self.key


class KeptAnswer(models.Model):
    """The answer to a write that its client named, kept for a day: sent again, it is given again and nothing is done twice."""

    key = models.CharField(max_length=64, primary_key=True, help_text="Hash of the client and the name.")
    fingerprint = models.CharField(max_length=64, help_text="Hash of all that was asked.")
    body = models.TextField(
        blank=True, help_text="JSON as it was told, whose order of fields matters; empty while it is being answered."
    )
    begun_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["begun_at"], name="kept_answers_by_age")]

    def __str__(self) -> str:
        return self.key


class RecentUse(models.Model):
    """Who asked what within the last minute: written with each answer, collected by the timer.

    The table is not logged, so that no answer waits for a disk: a crash of the database forgets one minute.
    """

    pk = models.CompositePrimaryKey("client", "version", "operation", "used_on")
    client = models.CharField(max_length=60)
    version = models.CharField(max_length=40)
    operation = models.CharField(max_length=32)
    used_on = models.DateField()
    name = models.CharField(max_length=80)
    fields = ArrayField(models.TextField())
    count = models.IntegerField()
    points = models.BigIntegerField(help_text="What the answers cost together.")
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.client} {self.operation}"


class Operation(models.Model):
    """What clients ask: a name and all that it needs of the schema, however its text is written."""

    key = models.CharField(max_length=32, primary_key=True, help_text="Hash of the name and of the fields.")
    name = models.CharField(max_length=80, blank=True, help_text="Its client's own word for it.")
    fields = ArrayField(models.TextField(), help_text="Coordinates: Type.field, Type.field(argument:), Input.field.")

    class Meta:
        indexes = [GinIndex(fields=["fields"], name="operations_by_field")]

    def __str__(self) -> str:
        return self.name or self.key


class OperationUse(models.Model):
    """How often a version of a client asked an operation on a day."""

    client = models.CharField(max_length=60, help_text="By its own word; of a service by its token's.")
    version = models.CharField(max_length=40, blank=True)
    operation = models.ForeignKey(Operation, models.CASCADE, related_name="uses")
    used_on = models.DateField()
    count = models.IntegerField()
    points = models.BigIntegerField(help_text="What the answers cost together.")
    last_at = models.DateTimeField()

    class Meta:
        verbose_name = _("use of the graph")
        verbose_name_plural = _("uses of the graph")
        constraints = [
            models.UniqueConstraint(
                fields=["used_on", "client", "version", "operation"], name="one_count_per_client_operation_and_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.client} {self.used_on}"
