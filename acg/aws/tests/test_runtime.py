"""The whole application under Lambda's own runtime client, against the test's database."""

import base64
import json
import subprocess
import sys
import threading
import uuid
import zipfile
from pathlib import Path

import psycopg
import pytest
from django.conf import settings as django_settings
from django.db import connection

from acg.aws.tests.events import batch, url, v1, v2
from acg.bench.runtime import function
from acg.events.models import InboxEntry
from checkout.models import StripeEvent
from checkout.tests.stripe_double import event_body, signature_of
from courses.tests.factories import CourseFactory

pytestmark = pytest.mark.django_db(transaction=True)

NOT_AT_INIT = (
    "boto3",
    "botocore",
    "stripe",
    "jwt",
    "zappa",
    "storages",
    "werkzeug",
    "pygments",
    "PIL",
    "markdown_it",
    "courses.importing",
    "graphene",
    "graphql",
    "acg.graphql.views",
    "acg.schema",
    "acg.schedule",
    "acg.releasing",
    "acg.urls",
    "acg.admin_site",
    "acg.shared.admin",
    "acg.staff_pages",
    "simple_history.admin",
    "unfold.sites",
    "unfold.admin",
    "allauth.headless.urls",
    "allauth.headless.account",
    "django.test",
    "checkout.sandbox",
    "acg.demo",
    "acg.chaos",
    "acg.bench",
)
SECRET = "whsec_sandbox"
ZIP = next(iter(django_settings.BASE_DIR.glob("build/package/local/school-*.zip")), Path("none"))


@pytest.fixture
def environment():
    """What a deployment sets, and nothing of this machine's."""
    facts = connection.settings_dict
    return {
        "DATABASE_URL": f"postgresql://{facts['USER']}@/{facts['NAME']}?host={facts['HOST']}&port={facts['PORT']}",
        "SECRET_KEY": "a-key-of-fifty-characters-for-a-test-of-a-deployment",
        "DEBUG": "0",
        "ALLOWED_HOSTS": "testserver",
        "SITE_URL": "https://testserver",
        "STRIPE_SECRET_KEY": "sk_test_nobody",
        "STRIPE_WEBHOOK_SECRETS": SECRET,
        "EVENTS_TOPIC_ARN": "arn:aws:sns:eu-central-1:000000000000:facts.fifo",
        "AWS_STORAGE_BUCKET_NAME": "cloud-school-test",
        "CLOUDFRONT_DOMAIN": "testserver",
        "DJANGO_SETTINGS_MODULE": "acg.settings",
    }


@pytest.fixture(scope="module")
def unzipped(tmp_path_factory):
    """The packed school, as Lambda unpacks it; there when `make package-proof` has built it."""
    if not ZIP.exists():
        pytest.skip("no zip was built for this machine: make package-proof")
    folder = tmp_path_factory.mktemp("var-task")
    with zipfile.ZipFile(ZIP) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(params=["source", "zip"])
def start(environment, tmp_path, request):
    """Start the entry under the runtime client: of the source tree by this interpreter, and of the zip by the stage's."""
    place = {"folder": django_settings.BASE_DIR}
    if request.param == "zip":
        place = {"folder": request.getfixturevalue("unzipped"), "interpreter": str(ZIP.parent / "venv" / "bin" / "python")}

    def begin(*options):
        log = tmp_path / f"{uuid.uuid4()}.log"
        return function("acg.aws.entry.handler", environment=environment, log=log, options=options, **place)

    begin.place = place
    begin.has_static_files = request.param == "zip"
    return begin


def test_init_loads_what_visitors_ask_for_and_nothing_heavy(start, environment):
    interpreter = start.place.get("interpreter", sys.executable)
    asked = (
        "import acg.aws.entry, gc, json, sys; columns = [end for *_, end in acg.aws.entry.handler.__code__.co_positions()];"
        "print(json.dumps([gc.isenabled(), any(columns), *sys.modules]))"
    )
    said = subprocess.run(  # noqa: S603 -- our own question to our own interpreter
        [interpreter, "-c", asked], cwd=start.place["folder"], env=environment, capture_output=True, check=True, text=True
    )
    collects, marks_columns, *loaded = json.loads(said.stdout.splitlines()[-1])
    assert collects is True
    assert marks_columns is not start.has_static_files, "what is packed has less to read"
    assert "acg.visitor_urls" in loaded
    assert [name for name in loaded if name.startswith(NOT_AT_INIT) or name.endswith(".admin")] == ["django.contrib.admin"]


