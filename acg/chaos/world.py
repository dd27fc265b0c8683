"""The world outside: buyers who buy and click again, a dashboard that refunds, and Stripe's deliveries, repeated, shuffled and lost."""

import heapq
import itertools
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from acg.chaos.truth import Purchase, as_json
from acg.chaos.wire import FORM, Answer, ask, call, deliver

BUYERS, SENDERS = 12, 6
REPEATED, MOST_COPIES = 0.3, 5
MOST_TRIES = 400
HURRY = 10  # what happens next happens sooner than the news of it arrive
LATE = 2  # a delivery that is repeated comes when nobody expects it any more
PAGE = 20
LISTEN_SECONDS = 0.2
OK, FOUND = 200, 302
CSRF = "c" * 32


class Agenda:
    """What is to be done, by the moment when it is due; several threads take from it."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, Any]] = []
        self._ready = threading.Condition()
        self._numbers = itertools.count()
        self.open = 0

    def add(self, item: Any, *, after: float, is_new: bool = True) -> None:
        """Put an item on it, due after so many seconds; one that comes back is not counted again."""
        with self._ready:
            heapq.heappush(self._heap, (time.monotonic() + after, next(self._numbers), item))
            self.open += is_new
            self._ready.notify()

    def take(self) -> Any:
        """Return the next item once it is due."""
        with self._ready:
            while True:
                wait = self._heap[0][0] - time.monotonic() if self._heap else None
                if wait is not None and wait <= 0:
                    return heapq.heappop(self._heap)[2]
                self._ready.wait(wait)

    def done(self) -> None:
        """Count one item as finished."""
        with self._ready:
            self.open -= 1


class World:
    """Plays the purchases against the school at one port and Stripe's stand-in at another.

    Args:
        purchases: what happens; each learns Stripe's ids as it is played.
        secret: signs the deliveries.
        spread: the longest time in seconds before a delivery; the steps of a purchase follow each other faster.
        on_delivery: called after each delivery that was answered with 200.
    """

    def __init__(
        self,
        purchases: list[Purchase],
        *,
        school: int,
        stripe: int,
        secret: str,
        seed: int,
        spread: float,
        on_delivery: Callable[[], None],
    ) -> None:
        self.purchases, self.school, self.stripe, self.secret, self.spread = purchases, school, stripe, secret, spread
        self.on_delivery = on_delivery
        self.dice = random.Random(seed + 1)  # noqa: S311 -- only what is delivered when
        self.counts: Counter[str] = Counter()
        self.lost_events: list[str] = []
        self._by_order: dict[str, Purchase] = {}
        self._by_payment: dict[str, Purchase] = {}
        self._heard: set[str] = set()
        self._purchases, self._deliveries = Agenda(), Agenda()
        self._lock = threading.Lock()
        self._failure: BaseException | None = None
        self._acts: dict[str, Callable[[Purchase, str], bool]] = {
            "buy": self._buy,
            "pay": self._pay,
            "pay by bank": self._pay_by_bank,
            "bank pays": self._bank_decides,
            "bank refuses": self._bank_decides,
            "decline": self._decline,
            "expire": self._expire,
            "refund part": self._refund,
            "refund rest": self._refund,
            "refund fails": self._refund_fails,
            "dispute": self._dispute,
            "dispute lost": self._dispute_ends,
            "dispute won": self._dispute_ends,
        }

    def run(self, *, result: Path) -> None:
        """Play everything until each delivery that is not lost was answered, and write down what happened."""
        for purchase in self.purchases:
            self._purchases.add(purchase, after=0)
        for work in [self._buy_on] * BUYERS + [self._send_on] * SENDERS:
            threading.Thread(target=self._guarded, args=(work,), daemon=True).start()
        quiet = 0
        while quiet < 2 or self._deliveries.open:  # noqa: PLR2004 -- two looks in a row without news
            if self._failure is not None:
                raise self._failure
            is_over = self._purchases.open == 0
            quiet = quiet + 1 if self._listen() == 0 and is_over else 0
            time.sleep(LISTEN_SECONDS)
        result.write_text(
            json.dumps({"purchases": as_json(self.purchases), "counts": dict(self.counts), "lost_events": self.lost_events})
        )

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            while True:
                work()
        except BaseException as error:  # noqa: BLE001 -- `run` raises it where it is seen
            self._failure = error

    # -- buyers and the dashboard --------------------------------------------------------------------------------------------------

    def _buy_on(self) -> None:
        purchase: Purchase = self._purchases.take()
        for step in purchase.steps:
            act = self._acts[step]
            self._insist(partial(act, purchase, step))
            time.sleep(self.dice.uniform(0, self.spread / HURRY))
        self._purchases.done()

    def _insist(self, act: Callable[[], bool]) -> None:
        """Try until it is done: people click again."""
        for attempt in range(MOST_TRIES):
            if act():
                return
            self._count("tried again")
            time.sleep(min(0.05 * (attempt + 1), 0.5))
        raise RuntimeError("A step of a purchase could not be done.")

    def _buy(self, purchase: Purchase, _step: str) -> bool:
        cookies = [f"csrftoken={CSRF}", *([purchase.cookie] if purchase.cookie else [])]
        form = urlencode({"csrfmiddlewaretoken": CSRF}).encode()
        headers = {"Cookie": "; ".join(cookies), "Content-Type": FORM}
        answer = ask(self.school, "POST", f"/checkout/{purchase.offer}/", form, headers)
        if answer.status != FOUND or "/pay/" not in answer.location:
            return False
        session_id = urlsplit(answer.location).path.rpartition("/")[2]
        session = self._session(session_id)
        if session is None:
            return False
        purchase.session_id, purchase.order = session_id, session["client_reference_id"]
        with self._lock:
            self._by_order[purchase.order] = purchase
        return True

    def _pay(self, purchase: Purchase, _step: str) -> bool:
        self._press(purchase, "pay")
        session = self._session(purchase.session_id)
        if session is None or session["status"] != "complete":
            return False
        purchase.paid_minor = session["amount_total"]
        self._know_payment(purchase, session["payment_intent"])
        return True

    def _pay_by_bank(self, purchase: Purchase, _step: str) -> bool:
        self._press(purchase, "bank")
        session = self._session(purchase.session_id)
        if session is None or session["status"] != "complete":
            return False
        self._know_payment(purchase, session["payment_intent"])
        return True

    def _bank_decides(self, purchase: Purchase, step: str) -> bool:
        self._touch(purchase.payment_id, step.replace(" ", "_"))
        intent = self._get(f"payment_intents/{purchase.payment_id}")
        if intent is None or intent["status"] == "processing":
            return False
        purchase.paid_minor = intent["amount_received"]
        purchase.end = "canceled"
        return True

    def _know_payment(self, purchase: Purchase, payment_id: str) -> None:
        with self._lock:
            purchase.payment_id = payment_id
            self._by_payment[payment_id] = purchase

    def _decline(self, purchase: Purchase, _step: str) -> bool:
        return self._press(purchase, "decline").status == OK

    def _expire(self, purchase: Purchase, _step: str) -> bool:
        call(self.stripe, "POST", f"checkout/sessions/{purchase.session_id}/expire")
        session = self._session(purchase.session_id)
        if session is None or session["status"] != "expired":
            return False
        purchase.end = "expired"
        return True

    def _refund(self, purchase: Purchase, step: str) -> bool:
        fields: dict[str, object] = {"payment_intent": purchase.payment_id}
        if step == "refund part":
            fields["amount"] = purchase.paid_minor // 4
        answer = call(self.stripe, "POST", "refunds", fields, key=f"world-{purchase.number}-{step}")
        if answer.status == OK:
            refund = answer.json
            purchase.refunds[refund["id"]] = refund["amount"]
        return answer.status == OK

    def _refund_fails(self, purchase: Purchase, _step: str) -> bool:
        key = next(iter(purchase.refunds))
        self._touch(key, "fail")
        refund = self._get(f"refunds/{key}")
        if refund is None or refund["status"] != "failed":
            return False
        purchase.failed_refunds = [key]
        return True

    def _dispute(self, purchase: Purchase, _step: str) -> bool:
        intent = self._get(f"payment_intents/{purchase.payment_id}")
        if intent is None:
            return False
        self._touch(intent["latest_charge"], "dispute")
        disputes = self._get(f"disputes?payment_intent={purchase.payment_id}")
        if disputes is None or not disputes["data"]:
            return False
        purchase.dispute_id = disputes["data"][0]["id"]
        return True

    def _dispute_ends(self, purchase: Purchase, step: str) -> bool:
        outcome = step.rpartition(" ")[2]
        self._touch(purchase.dispute_id, {"won": "win", "lost": "lose"}[outcome])
        dispute = self._get(f"disputes/{purchase.dispute_id}")
        return dispute is not None and dispute["status"] == outcome

    def _touch(self, key: str, act: str) -> None:
        """Press a button of the dashboard; what was done already is left."""
        ask(self.stripe, "POST", f"/_stripe/objects/{key}/act/", urlencode({"act": act}).encode(), {"Content-Type": FORM})

    def _press(self, purchase: Purchase, action: str) -> Answer:
        """Press a button of the hosted page."""
        form = urlencode({"action": action, "email": purchase.email, "name": f"Person {purchase.number}"}).encode()
        return ask(self.stripe, "POST", f"/_stripe/pay/{purchase.session_id}", form, {"Content-Type": FORM})

    def _session(self, session_id: str) -> dict[str, Any] | None:
        return self._get(f"checkout/sessions/{session_id}")

    def _get(self, path: str) -> dict[str, Any] | None:
        answer = call(self.stripe, "GET", path)
        return dict(answer.json) if answer.status == OK else None

    # -- Stripe's deliveries -------------------------------------------------------------------------------------------------------

    def _listen(self) -> int:
        """Schedule the deliveries of the events that Stripe made since last time; return how many events there were."""
        found: list[dict[str, Any]] = []
        after = ""
        while True:
            answer = call(self.stripe, "GET", f"events?limit={PAGE}{after}")
            if answer.status != OK:
                return 1  # not known: look again
            page = answer.json
            news = [
                event for event in page["data"] if event["id"] not in self._heard and event["id"] not in {f["id"] for f in found}
            ]
            found += news
            if len(news) < PAGE or not page["has_more"]:
                break
            after = f"&starting_after={page['data'][-1]['id']}"
        for event in found:
            self._heard.add(event["id"])
            self._schedule(event)
        return len(found)

    def _schedule(self, event: dict[str, Any]) -> None:
        self._count("events")
        if self._is_lost(event):
            self._count("never delivered")
            return
        copies = self.dice.randint(2, MOST_COPIES) if self.dice.random() < REPEATED else 1
        self._count("repeated events", copies > 1)
        for copy in range(copies):
            self._deliveries.add(event, after=self.dice.uniform(0, self.spread * (LATE if copy else 1)))

    def _is_lost(self, event: dict[str, Any]) -> bool:
        thing = event["data"]["object"]
        with self._lock:
            purchase = self._by_order.get((thing.get("metadata") or {}).get("order", "")) or self._by_payment.get(
                thing.get("payment_intent") or ""
            )
        if purchase is None:
            return False
        is_lost = any(step in purchase.lost for step in _causes(event["type"]))
        if is_lost and purchase.order not in self.lost_events:
            self.lost_events.append(purchase.order)
        return is_lost

    def _send_on(self) -> None:
        event = self._deliveries.take()
        self._count("deliveries")
        status = deliver(self.school, event, self.secret)
        if status == OK:
            self._deliveries.done()
            self.on_delivery()
        else:  # Stripe tries again for three days
            self._count("deliveries without an answer" if not status else f"deliveries answered {status}")
            self._deliveries.add(event, after=self.dice.uniform(0.5, 2), is_new=False)

    def _count(self, what: str, number: int = 1) -> None:
        with self._lock:
            self.counts[what] += number


def _causes(event_type: str) -> tuple[str, ...]:
    """Return the steps that such an event may come from; if one of them is lost, so is the event."""
    if "refund" in event_type:
        return ("refund part", "refund rest", "refund fails")
    if "dispute" in event_type:
        return ("dispute", "dispute lost", "dispute won")
    if event_type.endswith(".expired"):
        return ("expire",)
    if event_type.endswith("_failed"):
        return ("decline", "bank refuses")
    return ("pay", "pay by bank", "bank pays", "bank refuses")
