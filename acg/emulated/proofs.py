"""What a deployment must do, asked from outside: as a visitor, as Stripe, as a queue and as a timer."""

import hashlib
import hmac
import json
import re
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from acg.emulated.account import Account, Queues, function_name
from acg.emulated.children import FailedError
from acg.emulated.rows import rows
from acg.emulated.visiting import Visitor

BUYER = "buyer@example.com"
SECRET = b"whsec_sandbox"
PATIENCE_SECONDS = 150
PAUSE_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Deployment:
    """What is deployed: the site's address, its database's, the account, the queues, and the stage of its functions."""

    site: str
    address: str
    account: Account
    queues: Queues
    level: str


def catalogue(deployed: Deployment) -> str:
    """A visitor reads the catalogue, with the style sheet that its manifest names."""
    visitor = Visitor(deployed.site)
    page = visitor.get("/courses/")
    _must(page.status == HTTPStatus.OK, f"The catalogue answers {page.status}.")
    count = len(set(re.findall(r'href="/courses/([a-z0-9-]+)/"', page.text)))
    _must(count > 0, "The catalogue shows no course.")
    found = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', page.text)
    _must(found is not None, "The page names no style sheet of the manifest.")
    style = visitor.get(found[1] if found else "")
    _must((style.status, style.headers.get_content_type()) == (200, "text/css"), f"The style sheet answers {style.status}.")
    return f"{count} courses, {len(page.body):,} bytes, style sheet {len(style.body):,} bytes"


def graph(deployed: Deployment) -> str:
    """A client asks the graph."""
    answer = Visitor(deployed.site).ask(
        "{ courses(first: 3) { edges { node { title } } } offers(first: 1) { edges { node { id } } } }"
    )
    _must("errors" not in answer, f"The graph answers {answer.get('errors')}.")
    titles = [edge["node"]["title"] for edge in answer["data"]["courses"]["edges"]]
    _must(bool(titles), "The graph has no course.")
    return f"first course: {titles[0]}"


def purchase(deployed: Deployment) -> str:
    """Somebody without an account buys a course at the pretended Stripe, and the signed webhook settles the order."""
    [(offer,)] = rows(
        deployed.address,
        """SELECT slug FROM checkout_offer o WHERE kind = 'course' AND EXISTS (SELECT FROM checkout_price p WHERE p.offer_id = o.id)
        ORDER BY slug LIMIT 1""",
    )
    visitor = Visitor(deployed.site)
    form = visitor.get(f"/checkout/{offer}/")
    _must(form.status == HTTPStatus.OK, f"The page before the button answers {form.status}.")
    sent = visitor.post(
        f"/checkout/{offer}/", {"csrfmiddlewaretoken": form.token(), "currency": "USD", "email": BUYER, "agreed": "1"}
    )
    _must("/_stripe/pay/" in sent.location, f"The button answers {sent.status} and leads to {sent.location or 'nowhere'}.")
    pay = visitor.get(sent.location)
    paid = visitor.post(sent.location, {"csrfmiddlewaretoken": pay.token(), "action": "pay", "email": BUYER, "name": "Zoë"})
    _must("/checkout/done/" in paid.location, f"Stripe answers {paid.status} and leads to {paid.location or 'nowhere'}.")
    waiting = visitor.get(paid.location)
    _must(waiting.status == HTTPStatus.OK, f"The page that waits for the money answers {waiting.status}: {waiting.text[:300]}")
    query = "SELECT state FROM checkout_order WHERE public_id = %(order)s"
    order = paid.location.split("/done/")[1].split("/")[0]
    _until(lambda: rows(deployed.address, query, order=order) == [("settled",)], "The order is not settled.")
    return f"order {order[:8].upper()} of {offer} is settled"


def facts(deployed: Deployment) -> str:
    """What the purchase made true goes over the topic and the queue to the worker, which writes the mails."""
    waiting = "SELECT count(*) FROM events_outboxevent WHERE state <> 'done'"
    _until(lambda: rows(deployed.address, waiting) == [(0,)], "Facts wait in the outbox.")
    query = """SELECT count(*) FROM events_inboxentry i JOIN events_outboxevent o ON o.id = i.event_id
        JOIN checkout_order b ON b.public_id = (o.payload->>'order_id')::uuid
        WHERE o.type = 'ReceiptDue' AND i.consumer = 'checkout.receipt' AND b.email = %(buyer)s"""
    _until(
        lambda: rows(deployed.address, query, buyer=BUYER) == [(1,)],
        "The worker did not take the fact that a receipt is due, once.",
    )
    mails = [path for path in (deployed.account.scratch / "mails").glob("*") if BUYER in path.read_text()]
    _must(bool(mails), "No mail was written to the buyer.")
    worker = deployed.account.logs(function_name(f"{deployed.level}_worker"))
    _must(not [line for line in worker if '"ERROR"' in line], f"The worker says: {worker[-5:]}")
    return f"published by the web function, consumed by the worker, {len(mails)} mails to the buyer"


