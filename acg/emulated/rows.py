"""The deployment's database: filled with the demo, and asked what became of a purchase."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from acg.chaos.cluster import Cluster
from acg.emulated.children import run

ROOT = Path(__file__).resolve().parents[2]
STRIPE = "stripe"


def address_of(cluster: Cluster, name: str = "") -> str:
    """Return a database's address; of the school's unless it is named."""
    place = cluster.address
    return f"postgresql://{place['USER']}@/{name or place['NAME']}?host={quote(place['HOST'], safe='/')}&port={place['PORT']}"


def laptop(address: str) -> dict[str, str]:
    """Return the environment of a process that runs from the sources and plays Stripe; what `.env` says counts for nothing."""
    unset = ("STRIPE_SECRET_KEY", "STRIPE_API_BASE", "EVENTS_TOPIC_ARN", "SITE_URL", "SECRET_ARNS")
    return {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", ""),
        "DATABASE_URL": address,
        "DEBUG": "1",
        "SECRET_KEY": "made-up",
        "LOG_LEVEL": "WARNING",
        "ALLOWED_HOSTS": "127.0.0.1",
        **dict.fromkeys(unset, ""),
    }


def fill(cluster: Cluster) -> None:
    """Load the demo into the migrated database, then part the two: Stripe's objects go into one of their own."""
    environment = laptop(address_of(cluster))
    for command in ("migrate", "load_demo"):
        run([sys.executable, "manage.py", command, "--verbosity", "0"], environment=environment, folder=ROOT)
    with psycopg.connect(address_of(cluster, "template1"), autocommit=True) as server:
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [cluster.address["NAME"]])
        server.execute(f"CREATE DATABASE {STRIPE} TEMPLATE {cluster.address['NAME']}")
    with psycopg.connect(address_of(cluster)) as school:
        names = school.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'sandbox\\_%'").fetchall()
        for (name,) in names:
            school.execute(f'DROP TABLE "{name}" CASCADE')
        school.execute("DELETE FROM django_migrations WHERE app = 'sandbox'")


def rows(address: str, query: str, **values: Any) -> list[tuple[Any, ...]]:
    """Return what a query finds in a database."""
    with psycopg.connect(address) as connection:
        return connection.execute(query, values).fetchall()


def environment_of(*, level: str, site: str, topic: str, mails: Path, secret: str) -> Mapping[str, str]:
    """Return a function's environment, which holds no secret; its names are those of `.env.example`."""
    return {
        "STAGE": level,
        "DEBUG": "0",
        "SITE_URL": site,
        "ALLOWED_HOSTS": "127.0.0.1",
        "STRIPE_API_BASE": f"{site}/_stripe",
        "EVENTS_TOPIC_ARN": topic,
        "EMAIL_URL": f"filemail:///{mails}",  # its path begins behind the third slash
        "SECRET_ARNS": secret,
    }
