import pytest

from courses.selectors import Filters, facets
from courses.selectors.counting import FacetValue
from courses.tests.factories import CertificationFactory, CourseFactory, ExamVersionFactory, TagFactory

pytestmark = pytest.mark.django_db


def counts(found, name):
    return {value.value: value.count for value in found.values[name]}


@pytest.fixture
def shelf():
    exam = ExamVersionFactory(code="CLF-C02", certification=CertificationFactory(slug="clf", name="Cloud Practitioner"))
    first = CourseFactory(published=True, title="Storage", exam_version=exam, duration_seconds=3600)
    second = CourseFactory(published=True, title="Storage and IAM", level="associate", duration_seconds=6 * 3600)
    CourseFactory(published=True, title="Pipelines", provider="azure", series=True, language="es", duration_seconds=30 * 3600)
    CourseFactory(published=True, title="Words", provider="azure", language="xx")
    CourseFactory(title="Draft", provider="linux")
    tag = TagFactory(slug="security", name="Security")
    first.tags.set([tag])
    second.tags.set([tag])


def test_values_that_occur_are_counted_in_two_statements(shelf, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = facets()
    assert (found.total, found.has_more) == (4, False)
    assert found.values["provider"] == [FacetValue("aws", "AWS", 2), FacetValue("azure", "Azure", 2)]
    assert found.values["level"] == [FacetValue("foundational", "Foundational", 3), FacetValue("associate", "Associate", 1)]
    assert found.values["duration"] == [
        FacetValue("under-5", "Under 5 hours", 2),
        FacetValue("5-to-20", "5 to 20 hours", 1),
        FacetValue("over-20", "Over 20 hours", 1),
    ]
    assert found.values["price"] == [FacetValue("free", "Free", 1), FacetValue("paid", "Paid", 3)]
    assert found.values["kind"] == [FacetValue("course", "Course", 3), FacetValue("series", "Series", 1)]
    assert found.values["language"] == [FacetValue("en", "English", 2), FacetValue("es", "español", 1), FacetValue("xx", "xx", 1)]
    assert found.values["certification"] == [FacetValue("clf", "Cloud Practitioner", 1)]
    assert found.values["tag"] == [FacetValue("security", "Security", 2)]


def test_a_number_is_what_choosing_the_value_would_show(shelf):
    found = facets(filters=Filters(provider=("azure",)))
    assert found.total == 2
    assert counts(found, "provider") == {"aws": 2, "azure": 2}
    assert counts(found, "level") == {"foundational": 2, "associate": 0}
    assert counts(found, "tag") == {}
    both = facets(filters=Filters(provider=("azure",), price=("free",)))
    assert both.total == 1
    assert counts(both, "provider") == {"aws": 0, "azure": 1}


def test_tags_narrow_the_other_kinds(shelf):
    found = facets(filters=Filters(tag=("security",)))
    assert found.total == 2
    assert counts(found, "provider") == {"aws": 2}


def test_words_narrow_everything(shelf):
    found = facets(search="storage")
    assert found.total == 2
    assert counts(found, "provider") == {"aws": 2}


def test_too_many_are_told_as_more(shelf, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("courses.selectors.counting.COUNTED", 2)
    with django_assert_num_queries(3):
        found = facets()
    assert (found.total, found.has_more) == (2, True)
    assert counts(found, "provider")["azure"] is None
    few = facets(filters=Filters(level=("associate",)))
    assert (few.total, few.has_more) == (1, False)


def test_what_is_chosen_is_told_even_where_nothing_is_left(shelf):
    found = facets(search="storage", filters=Filters(provider=("linux",), language=("fr",), tag=("network",)))
    assert found.total == 0
    assert found.values["provider"] == [FacetValue("linux", "Linux", 0)]
    assert found.values["language"] == [FacetValue("fr", "fr", 0)]
    assert found.values["tag"] == [FacetValue("network", "network", 0)]
