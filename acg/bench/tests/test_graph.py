import importlib.util

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from acg.bench.graph import running, urls
from acg.bench.graph.asking import School
from acg.bench.graph.comparing import calls_of, data_of, figures
from acg.bench.graph.filling import Sizes, fill
from acg.bench.graph.operations import OPERATIONS
from acg.bench.graph.table import table, written
from acg.bench.graph.timing import medians
from acg.graphql import budget
from acg.users.models import User

is_whole = importlib.util.find_spec("django_filters") is not None


@pytest.fixture
def _lifted(monkeypatch):
    monkeypatch.setattr(budget, "EACH", budget.EACH)
    monkeypatch.setattr(budget, "ALL", budget.ALL)
    running.lift_limits()


@pytest.fixture
def _kept_connection():
    """Let requests leave the test's transaction open, as Django's test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.urls(urls.__name__)
@pytest.mark.usefixtures("_lifted", "_kept_connection")
def test_all_ways_answer_alike(settings, monkeypatch):
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    settings.VISITOR_URLCONF = urls.__name__
    monkeypatch.setattr(urls, "urlpatterns", list(urls.urlpatterns))
    if is_whole:
        urls.add_rivals()
    school = School(session=fill(Sizes(courses=80, lessons=10, enrollments=48)))
    user = User.objects.earliest("pk").pk
    for operation in OPERATIONS:
        calls = calls_of(school, operation, user=user)
        answers = {name: data_of(call()) for name, call in calls.items() if is_whole or name not in {"naive", "idiomatic"}}
        assert all(answer == answers["h"] for answer in answers.values()), operation.name
        assert str(answers["h"]).count("slug") > 10


def test_turns_go_forward_and_back():
    asked = []
    turns = {name: lambda times, name=name: asked.append((name, times)) or [0.002] * times for name in "ab"}
    assert medians(turns, rounds=1, each=3) == {"a": 2.0, "b": 2.0}
    assert asked == [("a", 2), ("b", 2), ("a", 3), ("b", 3), ("b", 3), ("a", 3)]


def test_tables_stand_in_their_place():
    found = {
        "catalogue": figures({"h": 2.0, "ours": 1.0}, {"h": 2, "ours": 4}),
        "best, grown": figures({"10": 1.0, "20": 1.5}, {}, base="10"),
    }
    page = written("before\n<!-- make bench -->\nold\n<!-- /make bench -->\nafter\n", found)
    assert page == f"before\n<!-- make bench -->\n{table(found)}<!-- /make bench -->\nafter\n"
    assert "| catalogue | 2.00 / 1.00 / 2 | 1.00 / 0.50 / 4 |" in page
    assert "| best | 1.00 | 1.50 | 1.50 |" in page
    with pytest.raises(ValueError, match="no place"):
        written("nothing", found)
