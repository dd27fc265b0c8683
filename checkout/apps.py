from django.apps import AppConfig


class CheckoutConfig(AppConfig):
    """The checkout context."""

    name = "checkout"
