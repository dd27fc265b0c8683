import pytest
from django.urls import reverse

from acg.users.tests.factories import UserFactory
from courses.models import Lesson, Section
from courses.tests.factories import CourseFactory, InstructorFactory, LessonFactory, SectionFactory

pytestmark = pytest.mark.django_db
SCRIPT = {"X-Requested-With": "fetch"}


@pytest.fixture
def owner(client):
    user = UserFactory(role="instructor")
    client.force_login(user)
    return user


@pytest.fixture
def course(owner):
    return CourseFactory(instructor=InstructorFactory(user=owner))


@pytest.fixture
def sections(course):
    return [SectionFactory(course=course, position=position) for position in (1, 2)]


@pytest.fixture
def lessons(sections):
    return [LessonFactory(section=sections[0], position=position) for position in (1, 2, 3)]


def page(course):
    return reverse("admin:courses_course_curriculum", args=[course.pk])


def arrange(course):
    return reverse("admin:courses_course_arrange", args=[course.pk])


def order(section):
    return list(Lesson.objects.filter(section=section).order_by("position"))


def test_the_page_shows_sections_and_lessons_in_order(client, course, sections, lessons):
    text = client.get(page(course)).content.decode()
    places = [text.index(str(row.public_id)) for row in (sections[0], *lessons, sections[1])]
    assert places == sorted(places)


def test_the_page_costs_the_same_for_two_hundred_lessons(client, course, sections, lessons, django_assert_num_queries):
    with django_assert_num_queries(7) as few:
        client.get(page(course))
    for position in range(4, 201):
        LessonFactory(section=sections[0], position=position)
    with django_assert_num_queries(len(few)):
        client.get(page(course))


def test_a_section_is_added_at_the_end(client, course, sections):
    answer = client.post(page(course), {"title": " Storage "})
    section = Section.objects.get(title="Storage")
    assert section.position == 3
    assert answer["Location"] == f"{page(course)}#section-{section.public_id}"


def test_a_section_without_a_title_is_refused_in_words(client, course):
    answer = client.post(page(course), {"title": " "}, follow=True)
    assert "Give the section a title." in answer.content.decode()
    assert not Section.objects.exists()


def test_lessons_are_put_in_order_and_moved_to_another_section(client, course, sections, lessons):
    a, b, c = lessons
    posted = {"section": sections[0].public_id, "lessons": [c.public_id, a.public_id, b.public_id]}
    assert client.post(arrange(course), posted, headers=SCRIPT).status_code == 204
    assert order(sections[0]) == [c, a, b]
    posted = {"section": sections[1].public_id, "lessons": [a.public_id]}
    assert client.post(arrange(course), posted, headers=SCRIPT).status_code == 204
    assert (order(sections[0]), order(sections[1])) == ([c, b], [a])


def test_sections_are_put_in_order(client, course, sections):
    posted = {"sections": [section.public_id for section in reversed(sections)]}
    assert client.post(arrange(course), posted, headers=SCRIPT).status_code == 204
    assert list(course.sections.order_by("position")) == sections[::-1]


def test_a_script_with_an_old_page_is_told(client, course, sections, lessons):
    posted = {"section": sections[0].public_id, "lessons": [lessons[0].public_id]}
    answer = client.post(arrange(course), posted, headers=SCRIPT)
    assert answer.status_code == 409
    assert answer.json()["code"] == "lessons_differ"
    assert order(sections[0]) == lessons


@pytest.mark.parametrize(
    ("step", "expected"),
    [("up:1", [1, 0, 2]), ("down:1", [0, 2, 1]), ("up:0", [0, 1, 2])],
)
def test_a_lesson_moves_a_step_without_scripts(client, course, sections, lessons, step, expected):
    way, number = step.split(":")
    answer = client.post(arrange(course), {"move": f"{way}:lesson:{lessons[int(number)].public_id}"})
    assert answer["Location"] == page(course)
    assert order(sections[0]) == [lessons[place] for place in expected]


def test_a_lesson_goes_over_the_edge_of_its_section_and_back(client, course, sections, lessons):
    step = f"lesson:{lessons[2].public_id}"
    client.post(arrange(course), {"move": f"down:{step}"})
    assert (order(sections[0]), order(sections[1])) == (lessons[:2], [lessons[2]])
    client.post(arrange(course), {"move": f"down:{step}"})
    assert order(sections[1]) == [lessons[2]]
    client.post(arrange(course), {"move": f"up:{step}"})
    assert order(sections[0]) == lessons


@pytest.mark.parametrize(("way", "number", "is_moved"), [("up", 1, True), ("down", 0, True), ("up", 0, False), ("down", 1, False)])
def test_a_section_moves_a_step(client, course, sections, way, number, is_moved):
    client.post(arrange(course), {"move": f"{way}:section:{sections[number].public_id}"})
    assert list(course.sections.order_by("position")) == (sections[::-1] if is_moved else sections)


def test_rows_of_another_course_are_not_found_and_stay(client, course, sections, lessons):
    foreign = LessonFactory()
    assert client.post(arrange(course), {"move": f"up:lesson:{foreign.public_id}"}).status_code == 404
    assert client.post(arrange(course), {"section": foreign.section.public_id, "lessons": []}).status_code == 404
    answer = client.post(arrange(course), {"section": sections[1].public_id, "lessons": [foreign.public_id]}, headers=SCRIPT)
    assert answer.status_code == 409
    foreign.refresh_from_db()
    assert foreign.course != course


def test_what_is_no_id_is_refused_in_words(client, course):
    answer = client.post(arrange(course), {"move": "up:lesson:nonsense"}, follow=True)
    assert "The page is out of date." in answer.content.decode()
    assert client.get(arrange(course)).status_code == 405


def test_who_moved_what_is_in_the_history(client, owner, course, sections, lessons):
    client.post(arrange(course), {"move": f"up:lesson:{lessons[1].public_id}"})
    entry = lessons[1].history.first()
    assert (entry.history_user, entry.history_change_reason) == (owner, "Reordered")
