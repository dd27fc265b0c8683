import base64
import dataclasses
import json
import sys
import uuid

import pytest

from acg import schedule
from acg.aws import entry, snapshot, web
from acg.aws.tests.events import SEEN_ADDRESS, batch, url, v1, v2
from acg.events import consumers
from acg.events.models import InboxEntry


@dataclasses.dataclass(frozen=True)
class LampLit:
    lamp: str


@pytest.fixture
def heard():
    """A consumer that remembers, and fails at what is called `broken`."""
    lamps = []

    def handle(payload):
        if payload["lamp"] == "broken":
            raise RuntimeError("no light")
        lamps.append(payload["lamp"])

    consumers.subscribe(LampLit, consumer="tests.lamps", handler=handle)
    yield lamps
    consumers.unsubscribe(LampLit, consumer="tests.lamps")


def envelope(lamp, *, subject=None, **other):
    facts = {
        "specversion": "1.0",
        "id": str(uuid.uuid4()),
        "type": "LampLit",
        "subject": subject or f"lamp:{lamp}",
        "data": {"lamp": lamp},
    }
    return json.dumps(facts | other)


@pytest.fixture
def mirror():
    """An application that answers what it was told, and the handler in front of it."""
    told = {}

    def application(environ, start_response):
        told.update(environ, body=environ["wsgi.input"].read())
        start_response("200 OK", [("Content-Type", "image/png"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
        return [bytes(range(256))]

    return web.http_handler(application), told


# -- requests ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [v1, v2, url])
@pytest.mark.parametrize("binary", [False, True])
def test_a_body_arrives_and_leaves_byte_for_byte_and_cookies_stay_apart(mirror, shape, binary):
    handle, told = mirror
    body = bytes(range(256)) if binary else '{"name": "Zoë"} \n'.encode()

    answer = handle(shape("/x", method="POST", body=body, binary=binary, content_type="application/json"), None)

    assert told["body"] == body
    assert told["CONTENT_LENGTH"] == str(len(body))
    assert answer["isBase64Encoded"] is True
    assert base64.b64decode(answer["body"]) == bytes(range(256))
    assert (answer.get("cookies") or answer["multiValueHeaders"]["Set-Cookie"]) == ["a=1", "b=2"]


@pytest.mark.parametrize("shape", [v1, v2, url])
def test_the_address_is_what_the_gateway_saw_not_what_a_header_claims(mirror, shape):
    handle, told = mirror
    event = shape("/x")
    event["headers"]["X_Real_IP"] = event["headers"]["X_Forwarded_Proto"] = "6.6.6.6"

    handle(event, None)

    assert told["REMOTE_ADDR"] == SEEN_ADDRESS
    assert told["HTTP_X_FORWARDED_PROTO"] == "https"
    assert "HTTP_X_REAL_IP" not in told


@pytest.mark.parametrize("shape", [v1, v2, url])
@pytest.mark.parametrize(
    ("given", "is_let_in"),
    [("new", True), ("old", True), ("", False), ("ne", False), ("old,new", True), ("x,", False), ("ñ", False)],
)
def test_behind_a_distribution_it_alone_is_let_in_and_says_who_visits(monkeypatch, shape, given, is_let_in):
    monkeypatch.setenv("ORIGIN_SECRETS", "old,new")
    told = {}

    def application(environ, start_response):
        told.update(environ)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"well"]

    handle = web.http_handler(application)
    event = shape("/x")
    more = {"X-Viewer-Address": "2001:db8::7", "X-Viewer-Host": "school.example"} | ({"X-Origin-Secret": given} if given else {})
    event["headers"] |= more
    if "multiValueHeaders" in event:
        event["multiValueHeaders"] |= {name: [value] for name, value in more.items()}

    answer = handle(event, None)

    assert answer["statusCode"] == (200 if is_let_in else 403)
    assert (told.get("REMOTE_ADDR"), told.get("HTTP_HOST")) == (("2001:db8::7", "school.example") if is_let_in else (None, None))
    assert "HTTP_X_ORIGIN_SECRET" not in told


@pytest.mark.parametrize(("shape", "field"), [(v1, "path"), (v2, "rawPath")])
def test_two_slashes_in_front_are_one(mirror, shape, field):
    handle, told = mirror

    handle(shape("//courses/"), None)

    assert told["PATH_INFO"] == "/courses/"
    assert shape("//courses/")[field] == "//courses/"


@pytest.mark.parametrize(
    ("path", "seen"), [("/dev/courses/", "/courses/"), ("/dev", "/"), ("/developer", "/developer"), ("/", "/")]
)
def test_a_stage_is_no_part_of_the_path(mirror, path, seen):
    handle, told = mirror
    event = v2(path)
    event["requestContext"]["stage"] = "dev"

    handle(event, None)

    assert told["PATH_INFO"] == seen


@pytest.mark.django_db
def test_a_step_of_a_release_is_run_and_answers_in_a_form_that_tools_read():
    answer = entry.handler({"release": "migrate"}, None)
    assert answer | {"seconds": 0} == {
        "release": "migrate",
        "ok": True,
        "applied": [],
        "refused": "",
        "takes_away": [],
        "seconds": 0,
    }
    assert entry.handler({"release": "clients"}, None)["ok"] is True
    assert {check["state"] for check in entry.handler({"release": "doctor"}, None)["checks"]} == {"ok", "not applicable"}


@pytest.mark.parametrize("event", [{"release": "flush"}, {"release": ["migrate"]}, {"release": "migrate", "x": 1}])
def test_no_other_step_is_run(event):
    with pytest.raises(entry.EventRefusedError):
        entry.handler(event, None)


# -- messages ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_batch_says_which_messages_must_come_again_and_holds_back_what_follows_in_their_subject(heard):
    good, broken = envelope("a"), envelope("broken", subject="lamp:b")
    after_broken, poison = envelope("b"), "{"

    answer = entry.handler(batch(good, broken, after_broken, poison, envelope("c")), None)

    assert answer == {"batchItemFailures": [{"itemIdentifier": "m2"}, {"itemIdentifier": "m3"}, {"itemIdentifier": "m4"}]}
    assert heard == ["a", "c"]
    assert InboxEntry.objects.filter(consumer="tests.lamps").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(("queue", "hears"), [("facts-tests.fifo", ["a"]), ("facts-courses.fifo", []), ("facts", ["a"])])
def test_a_contexts_queue_is_for_the_consumers_of_that_context(heard, queue, hears):
    event = batch(envelope("a"))
    event["Records"][0]["eventSourceARN"] = f"arn:aws:sqs:eu-central-1:111122223333:cloud-school-staging-{queue}"

    assert entry.handler(event, None) == {"batchItemFailures": []}
    assert heard == hears


@pytest.mark.django_db
def test_a_message_that_comes_twice_is_done_once(heard):
    body = envelope("a")

    assert entry.handler(batch(body, body), None) == {"batchItemFailures": []}
    assert heard == ["a"]


@pytest.mark.django_db
def test_a_fact_nobody_waits_for_is_done_and_another_version_is_not():
    bodies = envelope("a", type="Unheard"), envelope("b", specversion="2.0"), envelope("c", id="1"), "[]", '{"subject": "x"}'

    answer = entry.handler(batch(*bodies), None)

    assert [item["itemIdentifier"] for item in answer["batchItemFailures"]] == ["m2", "m3", "m4", "m5"]
    assert not InboxEntry.objects.exists()


# -- the timer, and everything else --------------------------------------------------------------------------------------------------


def test_the_timer_runs_its_job_and_no_other(monkeypatch):
    monkeypatch.setitem(schedule.JOBS, "minute", lambda: ["settle_due"])

    assert entry.handler({"schedule": "minute"}, None) == {"failed": ["settle_due"]}
    with pytest.raises(entry.EventRefusedError):
        entry.handler({"schedule": "hourly"}, None)


@pytest.mark.parametrize(
    "event",
    [
        {},
        None,
        [],
        "text",
        {"command": "django.core.management.call_command", "secret": "canary"},
        {"raw_command": "print(1)"},
        {"schedule": "minute", "more": 1},
        {"Records": []},
        {"Records": [{"EventSource": "aws:sns", "Sns": {"Message": '{"command": "os.getcwd"}'}}]},
        {"Records": [*batch("{}")["Records"], {"eventSource": "aws:s3"}]},
        {"version": "2.0", "requestContext": {"routeKey": "$connect"}},
        {"version": "3.0", "requestContext": {"http": {}}, "rawPath": "/"},
        {"requestContext": {"elb": {}}, "httpMethod": "GET", "path": "/"},
    ],
)
def test_anything_else_is_refused_and_its_values_stay_out_of_the_log(event, caplog):
    with pytest.raises(entry.EventRefusedError):
        entry.handler(event, None)

    assert [record.message for record in caplog.records] == ["event refused"]
    assert "canary" not in str(caplog.records[0].__dict__)


def test_a_snapshot_has_what_a_start_leaves_for_later():
    snapshot.load_rest()

    assert {"acg.urls", "acg.admin", "acg.schema", "acg.schedule", "acg.graphql.views"} <= sys.modules.keys()


def test_a_copy_that_wakes_has_its_own_chance():
    snapshot.random.seed(1)
    first = snapshot.random.random()
    snapshot.random.seed(1)
    snapshot.reseed()

    assert snapshot.random.random() != first
