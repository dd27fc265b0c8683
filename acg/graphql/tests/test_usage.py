"""Who still needs what: counted with each answer in the statement that settles its price, bounded, asked before a field goes."""

import datetime as dt
from functools import partial

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from acg.graphql import usage
from acg.graphql.clients import Client
from acg.graphql.tests.asking import data
from acg.graphql.usage import Asker, collect_usage, forget_usage, missing, who_asks, who_needs
from acg.management.commands import schema_usage
from acg.models import Operation, OperationUse, RecentUse
from checkout.tests.at_once import at_once
from courses.tests.factories import CourseFactory

pytestmark = pytest.mark.django_db

TITLES = "query Titles { courses(first: 2) { nodes { title } } }"
NEEDED = ["Course.title", "CourseConnection.nodes", "Query.courses", "Query.courses(first:)"]
NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)


def note(client="ios", version="1", operation="a", *, fields=("Course.title",), count=1, points=2, at=None):
    at = at or timezone.now()
    RecentUse.objects.create(
        client=client,
        version=version,
        operation=operation,
        used_on=at.date(),
        name="Named",
        fields=list(fields),
        count=count,
        points=points,
        last_at=at,
    )


def counted(**chosen):
    rows = OperationUse.objects.filter(**chosen).order_by("used_on", "client", "version", "operation")
    return list(rows.values_list("client", "version", "operation_id", "count", "points"))


# -- written with each answer ------------------------------------------------------------------------------------------------------


def test_an_answer_notes_its_client_without_a_statement_of_its_own(client, django_assert_num_queries):
    CourseFactory(published=True)
    client.defaults |= {"HTTP_X_CLIENT_NAME": "ios", "HTTP_X_CLIENT_VERSION": "2.1"}
    with django_assert_num_queries(3):  # the price, the answer, what comes back
        data(client, TITLES)
    data(client, TITLES.replace("2", "7"))
    [row] = RecentUse.objects.all()
    assert (row.client, row.version, row.name, row.fields, row.count, row.points) == ("ios", "2.1", "Titles", NEEDED, 2, 4)
    assert collect_usage() == 1
    assert not RecentUse.objects.exists()
    assert [(asker.client, asker.count) for asker in who_needs("Course.title")] == [(Client("ios", "2.1"), 2)]
    assert who_needs("Course.summary") == []


def test_what_is_refused_or_free_is_not_counted(client):
    dear = "{ courses(first: 100) { edges { node { tags { name } } } nodes { tags { name } } } }"
    for query in ("{ __typename }", "{ nothing }", dear):
        client.post("/graphql", {"query": query}, content_type="application/json")
    client.post(
        "/graphql",
        {"query": "{ courses(first: 100) { edges { node { tags { name } } } nodes { tags { name } } } }"},
        "application/json",
    )
    assert not RecentUse.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_while_notes_are_collected():
    from acg.graphql.tests.test_budget import ENDLESS, USE, purse  # noqa: PLC0415 -- only here

    def ask():
        payer = purse(each=ENDLESS)
        for _ in range(25):
            payer.settle(1, USE)

    def collect():
        for _ in range(10):
            collect_usage()

    at_once(partial(ask), partial(ask), partial(collect), partial(collect))
    collect_usage()
    assert counted() == [("tests", "", USE.key, 50, 50)]


# -- collected ---------------------------------------------------------------------------------------------------------------------


def test_notes_add_up_by_day(caplog):
    caplog.set_level("INFO", "acg.metrics")
    for at in (NOON, NOON + dt.timedelta(days=1)):
        note(at=at)
        note("web", count=3, points=30, at=at)
        assert collect_usage() == 2
    note(at=NOON, count=5)
    assert collect_usage() == 1
    assert counted(used_on=NOON.date()) == [("ios", "1", "a", 6, 4), ("web", "1", "a", 3, 30)]
    assert counted(used_on__gt=NOON.date()) == [("ios", "1", "a", 1, 2), ("web", "1", "a", 3, 30)]
    assert OperationUse.objects.get(client="ios", used_on=NOON.date()).last_at == NOON
    told = [(line.metric, line.client, line.value) for line in caplog.records]
    assert told[:4] == [
        ("graph.requests", "ios", 1),
        ("graph.requests", "web", 3),
        ("graph.points", "ios", 2),
        ("graph.points", "web", 30),
    ]
    assert told[-2:] == [("graph.requests", "ios", 5), ("graph.points", "ios", 2)]
    assert collect_usage() == 0


def test_many_notes_are_collected_in_steps(monkeypatch):
    monkeypatch.setattr(usage, "BATCH", 2)
    for number in range(5):
        note(operation=str(number))
    assert collect_usage() == 5
    assert OperationUse.objects.count() == 5


def test_alarms_see_few_names(monkeypatch, caplog):
    caplog.set_level("INFO", "acg.metrics")
    monkeypatch.setattr(usage, "MOST_TOLD", 1)
    note("big", points=100)
    note("small", points=1)
    note("tiny", points=1)
    collect_usage()
    told = {(line.metric, line.client): line.value for line in caplog.records}
    assert told == {
        ("graph.requests", "big"): 1,
        ("graph.requests", "other"): 2,
        ("graph.points", "big"): 100,
        ("graph.points", "other"): 2,
    }


