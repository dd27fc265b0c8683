import orjson
import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory, override_settings

from acg.graphql.context import Context
from acg.graphql.execution import Executor, Request
from acg.graphql.plan import MOST_PLANS
from acg.schema import schema
from acg.users.tests.factories import UserFactory
from courses.tests.factories import CourseFactory

pytestmark = pytest.mark.django_db
TITLES = (
    "query Titles($first: Int!, $more: Boolean = false) { courses(first: $first) { nodes { title slug @include(if: $more) } } }"
)


def context(user=None):
    request = RequestFactory().post("/graphql")
    request.user = user or AnonymousUser()
    return Context(request)


def is_planned(executor, query, user=None, **variables):
    answer = executor.answer(Request(query, variables=variables), context(user))
    with override_settings(GRAPH_COMPILED_PLAN=False):
        assert orjson.dumps(answer.body) == orjson.dumps(
            Executor(schema).answer(Request(query, variables=variables), context(user)).body
        )
    return answer.objects is not None


def test_a_query_is_planned():
    CourseFactory(published=True)
    executor = Executor(schema)
    assert all(is_planned(executor, TITLES, first=first) for first in (1, 2, 3))


def test_each_choice_of_a_directive_has_its_own_plan():
    CourseFactory(published=True)
    executor = Executor(schema)
    assert all(is_planned(executor, TITLES, first=1, more=more) for more in (True, False, True, False))


def test_plans_are_bounded():
    names = [f"v{number}" for number in range(4)]
    heads, fields = (
        ", ".join(f"${name}: Boolean!" for name in names),
        " ".join(f"{name}: title @skip(if: ${name})" for name in names),
    )
    query = f"query Q({heads}) {{ courses(first: 1) {{ nodes {{ slug {fields} }} }} }}"
    executor = Executor(schema)
    choices = [{name: bool(number >> place & 1) for place, name in enumerate(names)} for number in range(16)]
    for _time in range(2):
        assert [is_planned(executor, query, **choice) for choice in choices] == [True] * MOST_PLANS + [False] * (16 - MOST_PLANS)


def test_a_setting_turns_plans_off(monkeypatch):
    executor = Executor(schema)
    monkeypatch.setattr(settings, "GRAPH_COMPILED_PLAN", False)
    assert not any(is_planned(executor, TITLES, first=1) for _time in range(3))


@pytest.mark.parametrize(
    "query",
    [
        'mutation { publishCourse(input: {courseId: "x"}) { clientMutationId } }',
        '{ node(id: "x") { id } }',
        "{ viewer { name } }",
        '{ course(slug: "nowhere") { title } }',
    ],
)
def test_errors_and_what_a_plan_cannot_do_are_the_executors(query):
    executor = Executor(schema)
    assert not any(is_planned(executor, query) for _time in range(3))


def test_a_plan_of_one_person_is_closed_to_the_next():
    executor, viewer = Executor(schema), UserFactory()
    asked = [is_planned(executor, "{ viewer { email } }", user) for user in (viewer, viewer, None, UserFactory(), viewer)]
    assert asked == [True, True, False, True, True]


def test_a_plan_reads_no_more_than_the_executor(django_assert_num_queries):
    CourseFactory.create_batch(3, published=True)
    executor, query = Executor(schema), "{ courses(first: 3) { nodes { title instructor { name } tags { name } } } }"
    for _time in range(3):
        with django_assert_num_queries(1):
            executor.answer(Request(query), context())
