from django.apps import AppConfig


class UsersConfig(AppConfig):
    """The floor's users."""

    name = "acg.users"
    label = "users"
