import pytest
from django.urls import reverse

from acg.users.tests.factories import UserFactory
from courses.admin.fields import FaqField, LinesField
from courses.models import Course
from courses.tests.factories import CourseFactory, CourseImageFactory, InstructorFactory, LessonFactory
from students.models import Enrollment

pytestmark = pytest.mark.django_db
ADD = "/admin/courses/course/add/"


@pytest.fixture
def owner(client):
    user = UserFactory(role="instructor")
    client.force_login(user)
    return user


@pytest.fixture
def instructor(owner):
    return InstructorFactory(user=owner)


@pytest.fixture
def course(instructor):
    return CourseFactory(instructor=instructor, title="Storage")


def address(name, course):
    return reverse(f"admin:courses_course_{name}", args=[course.pk])


def form(**fields):
    return {"title": "Storage", "kind": "course", "provider": "aws", "level": "associate", "language": "en", **fields}


def test_an_instructor_begins_a_course_of_their_own(client, instructor):
    other = InstructorFactory()
    answer = client.post(
        ADD,
        form(
            instructor=other.pk,
            description="**Calm**",
            outcomes="Read a bill\n\n Cut it ",
            faq="Must I code?\nNo.\n\nHow long?\nTwo weeks.",
        ),
    )
    course = Course.objects.get()
    assert answer["Location"] == address("curriculum", course)
    assert (course.instructor, course.slug, course.is_published) == (instructor, "storage", False)
    assert course.description_html == "<p><strong>Calm</strong></p>\n"
    assert course.outcomes == ["Read a bill", "Cut it"]
    assert course.faq == [{"question": "Must I code?", "answer": "No."}, {"question": "How long?", "answer": "Two weeks."}]
    assert course.history.first().history_user == instructor.user


def test_an_account_without_a_profile_begins_nothing(client, owner):
    assert client.get(ADD).status_code == 403
    assert client.post(ADD, form()).status_code == 403
    assert not Course.objects.exists()


def test_an_editor_chooses_the_instructor(client):
    client.force_login(UserFactory(role="editor"))
    instructor = InstructorFactory()
    client.post(ADD, form(instructor=instructor.pk, kind="series"))
    course = Course.objects.get()
    assert (course.instructor, course.is_free) == (instructor, True)


def test_a_question_without_an_answer_is_named_and_nothing_is_lost(client, course):
    answer = client.post(address("change", course), form(title="New title", faq="Must I code?"))
    text = answer.content.decode()
    assert "has no answer" in text
    assert "New title" in text
    course.refresh_from_db()
    assert course.title == "Storage"


def test_the_page_names_what_is_missing_and_publishing_is_refused(client, course):
    text = client.get(address("change", course)).content.decode()
    assert "Add a section with at least one lesson." in text
    answer = client.post(address("publish", course), follow=True)
    assert "Add a section with at least one lesson." in answer.content.decode()
    course.refresh_from_db()
    assert not course.is_published


def test_publishing_and_unpublishing(client, course):
    LessonFactory(section__course=course)
    assert client.post(address("publish", course))["Location"] == address("change", course)
    course.refresh_from_db()
    assert course.is_published
    assert client.post(address("unpublish", course), {"page": "curriculum"})["Location"] == address("curriculum", course)
    course.refresh_from_db()
    assert not course.is_published


@pytest.mark.parametrize("name", ["publish", "unpublish", "render"])
def test_reading_changes_nothing(client, course, name):
    assert client.get(address(name, course)).status_code == 405


def test_a_link_from_elsewhere_publishes_nothing(course):
    from django.test import Client  # noqa: PLC0415 -- the fixture's client does not check

    LessonFactory(section__course=course)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(course.instructor.user)
    assert strict.post(address("publish", course)).status_code == 403
    assert strict.post(address("render", course), {"text": "x"}).status_code == 403
    course.refresh_from_db()
    assert not course.is_published


def test_deleting_what_people_took_is_refused_without_naming_them(client, course):
    student = UserFactory(email="private@example.com")
    Enrollment.objects.create(user=student, course=course)
    page = client.get(address("delete", course)).content.decode()
    assert "private@example.com" not in page
    answer = client.post(address("delete", course), {"post": "yes"}, follow=True)
    assert "People have bought or taken this course." in answer.content.decode()
    assert "private@example.com" not in answer.content.decode()
    assert Course.objects.filter(pk=course.pk).exists()


def test_deleting_several_stops_at_the_one_that_people_took(client, course):
    other = CourseFactory(instructor=course.instructor)
    Enrollment.objects.create(user=UserFactory(), course=other)
    chosen = {"action": "delete_selected", "_selected_action": [course.pk, other.pk], "post": "yes"}
    answer = client.post(reverse("admin:courses_course_changelist"), chosen, follow=True)
    assert "People have bought or taken this course." in answer.content.decode()


def test_a_draft_nobody_took_is_deleted(client, course):
    client.post(address("delete", course), {"post": "yes"})
    assert not Course.objects.exists()


def test_the_look_of_a_text_is_what_would_be_stored(client, course):
    image = CourseImageFactory(course=course, key="a.png")
    foreign = CourseImageFactory(key="b.png")
    answer = client.post(address("render", course), {"text": "![a](a.png) ![b](b.png) <script>alert(1)</script>**x**"})
    text = answer.content.decode()
    assert str(image.public_id) in text
    assert str(foreign.public_id) not in text
    assert "<script" not in text
    assert "<strong>x</strong>" in text
    assert client.post(reverse("admin:courses_course_render_any"), {"text": "*y*"}).content == b"<p><em>y</em></p>\n"


def test_a_text_that_is_too_long_is_not_drawn(client, course):
    assert client.post(address("render", course), {"text": "x" * 500_001}).status_code == 413


def test_lists_keep_their_lines():
    assert LinesField().prepare_value(["a", "b"]) == "a\nb"
    assert LinesField().prepare_value("typed") == "typed"
    assert not LinesField().has_changed(["a"], "a\r\n")
    assert FaqField().prepare_value([{"question": "Q", "answer": "A"}]) == "Q\nA"
    assert FaqField().prepare_value("typed") == "typed"
    assert FaqField().has_changed([], "Only a question")
    assert FaqField().to_python("") == []


def test_an_earlier_state_is_looked_at_and_brought_back(client, course):
    client.post(address("change", course), form(title="Worse"))
    first = course.history.last()
    page = reverse("admin:courses_course_simple_history", args=[course.pk, first.pk])
    assert "Storage" in client.get(page).content.decode()
    client.post(page, form(title="Storage"))
    course.refresh_from_db()
    assert course.title == "Storage"
    assert "Worse" in client.get(address("history", course)).content.decode()


def test_the_list_costs_the_same_whatever_its_length(client, course, django_assert_num_queries):
    changelist = reverse("admin:courses_course_changelist")
    client.get(changelist)
    with django_assert_num_queries(6) as few:
        client.get(changelist)
    for _number in range(10):
        CourseFactory(instructor=course.instructor)
    with django_assert_num_queries(len(few)):
        client.get(changelist)
