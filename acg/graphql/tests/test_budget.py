"""The bucket: one row for all processes, refilled by time, and not to be fooled about whose it is."""

import datetime as dt
import os
import time
from functools import partial

import pytest
from django.db import connection, connections, transaction
from django.test import RequestFactory
from django.utils import timezone

from acg.graphql import budget
from acg.graphql.budget import ALL, EACH, EVERYONE, Bucket, Purse, forget_full_budgets, purse_of
from acg.graphql.clients import Client
from acg.graphql.context import Context
from acg.graphql.coordinates import Use
from acg.graphql.documents import Refused
from acg.graphql.identity import Identity
from acg.graphql.tests.asking import ask
from acg.models import Budget
from acg.users.tests.factories import UserFactory
from checkout.tests.at_once import at_once
from courses.tests.factories import CourseFactory

USE = Use("k" * 32, "Any", ("Query.viewer",), '{"Query.viewer"}')
SMALL, ENDLESS = Bucket(depth=100, rate=10), Bucket(depth=10**6, rate=1)


def purse(key="user:1", each=SMALL, everyone=ENDLESS):
    return Purse(key, client=Client("tests"), each=each, everyone=everyone)


def refusal(payer, points):
    with pytest.raises(Refused) as refused:
        payer.take(points)
    return refused.value.errors[0].extensions


def level(key="user:1"):
    return round(Budget.objects.get(key=key).level)


def age(seconds):
    Budget.objects.update(filled_at=timezone.now() - dt.timedelta(seconds=seconds))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("spend", [lambda payer: payer.take(10), lambda payer: payer.settle(5, USE)], ids=["take", "settle"])
def test_nobody_waits_until_the_disk_has_it_and_nothing_else_is_committed_so(spend):
    def waits():
        with connection.cursor() as cursor:
            cursor.execute("SHOW synchronous_commit")
            return cursor.fetchone()[0]

    with transaction.atomic():
        spend(purse())
        assert waits() == "off"
    assert waits() == "on"


@pytest.mark.django_db
def test_a_bucket_empties_and_fills_with_time(django_assert_num_queries):
    with django_assert_num_queries(1):
        purse().take(80)
    assert (level(), level(EVERYONE)) == (20, 10**6 - 80)
    assert refusal(purse(), 80) == {"code": "THROTTLED", "retryAfter": 6}
    assert (level(), level(EVERYONE)) == (20, 10**6 - 80)  # a refusal takes nothing
    age(6)
    purse().take(80)
    assert level() == 0
    age(10_000)
    purse().take(1)
    assert level() == 99  # never more than full


@pytest.mark.django_db
def test_what_was_not_used_comes_back_and_what_was_used_besides_is_paid(django_assert_num_queries):
    payer = purse()
    payer.take(80)
    with django_assert_num_queries(1):
        payer.settle(30, USE)
    assert (level(), level(EVERYONE), payer.status["currentlyAvailable"]) == (70, 10**6 - 30, 70)
    payer.take(10)
    payer.settle(75, USE)
    assert level() == -5
    assert refusal(purse(), 1) == {"code": "THROTTLED", "retryAfter": 1}


@pytest.mark.django_db
def test_a_swarm_of_clients_empties_everyones_bucket_and_costs_the_others_nothing():
    for number in range(5):
        purse(f"address:{number}", everyone=SMALL).take(20)
    assert refusal(purse("address:6", everyone=SMALL), 20) == {"code": "THROTTLED", "retryAfter": 2}
    assert (level("address:6"), level(EVERYONE)) == (100, 0)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_never_take_more_than_there_is():
    def spend():
        done = 0
        for _ in range(10):
            try:
                purse(each=Bucket(depth=100, rate=1), everyone=ENDLESS).take(7)
                done += 1
            except Refused:
                continue
        return done

    taken = sum(at_once(*[partial(spend)] * 4))
    assert 100 // 7 <= taken <= (100 + 60) // 7  # and what a slow minute brings back
    assert level() >= 0


