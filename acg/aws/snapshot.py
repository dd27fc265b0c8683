"""What a function does before SnapStart keeps it, and when a copy of it wakes: copies must share neither connections nor chance."""

import os
import random
import ssl
from importlib import import_module

from django.conf import settings
from django.db import connections


def register() -> None:
    """Register both steps where Lambda's runtime is; elsewhere there are no snapshots."""
    try:
        from snapshot_restore_py import register_after_restore, register_before_snapshot  # noqa: PLC0415 -- only there
    except ImportError:
        return
    register_before_snapshot(load_rest)
    register_before_snapshot(close_connections)
    register_after_restore(reseed)


def load_rest() -> None:
    """Load what a start without a snapshot leaves to whoever asks for it first: here it costs nobody anything."""
    for module in (settings.ROOT_URLCONF, "acg.graphql.views", "acg.schedule"):
        import_module(module)


def close_connections() -> None:
    """Close what reaches the database: a copy would speak over another copy's connection."""
    connections.close_all()


def reseed() -> None:
    """Give this copy its own chance: `random` and OpenSSL would go on alike in every copy. The kernel's is its own already."""
    random.seed()
    ssl.RAND_add(os.urandom(32), 32.0)
    close_connections()