def test_every_shape_of_event_is_answered(start):
    with start() as school:
        for shape in (v1, v2, url):
            kind, answer = school.call(shape("//healthz"))
            assert (kind, answer["statusCode"], json.loads(answer["body"])) == ("response", 200, {"status": "ok"})
            question = json.dumps({"query": "{ __typename }"}).encode()
            kind, answer = school.call(shape("/graphql", method="POST", body=question, content_type="application/json"))
            assert (kind, answer["statusCode"]) == ("response", 200)
            said = answer["body"] if not answer["isBase64Encoded"] else base64.b64decode(answer["body"])
            assert json.loads(said)["data"] == {"__typename": "Query"}

            for binary in (False, True):
                body = event_body(
                    "customer.created",
                    {"object": "customer", "id": "cus_1", "name": "Zoë"},
                    event_id=f"evt_{shape.__name__}_{binary}",
                )
                signed = {"content_type": "application/json", "stripe_signature": signature_of(body, secret=SECRET)}
                knock = {"method": "POST", "binary": binary, **signed}
                assert school.call(shape("/webhooks/stripe/", body=body, **knock))[1]["statusCode"] == 200
                assert school.call(shape("/webhooks/stripe/", body=body + b" ", **knock))[1]["statusCode"] == 400
        assert StripeEvent.objects.count() == 6

        assert school.call(batch("{", '{"subject": "a"}')) == (
            "response",
            {"batchItemFailures": [{"itemIdentifier": "m1"}, {"itemIdentifier": "m2"}]},
        )
        kind, answer = school.call({"raw_command": "print(1)"})
        assert (kind, answer["errorType"]) == ("error", "EventRefusedError")
        if start.has_static_files:  # its page names some
            assert school.call(v2("/nowhere/"))[1]["statusCode"] == 404
        assert school.call(v2())[1]["statusCode"] == 200


def test_a_function_starts_without_a_database_and_fails_by_the_request(start, environment):
    environment["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/nothing"
    with start() as school:
        statuses = [school.call(v2(path))[1]["statusCode"] for path in ("/healthz", "/readyz", "/healthz")]
        assert statuses == [200, 503, 200]
        if start.has_static_files:
            assert school.call(v2("/courses/"))[1]["statusCode"] == 500
        told = {"specversion": "1.0", "id": str(uuid.uuid4()), "type": "StudentEnrolled", "subject": "course:1"}
        failed = school.call(batch(json.dumps(told | {"data": {"course_id": 1}})))
        assert failed == ("response", {"batchItemFailures": [{"itemIdentifier": "m1"}]})
        kind, answer = school.call({"schedule": "minute"})
        assert kind == "response"
        assert len(answer["failed"]) > 1, "each job is tried, whatever became of the one before"


def test_a_batch_that_is_killed_in_the_middle_is_done_once_when_it_comes_again(start, environment):
    first, second = CourseFactory(learner_count=7), CourseFactory(learner_count=7)
    bodies = [
        json.dumps(
            {
                "specversion": "1.0",
                "id": str(uuid.uuid4()),
                "type": "StudentEnrolled",
                "subject": f"course:{course.pk}",
                "data": {"course_id": course.pk},
            }
        )
        for course in (first, second)
    ]
    with psycopg.connect(environment["DATABASE_URL"]) as holder:
        holder.execute("SELECT 1 FROM courses_course WHERE id = %s FOR UPDATE", [second.pk])
        with start() as school:
            school.send(batch(*bodies))
            pause = threading.Event()
            for _ in range(600):
                if InboxEntry.objects.filter(consumer="courses.learner_count").exists():
                    break
                pause.wait(0.05)
            school.process.kill()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.learner_count, second.learner_count) == (0, 7)

    with start() as school:
        assert school.call(batch(*bodies)) == ("response", {"batchItemFailures": []})
    second.refresh_from_db()
    assert second.learner_count == 0
    assert InboxEntry.objects.filter(consumer="courses.learner_count").count() == 2
