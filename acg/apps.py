from django.apps import AppConfig


class AcgConfig(AppConfig):
    """The composition: it alone knows all contexts, so it connects them."""

    name = "acg"
    verbose_name = "School"

    def ready(self) -> None:
        """Connect the reactions across contexts and register the system checks."""
        from acg import checks, wiring  # noqa: F401, PLC0415 -- models must be loaded first

        wiring.connect()
