"""One run: the stage, the workers, the killing, the restarts, the reconciliation and the account of it all."""

import dataclasses
import json
import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any

from django.conf import settings

from acg.auditing import audit
from acg.chaos import checking, coupons, stage, workers
from acg.chaos.cluster import Cluster
from acg.chaos.pointing import point_at
from acg.chaos.truth import Cast, Purchase, plots
from acg.chaos.warming import warm_up
from acg.chaos.world import World
from checkout.services import reconcile

WEB, STRIPE = 3, 2
DELIVERIES_PER_EVENT = 1.65  # a little under what comes, so that no kill is left over
SMALL = 2_000
STRIPE_MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware", "csp.middleware.CSPMiddleware"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run does.

    Args:
        events: about how many events Stripe makes.
        kills: how many workers are killed with -9.
        restarts: how often PostgreSQL goes down and recovers.
        seed: the same plots again for the same number; the moments are the machine's own.
        schema_from: the address of a database whose tables are taken over instead of migrating.
        handler: puts other code in the place of the real handler, in each worker; to see the proof fail.
        coupon_rounds: how often eight buyers want the last use of a coupon at once.
        deadline: seconds after which the run is given up.
    """

    events: int = 10_000
    kills: int = 500
    restarts: int = 2
    seed: int = 1
    schema_from: str = ""
    handler: Callable[[], None] | None = None
    coupon_rounds: int = 200
    deadline: float = 3_600


@dataclass(slots=True)
class Report:
    """What a run found; `breaches` must be empty of numbers."""

    counts: dict[str, int] = field(default_factory=dict)
    breaches: dict[str, int] = field(default_factory=dict)
    wrong_before: int = 0
    wrong_without_loss: int = 0
    free_rides: int = 0
    stories: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        """Whether nothing at all is wrong."""
        return not any(self.breaches.values())


def run(plan: Plan) -> Report:
    """Play a run and return what it found; nothing of it is left on the machine.

    The calling process must not have opened a database connection: it forks.

    Raises:
        RuntimeError: the run itself broke; the message ends with what its processes wrote.
    """
    began = time.monotonic()
    with Cluster() as cluster:
        if plan.schema_from:
            cluster.copy_schema(plan.schema_from)
        run_ = _Run(plan, cluster)
        try:
            found = run_.play()
        finally:
            run_.end()
    found.seconds["total"] = round(time.monotonic() - began, 1)
    return found


class _Run:
    def __init__(self, plan: Plan, cluster: Cluster) -> None:
        self.plan, self.cluster, self.folder = plan, cluster, cluster.scratch
        self.log = self.folder / "log"
        self.answered = get_context("fork").Value("q", 0)
        self.school, self.stripe = workers.listening(), workers.listening()
        self.dice = random.Random(plan.seed)  # noqa: S311 -- whom to kill
        self.victims: dict[int, Callable[[], object]] = {}
        self.others: set[int] = set()
        self.kills = self.restarts = 0
        point_at(cluster, school=self.school.getsockname()[1], stripe=self.stripe.getsockname()[1])

    # -- the stage -----------------------------------------------------------------------------------------------------------------

    def play(self) -> Report:
        """Run the acts one after another."""
        plan, seconds = self.plan, {}
        before = time.monotonic()
        cast = Cast(
            **self._result(
                "stage", lambda: dataclasses.asdict(stage.build(accounts=plan.events // 50 + 2, is_empty=not plan.schema_from))
            )
        )
        purchases = plots(cast, events=plan.events, seed=plan.seed)
        seconds["stage"], before = time.monotonic() - before, time.monotonic()
        for _number in range(STRIPE):
            self.others.add(workers.fork(lambda: workers.serve(self.stripe, middleware=STRIPE_MIDDLEWARE), log=self.log))
        warm_up(cast.offers[0][0])
        for work in [lambda: workers.serve(self.school)] * WEB + [workers.tick]:
            self._employ(work)
        self._watch(self._send_world(purchases))
        seconds["storm"], before = time.monotonic() - before, time.monotonic()
        for pid in list(self.victims):
            workers.kill(pid)
            del self.victims[pid]
        report = Report(**self._result("audit", self._audit))
        seconds["reconcile and audit"], before = time.monotonic() - before, time.monotonic()
        report.counts["coupon rounds"] = plan.coupon_rounds
        report.breaches["coupons"] = self._result("coupons", lambda: coupons.misused(plan.coupon_rounds))
        seconds["coupons"] = time.monotonic() - before
        report.seconds = {name: round(value, 1) for name, value in seconds.items()}
        return report

    def _employ(self, work: Callable[[], object]) -> None:
        """Put a worker to work that may be killed."""

        def begin() -> None:
            if self.plan.handler is not None:
                self.plan.handler()
            work()

        self.victims[workers.fork(begin, log=self.log)] = work

    def _send_world(self, purchases: list[Purchase]) -> int:
        def play() -> None:
            world = World(
                purchases,
                school=self.school.getsockname()[1],
                stripe=self.stripe.getsockname()[1],
                secret=settings.STRIPE_WEBHOOK_SECRETS[0],
                seed=self.plan.seed,
                spread=4.0 if self.plan.events <= SMALL else 10.0,
                on_delivery=self._note_delivery,
            )
            world.run(result=self.folder / "world.json")

        pid = workers.fork(play, log=self.log)
        self.others.add(pid)
        return pid

    def _note_delivery(self) -> None:
        with self.answered.get_lock():
            self.answered.value += 1

    # -- the storm -----------------------------------------------------------------------------------------------------------------

    def _watch(self, world: int) -> None:
        """Kill and restart in step with the deliveries until the world has nothing left to do."""
        plan, end = self.plan, time.monotonic() + self.plan.deadline
        expected = plan.events * DELIVERIES_PER_EVENT
        while True:
            self._replace_the_fallen(world)
            done = self.answered.value / expected
            if self.kills < min(plan.kills, done * plan.kills * 1.1):
                self._kill()
            if self.restarts < plan.restarts and done > (self.restarts + 1) / (plan.restarts + 1):
                self._restart()
            if (self.folder / "world.json").exists():
                return
            if time.monotonic() > end:
                raise RuntimeError(f"The run did not end in time.\n{self._words()}")
            time.sleep(0.002)

    def _replace_the_fallen(self, world: int) -> None:
        """Stop when somebody fell who was not killed: that is a fault of its own."""
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid and not (pid == world and status == 0):
            raise RuntimeError(f"Process {pid} ended with status {status}.\n{self._words()}")

    def _kill(self) -> None:
        pid = self.dice.choice(sorted(self.victims))
        work = self.victims.pop(pid)
        workers.kill(pid)
        self.kills += 1
        self._employ(work)

    def _restart(self) -> None:
        """Take the ledger's rows down, and the database."""
        number = self.restarts
        self._result(f"ledger-{number}", lambda: sorted(checking.ledger_rows()))
        self.cluster.restart()
        self.restarts += 1

    # -- the account ---------------------------------------------------------------------------------------------------------------

    def _audit(self) -> dict[str, Any]:
        """Say what was wrong before the reconciliation, reconcile, and say what still is."""
        heard = json.loads((self.folder / "world.json").read_text())
        purchases = [Purchase(**fields) for fields in heard["purchases"]]
        workers.drain()
        before = checking.Audit(purchases)
        wrong, lost = set(before.wrong()), set(heard["lost_events"])
        unexplained = before.stories(wrong - lost)
        fixed = fixed_again = 0
        if self.plan.handler is None:
            fixed = len(reconcile().fixed)
            workers.drain()
        after = checking.Audit(purchases)
        kept = checking.fingerprint()
        breaches = after.breaches()
        if self.plan.handler is None:
            fixed_again = len(reconcile().fixed)
        breaches["I7"] = fixed_again + sum(len(rows ^ kept[table]) for table, rows in checking.fingerprint().items())
        breaches["I10"] = self._changed_ledger_rows()
        sent, again, unaccounted = checking.mail_faults(self.folder / "mails")
        breaches["duplicate mails"] = len(unaccounted)
        own_audit = [str(breach) for breach in audit().breaches]
        breaches["audit_ledger"] = len(own_audit)
        counts = heard["counts"] | {
            "purchases": len(purchases),
            "orders": len(before.orders),
            "kills": self.kills,
            "restarts": self.restarts,
            "fixed": fixed,
            "mails": sent,
            "mails again under the same key": again,
        }
        return dataclasses.asdict(
            Report(
                counts=counts,
                breaches=breaches,
                wrong_before=len(wrong),
                wrong_without_loss=len(wrong - lost),
                free_rides=len(before.free_rides()),
                stories=unexplained + after.stories(after.wrong()) + own_audit + unaccounted,
            )
        )

    def _changed_ledger_rows(self) -> int:
        now = checking.ledger_rows()
        earlier = {tuple(row) for path in self.folder.glob("ledger-*.json") for row in json.loads(path.read_text())}
        return len(earlier - now)

    # -- processes -----------------------------------------------------------------------------------------------------------------

    def _result(self, name: str, work: Callable[[], object]) -> Any:
        """Let a child do some work, and return what it found."""
        path = self.folder / f"{name}.json"
        pid = workers.fork(lambda: path.write_text(json.dumps(work())), log=self.log)
        _pid, status = os.waitpid(pid, 0)
        if status:
            raise RuntimeError(f"{name}: a process failed.\n{self._words()}")
        return json.loads(path.read_text())

    def _words(self) -> str:
        """Return the end of what the processes wrote."""
        return self.log.read_text(errors="replace")[-6_000:]

    def end(self) -> None:
        """End every process of this run."""
        for pid in [*self.victims, *self.others]:
            workers.kill(pid)
        self.school.close()
        self.stripe.close()
