from django.apps import AppConfig


class EventsConfig(AppConfig):
    """The floor's events."""

    name = "acg.events"
    label = "events"
