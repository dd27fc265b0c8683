from django.apps import AppConfig


class VideosConfig(AppConfig):
    """The videos context."""

    name = "videos"
