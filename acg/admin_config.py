"""When the admin is loaded: by whoever asks for the addresses of `acg.urls`, and by the checks."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.contrib.admin import autodiscover
from django.contrib.admin.apps import SimpleAdminConfig
from django.contrib.admin.checks import check_admin_app, check_dependencies
from django.core.checks import CheckMessage, Tags, register


class UnfoldConfig(AppConfig):
    """The look of the admin, without the site that it would make: the school has its own."""

    name = "unfold"


class AdminConfig(SimpleAdminConfig):
    """The admin, whose classes no visitor waits for: a function that starts cold does without them."""

    default_site = "acg.admin_site.SchoolAdminSite"

    def ready(self) -> None:
        """Register the checks."""
        register(check_dependencies, Tags.admin)
        register(check_all, Tags.admin)


def check_all(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Check the admin once all of it is loaded."""
    autodiscover()
    return check_admin_app(app_configs, **kwargs)