def test_invented_names_do_not_fill_the_table_and_do_not_push_out_who_is_known(monkeypatch):
    monkeypatch.setattr(usage, "MOST_NEW_CLIENTS", 2)
    note("ios", at=NOON - dt.timedelta(days=1))
    collect_usage()
    for number in range(4):
        note(f"x{number}", fields=[f"Course.{number}"], operation=str(number), at=NOON + dt.timedelta(seconds=number))
    note("ios", version="1", at=NOON + dt.timedelta(minutes=1))
    collect_usage()
    assert counted(used_on=NOON.date()) == [
        ("ios", "1", "a", 1, 2),
        ("other", "", "2", 1, 2),
        ("other", "", "3", 1, 2),
        ("x0", "1", "0", 1, 2),
        ("x1", "1", "1", 1, 2),
    ]
    note("x9", at=NOON)
    collect_usage()
    assert counted(used_on=NOON.date(), operation="a") == [("ios", "1", "a", 1, 2), ("other", "", "a", 1, 2)]


def test_what_there_is_no_room_for_is_counted_together_with_all_that_it_needs(monkeypatch):
    monkeypatch.setattr(usage, "MOST_ROWS", 1)
    note("ios", at=NOON)
    note("web", operation="b", fields=["Course.summary"], at=NOON + dt.timedelta(seconds=1))
    note("web", operation="c", fields=["Course.slug"], at=NOON + dt.timedelta(seconds=2))
    collect_usage()
    assert counted() == [("ios", "1", "a", 1, 2), ("other", "", "other", 2, 4)]
    note("web", operation="d", fields=["Course.slug", "Course.id"], at=NOON + dt.timedelta(seconds=3))
    note("ios", at=NOON + dt.timedelta(seconds=4))
    collect_usage()
    assert counted() == [("ios", "1", "a", 2, 4), ("other", "", "other", 3, 6)]
    assert Operation.objects.get(key="other").fields == ["Course.id", "Course.slug", "Course.summary"]
    assert Operation.objects.count() == 2


# -- asked -------------------------------------------------------------------------------------------------------------------------


def days_ago(days):
    return timezone.now() - dt.timedelta(days=days)


def test_who_needs_a_field_within_some_days():
    last, before = days_ago(1), days_ago(29)
    note("ios", "1", count=2, at=before)
    note("ios", "1", count=2, at=last)
    note("ios", "2", at=last)
    note("web", operation="b", fields=["Course.slug"], count=9, at=last)
    note("old", at=days_ago(31))
    collect_usage()
    assert who_needs("Course.title") == [Asker(Client("ios", "1"), 4, last), Asker(Client("ios", "2"), 1, last)]
    assert [asker.client.name for asker in who_needs("Course.title", within=dt.timedelta(days=60))] == ["ios", "ios", "old"]
    assert [(asker.client.name, asker.count) for asker in who_asks()] == [("web", 9), ("ios", 4), ("ios", 1)]


def test_what_is_needed_and_gone():
    note("ios", fields=["Course.title", "Course.gone"])
    note("old", operation="b", fields=["Course.before"], at=days_ago(40))
    collect_usage()
    gone = missing(["Course.title"])
    assert {name: [asker.client.name for asker in askers] for name, askers in gone.items()} == {"Course.gone": ["ios"]}
    assert missing(["Course.title", "Course.gone"]) == {}


def test_counts_are_forgotten_after_half_a_year():
    note("ios", at=days_ago(181))
    note("ios", operation="b", at=days_ago(179))
    collect_usage()
    assert forget_usage() == 1
    assert list(Operation.objects.values_list("key", flat=True)) == ["b"]


# -- the command -------------------------------------------------------------------------------------------------------------------


def test_the_command_tells_who_needs_a_field(capsys):
    note("ios", "2.1", count=1234, at=timezone.now())
    call_command("schema_usage", "Course.title")
    assert capsys.readouterr().out == f"Course.title\n  ios 2.1: 1,234 times, last on {timezone.now():%Y-%m-%d at %H:%M} UTC\n"
    call_command("schema_usage", "Course.slug", "--days", "1")
    assert capsys.readouterr().out == "Course.slug\n  nobody\n"


def test_the_command_tells_all_clients_and_who_still_asks_for_what_is_deprecated(capsys, monkeypatch):
    monkeypatch.setattr(schema_usage.schema.type_map["Course"].fields["title"], "deprecation_reason", "Use `name`.")
    note("ios", "2.1")
    note("web", "", operation="b", fields=["Course.slug"], count=2)
    call_command("schema_usage")
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "Clients of the last 30 days",
        "  web",
        "  ios 2.1",
        "Course.title is deprecated (Use `name`.)",
        "  ios 2.1",
    ]


def test_a_release_that_takes_away_what_is_asked_for_is_stopped(capsys):
    note("ios", "2.1")
    call_command("schema_usage", "--check")
    assert capsys.readouterr().out == "Nothing that clients need is gone.\n"
    note("ios", "2.0", operation="b", fields=["Course.title", "Course.gone"])
    with pytest.raises(CommandError, match="1 of the graph's fields are gone and still asked for"):
        call_command("schema_usage", "--check")
    told = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in told] == ["Course.gone", "  ios 2.0"]
    call_command("schema_usage", "--check", "--although", "Course.gone")
    assert capsys.readouterr().out == "Nothing that clients need is gone.\n"


@pytest.mark.parametrize("days", ["0", "181"])
def test_counts_are_kept_for_half_a_year(days):
    with pytest.raises(CommandError, match="180 days"):
        call_command("schema_usage", "--days", days)
