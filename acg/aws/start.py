"""Django, started with a deployment's secrets: they are in the environment before the settings are read."""

from acg.aws.secrets import load_secrets

load_secrets()

from acg.wsgi import application  # noqa: E402 -- after the secrets, for it loads the settings

__all__ = ["application"]