@pytest.mark.django_db(transaction=True)
def test_four_processes_share_a_bucket():
    """Each takes until it is refused; what all of them got is what was there, and what came back meanwhile."""
    connections.close_all()
    before = time.monotonic()
    pids = [_process(lambda: _taken(7)) for _process_number in range(4)]
    taken = sum(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids)
    seconds = time.monotonic() - before
    assert 100 // 7 <= taken <= (100 + 1 * seconds) // 7
    assert 100 - 7 * taken <= level() <= 100 - 7 * taken + seconds + 1


def _taken(points):
    done = 0
    while True:
        try:
            purse(each=Bucket(depth=100, rate=1), everyone=ENDLESS).take(points)
        except Refused:
            return done
        done += 1


def _process(work):
    """Run some work in a process of its own that ends with its result; return the process's id."""
    pid = os.fork()
    if pid:
        return pid
    try:
        os._exit(work())
    finally:
        os._exit(255)


@pytest.mark.django_db
def test_buckets_of_yesterday_are_forgotten():
    purse().take(1)
    assert forget_full_budgets() == 0
    age(90_000)
    assert forget_full_budgets() == 2


# -- whose it is -------------------------------------------------------------------------------------------------------------------


def key_of(**headers):
    request = RequestFactory().post("/graphql", **headers)
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415 -- models are loaded by now

    request.user = AnonymousUser()
    return purse_of(Context(request)).key


def test_an_address_is_the_one_that_a_trusted_proxy_says(settings):
    assert key_of(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6") == "address:10.0.0.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert key_of(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 7.7.7.7") == "address:7.7.7.7"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    assert key_of(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="7.7.7.7") == "address:10.0.0.1"  # it came past a proxy


def test_a_home_has_many_addresses_of_the_newer_kind():
    assert key_of(REMOTE_ADDR="2001:db8:1:2::5") == key_of(REMOTE_ADDR="2001:db8:1:2:ffff::9") == "address:2001:db8:1:2::/64"
    assert key_of(REMOTE_ADDR="") == "address:unknown"


@pytest.mark.django_db
def test_a_service_and_a_person_have_purses_of_their_own():
    request = RequestFactory().post("/graphql")
    request.user = user = UserFactory()
    assert purse_of(Context(request)).key == f"user:{user.pk}"
    assert purse_of(Context(request, identity=Identity(service="reports"))).key == "service:reports"


# -- what clients are told ---------------------------------------------------------------------------------------------------------

COURSES = "{ courses(first: 50) { nodes { title tags { name } } } }"


@pytest.mark.django_db
def test_an_answer_tells_its_cost_and_what_is_left(client):
    CourseFactory.create_batch(2, published=True)
    response = client.post("/graphql", {"query": COURSES}, content_type="application/json")
    cost = response.json()["extensions"]["cost"]
    assert (cost["requestedQueryCost"], cost["actualQueryCost"]) == (301, 3)
    assert cost["throttleStatus"] == {"maximumAvailable": EACH.depth, "currentlyAvailable": 997, "restoreRate": EACH.rate}
    assert response["RateLimit-Policy"] == '"points";q=1000;w=10'
    assert response["RateLimit"] == '"points";r=997;t=1'


@pytest.mark.django_db
def test_whoever_asks_too_much_waits(client, monkeypatch, caplog):
    caplog.set_level("INFO", "acg.metrics")
    monkeypatch.setattr(budget, "EACH", Bucket(depth=400, rate=1))
    CourseFactory.create_batch(50, published=True)
    full = "{ courses(first: 50) { nodes { title instructor { name } instructor { name } } } }"
    assert "errors" not in ask(client, full)  # 1 + 50 * 2
    assert "errors" not in ask(client, full)
    assert "errors" not in ask(client, full)
    for accept, status in (("application/graphql-response+json", 429), ("application/json", 200)):
        response = client.post("/graphql", {"query": COURSES}, content_type="application/json", headers={"Accept": accept})
        assert response.status_code == status
        [error] = response.json()["errors"]
        assert (error["extensions"]["code"], 190 <= error["extensions"]["retryAfter"] <= 205) == ("THROTTLED", True)
        assert response["Retry-After"] == str(error["extensions"]["retryAfter"])
    assert [(line.metric, line.whose) for line in caplog.records if line.name == "acg.metrics"] == [
        ("graph.throttled", "address")
    ] * 2
    assert ALL.depth > EACH.depth
