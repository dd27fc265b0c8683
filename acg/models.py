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
