"""Django, started with a deployment's secrets: they are in the environment before the settings are read."""

import gc

from acg.aws.secrets import load_secrets

gc.disable()  # what loads is no rubbish: looking for some among it takes an eighth of a cold start; the entry enables it again
load_secrets()

from acg.wsgi import application  # noqa: E402 -- after the secrets, for it loads the settings

__all__ = ["application"]
