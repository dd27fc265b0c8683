"""How many events a second the school takes in and settles, with the generator and Stripe's stand-in on the same machine."""

import threading
import time
from collections.abc import Iterator
from typing import Any

from acg.chaos.wire import deliver
from checkout.models import StripeEvent

SENDERS = 6
OK = 200


def pour(events: list[dict[str, Any]], *, school: int, secret: str) -> dict[str, Any]:
    """Deliver the events from several threads as fast as they are answered; return the rate, and how many were settled at once."""
    left: Iterator[dict[str, Any]] = iter(events)
    lock, refused = threading.Lock(), list[int]()

    def send() -> None:
        while True:
            with lock:
                event = next(left, None)
            if event is None:
                return
            status = deliver(school, event, secret)
            if status != OK:
                refused.append(status)

    threads = [threading.Thread(target=send) for _sender in range(SENDERS)]
    before = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - before
    waiting = StripeEvent.objects.filter(state="new").count()
    return {
        "events": len(events),
        "seconds": round(seconds, 2),
        "per_second": round(len(events) / seconds, 1),
        "not_answered_200": len(refused),
        "left_to_the_timer": waiting,
    }
