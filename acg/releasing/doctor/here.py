"""What can be looked at wherever the school runs: its database, its settings, its queues, its files, Stripe."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from acg.events.models import DeadMessage, OutboxEvent
from acg.events.models import State as FactState
from acg.health import queue_ages
from acg.releasing.doctor.findings import Check, Finding, State, judged
from checkout.gateways import gateway
from checkout.gateways.protocol import GatewayError
from checkout.models import StripeEvent, StripeEventState
from checkout.services.locating import HANDLED

MOST_SKEW = 5  # seconds; Stripe's signatures are good for 300
MOST_AGE = 300  # seconds, as the alarms have it
WEBHOOK = "/webhooks/stripe/"


def settings_and_secrets() -> Iterator[Finding]:
    """Judge the settings as `check --deploy` does; a laptop's are a laptop's."""
    if settings.LAPTOP:
        yield Finding("settings and secrets", State.NOT_HERE, "a laptop")
        return
    errors = [message for message in run_checks(include_deployment_checks=True) if message.level >= ERROR]
    says = " ".join(f"{message.id}: {message.msg}" for message in errors) or "complete"
    yield judged(
        "settings and secrets", is_well=not errors, says=says, todo="Set what is missing (.env.example), then start again."
    )


def migrations() -> Iterator[Finding]:
    """Compare the database with what this code needs."""
    executor = MigrationExecutor(connection)
    missing = [str(migration) for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    says = f"not applied: {', '.join(missing)}" if missing else "all applied"
    yield judged("migrations", is_well=not missing, says=says, todo="manage.py migrate_locked, before this code serves anybody.")


def clock() -> Iterator[Finding]:
    """Compare this clock with the database's."""
    with connection.cursor() as cursor:
        before = timezone.now()
        cursor.execute("SELECT clock_timestamp()")
        there: datetime = cursor.fetchone()[0]
        after = timezone.now()
    skew = max((before - there).total_seconds(), (there - after).total_seconds(), 0.0)
    says = f"{skew:.1f} s from the database's"
    yield judged("clock", is_well=skew <= MOST_SKEW, says=says, todo="Set the clock by NTP: signatures and rights end by it.")


def waiting() -> Iterator[Finding]:
    """Look at what waits, and at what was given up."""
    for name, age in queue_ages().items():
        says = f"the oldest has waited {age} s" if age else "nothing waits"
        yield judged(
            f"waiting: {name}", is_well=age <= MOST_AGE, says=says, todo="See that the minute runs: docs/operations.md, Alarms."
        )
    dead = {
        "stripe_events": StripeEvent.objects.filter(state=StripeEventState.DEAD).count(),
        "outbox": OutboxEvent.objects.filter(state=FactState.DEAD).count(),
        "messages": DeadMessage.objects.filter(revived_at=None).count(),
    }
    for name, count in dead.items():
        todo = "Read last_error in the admin, mend the cause, then give them another try there."
        yield judged(f"given up: {name}", is_well=not count, says=f"{count}", todo=todo)


def storage() -> Iterator[Finding]:
    """Ask the storage of files whether one is there, which need not be."""
    default_storage.exists("doctor")
    yield Finding("storage", State.OK, f"{type(default_storage._wrapped).__name__} answers")  # type: ignore[attr-defined]  # noqa: SLF001 -- the storage behind Django's lazy one


def stripe_endpoint() -> Iterator[Finding]:
    """Look for our webhook among the account's endpoints, and at the version and events that it is told."""
    if settings.STRIPE_SANDBOX:
        yield Finding("stripe", State.NOT_HERE, "the sandbox plays Stripe")
        return
    try:
        endpoints, version = gateway().webhook_endpoints(), gateway().api_version()
    except GatewayError as error:
        yield Finding(
            "stripe", State.UNKNOWN, f"did not answer: {error.code}", "See STRIPE_SECRET_KEY, and the way out of the network."
        )
        return
    ours = [endpoint for endpoint in endpoints if endpoint.url == settings.SITE_URL + WEBHOOK]
    if len(ours) != 1:
        yield Finding(
            "stripe: endpoint",
            State.BROKEN,
            f"{len(ours)} endpoints of {settings.SITE_URL}{WEBHOOK}",
            "Have exactly one at Stripe.",
        )
        return
    [endpoint] = ours
    yield judged(
        "stripe: endpoint",
        is_well=endpoint.status == "enabled",
        says=endpoint.status,
        todo="Enable it at Stripe: it tells us nothing.",
    )
    told = endpoint.api_version or "the account's default version"
    untold = [] if "*" in endpoint.types else sorted(HANDLED - set(endpoint.types))
    says = f"not told: {', '.join(untold)}" if untold else "all that are handled"
    yield judged("stripe: events", is_well=not untold, says=says, todo="Add them to the endpoint at Stripe.")
    todo = f"Make an endpoint of version {version} at Stripe, then remove this one."
    yield judged("stripe: version", is_well=endpoint.api_version == version, says=told, todo=todo)


def database() -> Iterator[Finding]:
    """Reach the database."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        [version] = cursor.fetchone()
    yield Finding("database", State.OK, f"PostgreSQL {version}")


CHECKS_HERE: tuple[Check, ...] = (database, settings_and_secrets, migrations, clock, waiting, storage, stripe_endpoint)
