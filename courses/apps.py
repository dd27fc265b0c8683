from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """The courses context."""

    name = "courses"
