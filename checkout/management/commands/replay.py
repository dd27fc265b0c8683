from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from acg.shared.errors import DomainError
from checkout.gateways.protocol import GatewayError
from checkout.services import order_by_number, replay_event, replay_order


class Command(BaseCommand):
    """Settles once more an event of the inbox, or an order with all that waits or is dead."""

    help = "Settle an event of the inbox once more, or (--order) an order with its events and facts that wait or are dead."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the event or the order."""
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("event", nargs="?", default="", help="Stripe's id of an event")
        which.add_argument("--order", default="", help="the number on the receipt, or the public id")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run and say where that leaves it.

        Raises:
            CommandError: there is no such event or order, or Stripe could not be asked.
        """
        try:
            if options["order"]:
                order = replay_order(order=order_by_number(options["order"]))
                self.stdout.write(f"replay: order {order.number} is {order.state}")
            else:
                event = replay_event(event_id=options["event"])
                self.stdout.write(f"replay: event {event.pk} is {event.state}{f': {error}' if (error := event.last_error) else ''}")
        except DomainError as error:
            raise CommandError(error.message) from error
        except GatewayError as error:
            raise CommandError(f"Stripe could not be asked: {error.code}") from error
