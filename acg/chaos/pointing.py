"""Pointing a process, and so its children, away from the developer's things."""

from django.conf import settings
from django.core.mail.utils import DNS_NAME
from django.db import connections

from acg.chaos.cluster import Cluster


def point_at(cluster: Cluster, *, school: int, stripe: int) -> None:
    """Let this process use a scratch database, a stand-in of Stripe and a mail provider that only writes down.

    Args:
        cluster: the database.
        school: the port where the school answers.
        stripe: the port where Stripe's stand-in answers.
    """
    connections["default"].settings_dict.update(cluster.address)
    settings.DEBUG = False
    settings.SITE_URL = f"http://127.0.0.1:{school}"
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    settings.STRIPE_API_BASE = f"http://127.0.0.1:{stripe}/_stripe"
    settings.STRIPE_SANDBOX_DELIVERS = False
    settings.EMAIL_BACKEND = "acg.chaos.mails.Provider"
    settings.EMAIL_FILE_PATH = cluster.scratch / "mails"
    settings.CACHES["default"]["BACKEND"] = "django.core.cache.backends.locmem.LocMemCache"
    DNS_NAME._fqdn = "localhost"  # noqa: SLF001 -- who asks the network for the machine's name waits for an answer
