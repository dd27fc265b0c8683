"""Every list of the graph, read forwards and backwards, while rows come and go; and what is asked for wrongly."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from acg.graphql.tests.asking import ask as send
from acg.graphql.tests.asking import data
from acg.schema import schema
from acg.users.tests.factories import UserFactory
from checkout.models import Offer, Order
from checkout.tests.factories import OfferFactory, OrderFactory
from courses.models import Course, Instructor, LearningPath
from courses.tests.factories import CourseFactory, InstructorFactory, LearningPathFactory, LessonFactory
from students.models import Attempt, Enrollment, Grant
from students.tests.factories import EnrollmentFactory, GrantFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rich")]


def attempt_of(viewer):
    enrollment = EnrollmentFactory(user=viewer)
    lesson = LessonFactory(section__course=enrollment.course)
    return Attempt.objects.create(enrollment=enrollment, lesson=lesson, number=1, form=[], question_count=1)


LISTS = {
    "courses": (Course, lambda _viewer: CourseFactory(published=True)),
    "learningPaths": (LearningPath, lambda _viewer: LearningPathFactory(is_published=True)),
    "instructors": (Instructor, lambda _viewer: InstructorFactory()),
    "offers": (Offer, lambda _viewer: OfferFactory()),
    "viewer.orders": (Order, lambda viewer: OrderFactory(buyer=viewer)),
    "viewer.enrollments": (Enrollment, lambda viewer: EnrollmentFactory(user=viewer)),
    "viewer.grants": (Grant, lambda viewer: GrantFactory(user=viewer)),
    "viewer.attempts": (Attempt, attempt_of),
}
ARGUMENTS = "$first: Int, $after: String, $last: Int, $before: String"
CHOSEN = "(first: $first, after: $after, last: $last, before: $before) { pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } } }"  # noqa: E501 -- one document


def connections():
    """Return the lists that the schema has."""
    found = set()
    for prefix, type_ in (("", schema.query_type), ("viewer.", schema.type_map["Viewer"])):
        found |= {f"{prefix}{name}" for name, field in type_.fields.items() if str(field.type).rstrip("!").endswith("Connection")}
    return found


def test_every_list_is_read():
    assert connections() == set(LISTS)


@pytest.fixture(params=LISTS)
def ask(request, client):
    """Return a function that reads a list of five, and one that makes another row."""
    viewer, (model, make) = UserFactory(), LISTS[request.param]
    client.force_login(viewer)
    *outer, name = request.param.split(".")
    document = f"query({ARGUMENTS}) {{ {' '.join(f'{word} {{' for word in outer)} {name}{CHOSEN} {'}' * len(outer)} }}"
    for _row in range(5):
        make(viewer)

    def act(**variables):
        found = data(client, document, **variables)
        for word in (*outer, name):
            found = found[word]
        return found

    act.document, act.client, act.model, act.make = document, client, model, lambda: make(viewer)
    return act


def refusals(client, document, **variables):
    errors = send(client, document, **variables)["errors"]
    return [(error["extensions"]["code"], error["extensions"].get("reason")) for error in errors]


def ids(page):
    return [edge["node"]["id"] for edge in page["edges"]]


def all_of(ask, size, *, backwards=False):
    """Return the ids of the whole list, page by page, in the list's order."""
    found, cursor = [], None
    for _page in range(20):
        page = ask(last=size, before=cursor) if backwards else ask(first=size, after=cursor)
        facts = page["pageInfo"]
        assert (facts["startCursor"], facts["endCursor"]) == (page["edges"][0]["cursor"], page["edges"][-1]["cursor"])
        found = ids(page) + found if backwards else found + ids(page)
        if not facts["hasPreviousPage" if backwards else "hasNextPage"]:
            return found
        cursor = facts["startCursor" if backwards else "endCursor"]
    raise AssertionError("the list has no end")


def test_both_ways_lead_through_the_same_list(ask):
    whole = ids(ask(first=100))
    assert len(whole) == len(set(whole)) >= 5
    for size in (1, 2, 100):
        assert all_of(ask, size) == all_of(ask, size, backwards=True) == whole
    assert ids(ask(last=2)) == whole[-2:]


def test_between_two_cursors(ask):
    edges = ask(first=100)["edges"]
    after, before, inside = edges[0]["cursor"], edges[4]["cursor"], [edge["node"]["id"] for edge in edges[1:4]]
    assert ids(ask(first=100, after=after, before=before)) == inside
    page = ask(last=2, after=after, before=before)
    assert (ids(page), page["pageInfo"]["hasPreviousPage"], page["pageInfo"]["hasNextPage"]) == (inside[1:], True, True)
    page = ask(first=2, after=after, before=before)
    assert (ids(page), page["pageInfo"]["hasPreviousPage"], page["pageInfo"]["hasNextPage"]) == (inside[:2], True, True)
    assert ask(first=1, after=before, before=after)["edges"] == []


def test_rows_that_come_meanwhile_move_nobody(ask):
    whole = ids(ask(first=100))
    forwards, backwards = ask(first=2), ask(last=2)
    new = ask.make()
    rest = ids(ask(first=100, after=forwards["pageInfo"]["endCursor"]))
    assert [one for one in rest if one in whole] == whole[2:]
    rest = ids(ask(last=100, before=backwards["pageInfo"]["startCursor"]))
    assert [one for one in rest if one in whole] == whole[:-2]
    assert ask.model.objects.filter(pk=new.pk).exists()


def test_both_ways_take_as_many_statements(ask):
    cursor = ask(first=3)["pageInfo"]["endCursor"]
    counts = []
    for wish in ({"first": 1}, {"last": 1}, {"first": 2, "after": cursor}, {"last": 2, "before": cursor}):
        ask(**wish)
        with CaptureQueriesContext(connection) as found:
            ask(**wish)
        counts.append(len(found))
    assert len(set(counts)) == 1


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        ({"first": 1, "last": 1}, None),
        ({"first": 0}, "page_size_out_of_range"),
        ({"last": 0}, "page_size_out_of_range"),
        ({"last": -1}, "page_size_out_of_range"),
        ({"last": 101}, "page_size_out_of_range"),
        ({"after": ""}, None),
        ({"last": 1, "before": ""}, None),
        ({"after": "garbage"}, "bad_cursor"),
        ({"last": 1, "before": "é"}, "bad_cursor"),
        ({"before": "A" * 4000}, "bad_cursor"),
    ],
)
def test_what_is_asked_for_wrongly_is_an_error_and_not_the_first_page(ask, wish, reason):
    assert refusals(ask.client, ask.document, **wish) == [("BAD_USER_INPUT", reason)]


def test_a_cursor_of_another_list_is_refused(client):
    viewer = UserFactory()
    client.force_login(viewer)
    GrantFactory(user=viewer)
    EnrollmentFactory(user=viewer)
    grants = data(client, "{ viewer { grants { pageInfo { endCursor } } } }")["viewer"]["grants"]["pageInfo"]["endCursor"]
    query = "query($c: String) { viewer { enrollments(last: 1, before: $c) { nodes { id } } } }"
    assert refusals(client, query, c=grants) == [("BAD_USER_INPUT", "bad_cursor")]
