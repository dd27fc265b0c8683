from django.apps import AppConfig


class StudentsConfig(AppConfig):
    """The students context."""

    name = "students"
