from django.db import models


class StripeObject(models.Model):
    """An object that the sandbox keeps as Stripe would: its JSON by its id."""

    id = models.CharField(primary_key=True, max_length=200)
    object = models.CharField(max_length=60, db_index=True)
    data = models.JSONField()
    created = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return self.id
