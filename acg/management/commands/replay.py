import datetime as dt
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from acg.events.services import replay
from acg.shared.errors import DomainError
from checkout.gateways.protocol import GatewayError
from checkout.services import order_by_number, replay_event, replay_order


def moment(text: str) -> dt.datetime:
    """Return the moment that a text names: `2026-11-23`, `2026-11-23T10:00` in UTC."""
    found = dt.datetime.combine(on, dt.time()) if (on := parse_date(text)) else parse_datetime(text)
    if found is None:
        raise ArgumentTypeError("write 2026-11-23 or 2026-11-23T10:00, in UTC")
    return found if timezone.is_aware(found) else found.replace(tzinfo=dt.UTC)


class Command(BaseCommand):
    """Lets something of the past happen once more: an event of Stripe, an order, or the school's own facts."""

    help = (
        "Settle an event of Stripe once more; or (--order) an order with its events and facts that wait or are dead; or (--since) deliver"
        " facts to those that missed them, or (--consumer) to one that has seen them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the event, the order or the facts."""
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("event", nargs="?", default="", help="Stripe's id of an event")
        which.add_argument("--order", default="", help="the number on the receipt, or the public id")
        which.add_argument("--since", type=moment, help="facts from this day or moment on, in UTC")
        parser.add_argument("--type", default="", help="with --since: only facts of this name, such as StudentEnrolled")
        parser.add_argument(
            "--consumer", default="", help="with --since: only this one of acg/wiring.py, again; mails are sent twice"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run and say where that leaves it.

        Raises:
            CommandError: there is no such event or order, Stripe could not be asked, or a consumer failed.
        """
        try:
            if options["since"]:
                self.facts(options)
            elif options["order"]:
                order = replay_order(order=order_by_number(options["order"]))
                self.stdout.write(f"replay: order {order.number} is {order.state}")
            else:
                event = replay_event(event_id=options["event"])
                self.stdout.write(f"replay: event {event.pk} is {event.state}{f': {error}' if (error := event.last_error) else ''}")
        except DomainError as error:
            raise CommandError(error.message) from error
        except GatewayError as error:
            raise CommandError(f"Stripe could not be asked: {error.code}") from error

    def facts(self, options: dict[str, Any]) -> None:
        """Deliver facts again, and say how many arrived."""
        reached, errors = replay(since=options["since"], fact_type=options["type"], consumer=options["consumer"])
        self.stdout.write(f"replay: {reached} facts delivered, {len(errors)} failed")
        if errors:
            raise CommandError("\n".join(errors[:20]))
