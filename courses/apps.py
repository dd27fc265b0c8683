from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    """The courses context."""

    name = "courses"
    verbose_name = _("Teaching")
