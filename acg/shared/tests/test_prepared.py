from decimal import Decimal

import pytest
from django.db.models import BigIntegerField, F, SlugField

from acg.graphql.tests.asking import data
from acg.graphql.trusted import texts
from acg.shared.keyset import Part, encode_cursor, keyset_page, prepared_page
from acg.shared.prepared import Among, Read, Slot, _prepared
from acg.users.tests.factories import UserFactory
from courses.models import Course
from courses.selectors.catalogue import ORDERS
from courses.tests.factories import CourseFactory, LessonFactory
from students.tests.factories import EnrollmentFactory

pytestmark = pytest.mark.django_db


def one_of(ids):
    return Read(_one_of, (), {"ids": ids})


def _one_of():
    return Course.objects.filter(Among(F("id"), Slot("ids", BigIntegerField(), is_list=True))).order_by("slug")


def nothing():
    return Course.objects.none()


def by_slug():
    return Course.objects.filter(slug=Slot("slug", SlugField()))


@pytest.fixture(autouse=True)
def _nothing_kept():
    _prepared.cache_clear()


@pytest.fixture
def compared(monkeypatch):
    """Let every prepared read be made by the ORM as well, and be compared."""
    prepared, shapes = Read.rows, set()

    def rows(read, columns, *, limit=None, below=()):
        with monkeypatch.context() as patch:
            patch.setattr(
                Slot, "as_sql", lambda slot, _compiler, connection: ("%s", [slot.bind(read.values[slot.name], connection)])
            )
            expected = list(read.build(*read.shape).values(*columns)[:limit])
            keys = list(read.build(*read.shape).values_list("pk", flat=True)[:limit]) if below else []
        found = prepared(read, columns, limit=limit, below=below)
        names = {one.name for one in below}
        assert [flat({name: value for name, value in row.items() if name not in names}) for row in found] == expected
        for one in below:
            prefix = f"{one.far}__" if one.far else ""
            for key, row in zip(keys, found, strict=True):
                listed = one.listed().filter(**{one.parent: key}).values_list(*(prefix + column for column in one.columns))
                assert [tuple(child[column] for column in one.columns) for child in row[one.name]] == list(listed)
        shapes.add((read.build, read.shape, columns, limit))
        return found

    monkeypatch.setattr(Read, "rows", rows)
    return shapes


def flat(row, prefix=""):
    found = {}
    for key, value in row.items():
        is_joined = isinstance(value, dict) and key != "list_prices"
        found |= flat(value, f"{prefix}{key}__") if is_joined else {prefix + key: value}
    return found


def test_rows_are_read_with_other_values(django_assert_num_queries):
    first, second, _third = (CourseFactory(slug=slug, rating_average=Decimal("4.50")) for slug in "abc")
    columns = ("instructor__name", "list_prices", "public_id", "rating_average", "slug")
    for some in ([first], [first, second], []):
        with django_assert_num_queries(1):
            assert one_of([course.pk for course in some]).rows(columns) == [
                {
                    "slug": course.slug,
                    "rating_average": Decimal("4.50"),
                    "public_id": course.public_id,
                    "list_prices": course.list_prices,
                    "instructor": {"name": course.instructor.name},
                }
                for course in some
            ]
    assert _prepared.cache_info().misses == 1


def test_a_limit_is_of_the_statement():
    CourseFactory.create_batch(3)
    assert len(one_of(list(Course.objects.values_list("pk", flat=True))).rows(("slug",), limit=2)) == 2


def test_values_go_in_as_values():
    CourseFactory(slug="a")
    assert Read(by_slug, (), {"slug": "' OR true --"}).rows(("slug",)) == []
    assert Read(by_slug, (), {"slug": "a"}).rows(("slug",)) == [{"slug": "a"}]


def test_what_can_hold_nothing_is_not_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Read(nothing).rows(("slug",)) == []


@pytest.mark.parametrize("is_last", [False, True])
@pytest.mark.parametrize("order", ["popular", "newest", "best"])
def test_pages_are_those_of_the_queryset(order, is_last):
    CourseFactory.create_batch(3, published=True)
    chosen = ORDERS[order]
    columns = tuple(sorted({"slug", *chosen.keys}))
    seen, after = [], ""
    for number in range(3):
        part = Part(1, **{"before" if is_last else "after": after}, is_last=is_last)
        whole = keyset_page(Course.objects.published().values(*columns), order=chosen, part=part)
        found = prepared_page(Read(Course.objects.published), columns, order=chosen, part=part)
        assert (found.rows, found.has_next, found.has_previous) == (whole.rows, whole.has_next, whole.has_previous)
        more, less = (found.has_previous, found.has_next) if is_last else (found.has_next, found.has_previous)
        assert (more, less) == (number < 2, number > 0)
        after = encode_cursor(chosen, [found.rows[0][key] for key in chosen.keys])
        seen.append(found.rows[0]["slug"])
    assert len(set(seen)) == 3


def test_the_registered_operations_read_what_the_orm_reads(compared, client):
    viewer = UserFactory()
    course = CourseFactory(published=True, slug="a", list_prices={"USD": 100})
    LessonFactory(section__course=course)
    EnrollmentFactory(user=viewer, course=course)
    client.force_login(viewer)
    variables = {
        "CoursePage": {"slug": "a"},
        "Catalogue": {"filter": {"provider": [course.provider.upper()], "free": course.is_free}},
    }
    for name in ("Catalogue", "CoursePage", "Library"):
        assert data(client, texts()[name], **variables.get(name, {}))
    assert len(compared) == 5
