"""All figures, one after another, each in processes of its own over a scratch database."""

import os
import platform
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from acg.bench import accepting, pages, pouring
from acg.chaos import stage, workers
from acg.chaos.cluster import Cluster
from acg.chaos.pointing import point_at
from acg.chaos.running import STRIPE, STRIPE_MIDDLEWARE, WEB
from acg.chaos.warming import warm_up


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured.

    Args:
        purchases: paid in each of the two webhook measurements; each makes three events.
        rows: sizes of the ledger at which staff's pages are opened.
    """

    purchases: int = 300
    rows: tuple[int, ...] = (1_000, 1_000_000)


def run(sizes: Sizes) -> dict[str, Any]:
    """Take all figures; nothing of it is left on the machine.

    The calling process must not have opened a database connection: it forks.
    """
    with Cluster() as cluster:
        school, stripe = workers.listening(), workers.listening()
        ports = {"school": school.getsockname()[1], "stripe": stripe.getsockname()[1]}
        point_at(cluster, **ports)
        pids: list[int] = []
        log = cluster.scratch / "log"
        try:
            cast = workers.result_of(lambda: stage.build(accounts=1, is_empty=True).offers, folder=cluster.scratch)
            pids += [
                workers.fork(lambda: workers.serve(stripe, middleware=STRIPE_MIDDLEWARE), log=log) for _number in range(STRIPE)
            ]
            warm_up(cast[0][0])
            found = {"machine": {"processors": os.cpu_count(), "python": platform.python_version()}}
            found["webhook"] = workers.result_of(lambda: _webhook(sizes, ports["stripe"]), folder=cluster.scratch)
            pids += [workers.fork(lambda: workers.serve(school), log=log) for _number in range(WEB)]
            found["flood"] = workers.result_of(lambda: _flood(sizes, ports), folder=cluster.scratch)
            found["pages"] = workers.result_of(lambda: pages.measure(sizes.rows), folder=cluster.scratch)
        finally:
            for pid in pids:
                workers.kill(pid)
            school.close()
            stripe.close()
    return found


def _webhook(sizes: Sizes, stripe: int) -> dict[str, Any]:
    counts = accepting.statements(stripe=stripe)
    events = accepting.paid_events(purchases=sizes.purchases, stripe=stripe)
    return accepting.measure(events) | {"statements": counts}


def _flood(sizes: Sizes, ports: dict[str, int]) -> dict[str, Any]:
    events = accepting.paid_events(purchases=sizes.purchases, stripe=ports["stripe"])[-3 * sizes.purchases :]
    return pouring.pour(events, school=ports["school"], secret=settings.STRIPE_WEBHOOK_SECRETS[0])
