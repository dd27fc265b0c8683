import pytest
from django.db import OperationalError

from acg import kept
from acg.graphql.trusted import names
from acg.kept import Keeper, answers
from acg.users.tests.factories import UserFactory
from courses.models import Course
from courses.selectors import catalogue_version
from courses.services import publish_course
from courses.tests.factories import CourseFactory, LessonFactory, TagFactory

pytestmark = pytest.mark.django_db
CATALOGUE = {"documentId": names()["Catalogue"]}


@pytest.fixture(autouse=True)
def _kept(monkeypatch):
    monkeypatch.setattr(Keeper, "is_on", True)


@pytest.fixture
def course():
    return CourseFactory(published=True, title="Buckets")


@pytest.fixture
def _looks_once(monkeypatch):
    monkeypatch.setattr(kept, "FRESH_SECONDS", 3600.0)  # however slow the machine is


@pytest.fixture
def _looks_each_time(monkeypatch):
    monkeypatch.setattr(kept, "FRESH_SECONDS", -1.0)


def titles(answer):
    return [course["title"] for course in answer.json()["data"]["courses"]["nodes"]]


@pytest.mark.usefixtures("_looks_once")
def test_what_is_kept_costs_nothing(client, course, django_assert_num_queries):
    first = client.get("/graphql", CATALOGUE)
    with django_assert_num_queries(0):
        again = client.get("/graphql", CATALOGUE)
    assert titles(again) == ["Buckets"]
    assert (again.content, again.status_code) == (first.content, 200)
    changed = {name for name in first.headers if first[name] != again[name]}
    assert (set(first.headers), changed) == (set(again.headers), {"X-Request-Id"})


def test_who_has_it_is_told_so(client, course):
    etag = client.get("/graphql", CATALOGUE)["ETag"]
    again = client.get("/graphql", CATALOGUE, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.usefixtures("_looks_each_time")
def test_what_is_published_is_seen(client, course):
    draft = CourseFactory(title="Queues")
    LessonFactory(section__course=draft)
    assert titles(client.get("/graphql", CATALOGUE)) == ["Buckets"]
    publish_course(course=draft)
    assert set(titles(client.get("/graphql", CATALOGUE))) == {"Buckets", "Queues"}


def test_it_is_kept_for_a_minute(client, course, monkeypatch, django_assert_num_queries):
    client.get("/graphql", CATALOGUE)
    now = kept.time.monotonic()
    monkeypatch.setattr(kept.time, "monotonic", lambda: now + 61)
    with django_assert_num_queries(1 + 3):  # the version; the answer
        client.get("/graphql", CATALOGUE)


def test_languages_are_kept_apart(client, course):
    by_language = {language: client.get("/graphql", CATALOGUE, headers={"Accept-Language": language}) for language in ("en", "es")}
    for language, answer in by_language.items():
        assert client.get("/graphql", CATALOGUE, headers={"Accept-Language": language}).content == answer.content
        assert answer["Content-Language"] == language


def test_who_is_somebody_is_answered_anew(client, course, django_assert_num_queries):
    client.get("/graphql", CATALOGUE)
    client.force_login(UserFactory())
    with django_assert_num_queries(4):
        assert client.get("/graphql", CATALOGUE)["Cache-Control"] == "no-store"


def test_pages_of_other_sites_get_nothing_that_is_kept(client, course):
    client.get("/graphql", CATALOGUE)
    assert client.get("/graphql", CATALOGUE, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_errors_are_not_kept(client, course):
    asked = {"documentId": names()["CoursePage"], "variables": '{"slug": "nowhere"}'}
    assert "errors" in client.get("/graphql", asked).json()
    CourseFactory(published=True, slug="nowhere")
    assert "errors" not in client.get("/graphql", asked).json()


@pytest.mark.usefixtures("_looks_once")
@pytest.mark.parametrize("address", ["/", "/courses/", "/courses/buckets/"])
def test_pages_are_kept_for_visitors(client, address, django_assert_num_queries):
    CourseFactory(published=True, slug="buckets")
    first = client.get(address)
    assert first["Cache-Control"] == "public, max-age=0, s-maxage=60, stale-while-revalidate=300"
    with django_assert_num_queries(0):
        assert client.get(address).content == first.content
        assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    client.cookies["theme"] = "school-dark"
    other = client.get(address)
    assert b"school-dark" in other.content
    assert "Cache-Control" not in other


def test_parts_of_a_page_are_kept_apart(client, course):
    whole = client.get("/courses/").content
    assert client.get("/courses/", headers={"HX-Request": "true", "HX-Target": "more"}).content != whole


def test_what_changed_meanwhile_is_not_kept():
    answer = kept.Kept(b"{}", float("inf"))
    answers.put("a", answer, version=answers.version - 1)
    answers.get("a", now=0)
    assert answers.get("a", now=0) is None


def test_without_a_database_the_endpoint_says_so(client, monkeypatch):
    def fail():
        raise OperationalError

    monkeypatch.setattr(kept, "catalogue_version", fail)
    assert client.get("/graphql", {"documentId": names()["Typename"]}).json() == {"data": {"__typename": "Query"}}


def test_few_are_kept(monkeypatch):
    monkeypatch.setattr(kept, "MOST_ANSWERS", 2)
    monkeypatch.setattr(kept, "MOST_BYTES", 5)
    answers.get("", now=0)
    for key, body in (("a", b"12"), ("b", b"1"), ("c", b"12"), ("d", b"1234")):
        answers.put(key, kept.Kept(body, 9.0), version=answers.version)
    assert [answers.get(key, now=0) is not None for key in "abcd"] == [False, False, False, True]


def test_the_version_grows_with_what_is_shown(course):
    lesson = LessonFactory(section__course=course)
    versions = [catalogue_version()]
    for change in (
        lambda: Course.objects.update(title="Other"),
        lambda: course.tags.add(TagFactory()),
        lambda: type(lesson).objects.update(title="Other"),
        course.instructor.save,
    ):
        change()
        versions.append(catalogue_version())
    assert versions == sorted(set(versions))
    Course.objects.update(learner_count=5)
    assert catalogue_version() == versions[-1]
