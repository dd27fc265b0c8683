import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from acg import kept
from acg.kept import Keeper
from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from checkout.tests.factories import OfferFactory
from courses.services import publish_course
from courses.tests.factories import CourseFactory, LessonFactory, ReviewFactory, SectionFactory
from students.models import Grant
from students.services import complete_lesson
from students.tests.factories import GrantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept(monkeypatch):
    monkeypatch.setattr(Keeper, "is_on", True)
    monkeypatch.setattr(kept, "FRESH_SECONDS", -1.0)  # it is asked each time whether the catalogue has changed


@pytest.fixture
def course():
    course = CourseFactory(published=True, title="Buckets", slug="buckets", lesson_count=2)
    section = SectionFactory(course=course)
    LessonFactory.create_batch(2, section=section)
    OfferFactory(course=course)
    return course


@pytest.fixture
def learner(course):
    """Somebody who has done the first of two lessons."""
    user = UserFactory()
    GrantFactory(user=user, course=course)
    complete_lesson(user=user, lesson=course.lessons.order_by("position").first())
    return user


def page(client, address, user=None):
    client.logout()
    if user:
        client.force_login(user)
    return client.get(address).content.decode()


def part(text, **context):
    return Template("{% load kept %}" + text).render(Context(context))


def test_a_part_is_rendered_once_for_what_it_depends_on():
    text = '{% alike "greeting" name %}{{ name }} {{ number }}{% endalike %}'
    assert [part(text, name=name, number=number) for number, name in enumerate(("a", "a", "b"))] == ["a 0", "a 0", "b 2"]


def test_parts_of_the_same_name_differ_by_language():
    text = '{% load i18n %}{% alike "word" %}{% translate "Courses" %}{% endalike %}'
    assert part(text) == "Courses"
    with translation.override("es"):
        assert part(text) == "Cursos"


def test_what_is_kept_is_not_escaped_again():
    text = '{% alike "title" title %}<b>{{ title }}</b>{% endalike %}'
    assert [part(text, title="a & b") for _ in range(2)] == ["<b>a &amp; b</b>"] * 2


@pytest.mark.parametrize("role", [role for role in Role if role != Role.STUDENT])
def test_who_writes_courses_has_all_rendered_anew(role):
    text = '{% alike "number" %}{{ number }}{% endalike %}'
    user = UserFactory(role=role)
    assert [part(text, number=number, user=user) for number in range(2)] == ["0", "1"]
    assert part(text, number=2) == "2", "and nothing of theirs is kept for others"


@pytest.mark.parametrize("address", ["/", "/courses/", "/courses/?provider=aws", "/courses/buckets/"])
def test_with_parts_and_without_a_page_is_the_same(client, monkeypatch, course, learner, address):
    ReviewFactory(course=course, text="Good.")
    CourseFactory.create_batch(2, published=True)
    for user in (None, UserFactory(), learner):
        first, again = (_without_tokens(page(client, address, user)) for _ in range(2))
        monkeypatch.setattr(Keeper, "is_on", False)
        whole = _without_tokens(page(client, address, user))
        monkeypatch.setattr(Keeper, "is_on", True)
        assert first == again == whole


def _without_tokens(text):
    """Return a page's lines without those that hold a token, which is another each time."""
    return [line for line in text.splitlines() if "csrf" not in line.lower()]


def test_how_far_somebody_is_is_shown_to_them_alone(client, course, learner):
    other = UserFactory()
    for _ in range(2):
        assert "50 % done" in page(client, "/courses/", learner)
        assert "50 % done" not in page(client, "/courses/", other)
        assert "Done:" in page(client, "/courses/buckets/", learner)
        assert "Done:" not in page(client, "/courses/buckets/", other)


def test_what_somebody_has_done_is_shown_to_nobody_else_when_their_right_is_over(client, course, learner):
    Grant.objects.update(revoked_at=timezone.now())
    assert "Done:" in page(client, "/courses/buckets/", learner)
    assert "Done:" not in page(client, "/courses/buckets/", UserFactory())


def test_the_facets_are_counted_once(client, monkeypatch, course, django_assert_num_queries):
    page(client, "/courses/", UserFactory())
    monkeypatch.setattr(kept, "FRESH_SECONDS", 3600.0)  # however slow the machine is
    client.force_login(UserFactory())
    with django_assert_num_queries(3):  # the courses, the session with its person, how far they are
        client.get("/courses/")


def test_the_course_is_read_once(client, monkeypatch, course, django_assert_num_queries):
    page(client, "/courses/buckets/", UserFactory())
    monkeypatch.setattr(kept, "FRESH_SECONDS", 3600.0)
    client.force_login(UserFactory())
    with django_assert_num_queries(6):  # the session, the course, rights, whether they take part, what is on sale at which prices
        client.get("/courses/buckets/")


def test_what_is_published_is_seen(client, course):
    student, draft = UserFactory(), CourseFactory(title="Queues")
    LessonFactory(section=SectionFactory(course=draft))
    assert "Queues" not in page(client, "/courses/", student)
    publish_course(course=draft)
    course.title = "Pails"
    course.save()
    shown = page(client, "/courses/", student)
    assert "Queues" in shown
    assert "Pails" in shown
    assert "Buckets" not in shown


def test_a_review_is_seen_by_who_wrote_it(client, course, learner):
    page(client, "/courses/buckets/", UserFactory())
    client.force_login(learner)
    answer = client.post("/courses/buckets/review/", {"stars": "5", "text": "It holds water."}, follow=True)
    assert "It holds water." in answer.content.decode()


def test_what_is_kept_is_bounded(monkeypatch):
    monkeypatch.setattr(kept, "MOST_ANSWERS", 2)
    text = '{% alike "number" number %}{{ word }}{% endalike %}'
    for number in range(3):
        part(text, number=number, word="first")
    assert [part(text, number=number, word="later") for number in (1, 2, 0)] == ["first", "first", "later"]
