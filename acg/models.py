from django.db import models


class Budget(models.Model):
    """What a client of the graph may still spend: a bucket that fills with time. One row, in the database that all processes share.

    The table is not logged: after a crash of the database everybody begins with a full bucket, and no answer waits for a disk.
    """

    key = models.CharField(max_length=100, primary_key=True, help_text="Whose: a user, a service or an address; * is everyone's.")
    level = models.FloatField(help_text="Points at the time of `filled_at`.")
    depth = models.FloatField(help_text="Points when full.")
    rate = models.FloatField(help_text="Points that come back each second.")
    filled_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["filled_at"], name="budgets_by_age")]

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
