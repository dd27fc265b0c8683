from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from acg.shared.errors import DomainError
from courses.models import Course
from courses.selectors import Filters, catalogue_page
from courses.tests.factories import CertificationFactory, CourseFactory, ExamVersionFactory, TagFactory

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 11, 1, tzinfo=UTC)


def slugs(page):
    return [row["slug"] for row in page.rows]


def through(order, first=2, **asked):
    found, after = [], ""
    while True:
        page = catalogue_page(order=order, first=first, after=after, **asked)
        found += slugs(page)
        if not page.has_next:
            assert page.next_cursor == ""
            return found
        after = page.next_cursor


def test_drafts_are_not_shown():
    CourseFactory(slug="draft")
    CourseFactory(slug="open", published=True)
    assert slugs(catalogue_page()) == ["open"]


def test_a_row_is_what_a_card_shows(django_assert_num_queries):
    course = CourseFactory(
        published=True, exam_version=ExamVersionFactory(code="CLF-C02"), instructor__name="Maya Ortiz", list_prices={"USD": 4900}
    )
    CourseFactory.create_batch(3, published=True)
    with django_assert_num_queries(1):
        page = catalogue_page(order="newest")
    row = page.rows[-1]
    assert (row["slug"], row["exam_code"], row["instructor_name"], row["list_prices"]) == (
        course.slug,
        "CLF-C02",
        "Maya Ortiz",
        {"USD": 4900},
    )


@pytest.mark.parametrize(
    ("order", "expected"),
    [("popular", ["b", "c", "e", "d", "a"]), ("newest", ["e", "d", "c", "b", "a"]), ("best", ["d", "a", "e", "c", "b"])],
)
def test_pages_follow_each_order_without_repeats_or_gaps(order, expected):
    facts = {"a": (1, "4.5"), "b": (9, "3.0"), "c": (5, "3.5"), "d": (5, "5.0"), "e": (5, "4.0")}
    for number, (slug, (learners, rating)) in enumerate(facts.items()):
        CourseFactory(slug=slug, published_at=DAY + timedelta(days=number), learner_count=learners, rating_average=Decimal(rating))
    Course.objects.filter(slug="e").update(learner_count=4)
    expected = ["b", "d", "c", "e", "a"] if order == "popular" else expected
    assert through(order) == expected


@pytest.mark.parametrize("order", ["popular", "newest", "best"])
def test_equal_keys_are_told_apart_by_the_row(order):
    made = [CourseFactory(published_at=DAY).slug for _ in range(5)]
    assert through(order, first=2) == made[::-1]


def test_rows_that_come_meanwhile_shift_nobody():
    for number in range(6):
        CourseFactory(slug=f"c{number}", published_at=DAY + timedelta(days=number))
    first = catalogue_page(order="newest", first=3)
    CourseFactory(slug="newer", published_at=DAY + timedelta(days=30))
    CourseFactory(slug="older", published_at=DAY - timedelta(days=30))
    second = catalogue_page(order="newest", first=3, after=first.next_cursor)
    third = catalogue_page(order="newest", first=3, after=second.next_cursor)
    assert [slugs(first), slugs(second), slugs(third)] == [["c5", "c4", "c3"], ["c2", "c1", "c0"], ["older"]]


def test_each_row_has_its_cursor():
    CourseFactory.create_batch(3, published=True)
    page = catalogue_page(first=3)
    assert not page.has_next
    assert slugs(catalogue_page(first=3, after=page.cursors[0])) == slugs(page)[1:]


def test_the_cursor_of_another_order_is_refused():
    CourseFactory.create_batch(2, published=True)
    cursor = catalogue_page(order="best", first=1).next_cursor
    with pytest.raises(DomainError) as refused:
        catalogue_page(order="newest", after=cursor)
    assert refused.value.code == "bad_cursor"


@pytest.mark.parametrize("order", ["cheapest", "relevance"])
def test_an_unknown_order_and_relevance_to_nothing_are_refused(order):
    with pytest.raises(DomainError) as refused:
        catalogue_page(order=order)
    assert (refused.value.code, refused.value.field) == ("unknown_order", "order")


@pytest.fixture
def shelf():
    cloud = CertificationFactory(slug="cloud-practitioner", name="Cloud Practitioner")
    security, network = TagFactory(slug="security"), TagFactory(slug="network")
    aws = CourseFactory(
        slug="aws", published=True, duration_seconds=4 * 3600, exam_version=ExamVersionFactory(certification=cloud, code="CLF-C02")
    )
    azure = CourseFactory(slug="azure", published=True, provider="azure", level="associate", duration_seconds=5 * 3600)
    linux = CourseFactory(
        slug="linux", published=True, provider="linux", language="es", series=True, duration_seconds=20 * 3600, learner_count=1
    )
    aws.tags.set([security, network])
    azure.tags.set([security])
    return aws, azure, linux


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(provider=("aws",)), ["aws"]),
        (Filters(provider=("aws", "linux")), ["linux", "aws"]),
        (Filters(level=("associate",)), ["azure"]),
        (Filters(duration=("under-5",)), ["aws"]),
        (Filters(duration=("5-to-20",)), ["azure"]),
        (Filters(duration=("under-5", "over-20")), ["linux", "aws"]),
        (Filters(price=("free",)), ["linux"]),
        (Filters(price=("paid",)), ["azure", "aws"]),
        (Filters(price=("free", "paid")), ["linux", "azure", "aws"]),
        (Filters(kind=("series",)), ["linux"]),
        (Filters(language=("es",)), ["linux"]),
        (Filters(certification=("cloud-practitioner",)), ["aws"]),
        (Filters(tag=("security", "network")), ["azure", "aws"]),
        (Filters(provider=("aws",), level=("associate",)), []),
        (Filters(tag=("security",), provider=("azure",)), ["azure"]),
    ],
)
def test_of_one_kind_any_and_of_several_all_must_hold(shelf, filters, expected):
    assert slugs(catalogue_page(filters=filters)) == expected
