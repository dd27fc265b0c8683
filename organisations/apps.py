from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """The organisations context."""

    name = "organisations"
