"""What the clock starts. A laptop's `serve` and later a timer of the cloud call the same list."""

import logging
from collections.abc import Callable

from acg.events.services import relay_due
from checkout.services import settle_due
from students.services import submit_overdue

logger = logging.getLogger(__name__)

EACH_MINUTE: tuple[Callable[[], object], ...] = (settle_due, relay_due, submit_overdue)


def run_minute() -> list[str]:
    """Run what is due each minute; a job that fails does not stop the others.

    Returns:
        The names of the jobs that failed; each is in the log with its traceback.
    """
    failed = []
    for job in EACH_MINUTE:
        try:
            job()
        except Exception:
            logger.exception("timer failed", extra={"job": job.__name__})
            failed.append(job.__name__)
    return failed
