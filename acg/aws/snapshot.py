"""What a function does before SnapStart keeps it, and when a copy of it wakes: copies must share neither connections nor chance."""

import logging
import os
import random
import ssl

from django.db import connections

logger = logging.getLogger(__name__)


def register() -> None:
    """Register both steps where Lambda's runtime is; elsewhere there are no snapshots."""
    try:
        from snapshot_restore_py import register_after_restore, register_before_snapshot  # noqa: PLC0415 -- only there
    except ImportError:
        return
    register_before_snapshot(close_connections)
    register_after_restore(reseed)


def close_connections() -> None:
    """Close what reaches the database: a copy would speak over another copy's connection."""
    connections.close_all()


def reseed() -> None:
    """Give this copy its own chance: `random` and OpenSSL would go on alike in every copy. The kernel's is its own already."""
    random.seed()
    ssl.RAND_add(os.urandom(32), 32.0)
    close_connections()