def forgeries(deployed: Deployment) -> str:
    """A webhook counts by its signature, over the bytes that came; the same event counts once."""
    visitor = Visitor(deployed.site)
    event = {"id": f"evt_{uuid.uuid4().hex}", "object": "event", "type": "customer.created", "created": int(time.time())}
    body = json.dumps(
        {**event, "data": {"object": {"object": "customer", "id": "cus_1", "name": "Zoë"}}}, ensure_ascii=False
    ).encode()
    signature = _signature(body)
    statuses = [visitor.send("/webhooks/stripe/", sent, Stripe_Signature=signature).status for sent in (body, body, body + b" ")]
    _must(statuses == [200, 200, 400], f"A webhook, the same again, and a changed one answer {statuses}.")
    [(count,)] = rows(deployed.address, "SELECT count(*) FROM checkout_stripeevent WHERE event_id = %(id)s", id=event["id"])
    _must(count == 1, f"The event is there {count} times.")
    return "taken once, a changed body refused"


def poison(deployed: Deployment) -> str:
    """Of a batch only what failed comes again, until its queue gives it up and staff find it with its reason."""
    sqs = deployed.account.client("sqs")
    [(course,)] = rows(deployed.address, "SELECT id FROM courses_course ORDER BY id LIMIT 1")
    told = {"type": "StudentEnrolled", "subject": f"course:{course}", "data": {"course_id": course}}
    good = {"specversion": "1.0", "id": str(uuid.uuid4()), **told}
    entries = [{"Id": "bad", "MessageBody": "{"}, {"Id": "good", "MessageBody": json.dumps(good)}]
    sqs.send_message_batch(QueueUrl=deployed.queues.queue, Entries=entries)
    done = "SELECT count(*) FROM events_inboxentry WHERE event_id = %(id)s"
    _until(lambda: rows(deployed.address, done, id=good["id"]) == [(1,)], "The good message of the batch was not taken.")
    _until(lambda: _waiting(sqs, deployed.queues.dead) == 1, "The bad message is not in the dead-letter queue.")
    _until(lambda: _waiting(sqs, deployed.queues.queue) == 0, "Messages stay in the queue.")
    [(reasons,)] = rows(deployed.address, "SELECT count(*) FROM events_deadmessage WHERE body = '{'")
    _must(reasons == 1, f"Staff find {reasons} dead messages.")
    return "the good message is done once, the bad one is in the dead-letter queue and in the admin"


def timers(deployed: Deployment) -> str:
    """The worker does the minute's and the night's work when a timer says so, and refuses what nobody should send."""
    stage = f"{deployed.level}_worker"
    for job in ("minute", "nightly"):
        error, answer = deployed.account.call(stage, {"schedule": job})
        _must(not error and answer == {"failed": []}, f"The job {job} answers {error} {answer}.")
    error, answer = deployed.account.call(stage, {"command": "os.system"})
    _must(bool(error), f"A command was taken, and answered {answer}.")
    return "minute and night done, a command refused"


def _signature(body: bytes) -> str:
    at = int(time.time())
    return f"t={at},v1={hmac.new(SECRET, f'{at}.'.encode() + body, hashlib.sha256).hexdigest()}"


def _waiting(sqs: object, queue: str) -> int:
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    facts = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"]  # type: ignore[attr-defined]  # boto3 makes its clients at run time
    return sum(int(facts[name]) for name in names)


def _must(is_so: bool, otherwise: str) -> None:  # noqa: FBT001 -- reads as a sentence, like assert
    if not is_so:
        raise FailedError(otherwise)


def _until(is_so: Callable[[], bool], otherwise: str) -> None:
    for _ in range(int(PATIENCE_SECONDS / PAUSE_SECONDS)):
        if is_so():
            return
        time.sleep(PAUSE_SECONDS)
    raise FailedError(otherwise)


def migrate(account: Account, stage: str) -> str:
    """Migrate the database as a release does: by the function of the new code that has this step."""
    error, answer = account.call(stage, {"release": "migrate"})
    _must(not error and bool(answer["ok"]), f"The step answers {error} {answer}.")
    return f"{len(answer['applied'])} migrations"


PROOFS: tuple[Callable[[Deployment], str], ...] = (catalogue, graph, purchase, facts, forgeries, poison, timers)
