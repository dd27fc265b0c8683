import pytest
from django.urls import reverse

from acg.users.tests.factories import UserFactory
from courses.models import Question, QuestionPool
from courses.tests.factories import InstructorFactory, LessonFactory, QuestionFactory, QuestionPoolFactory

pytestmark = pytest.mark.django_db
ADD = "/admin/courses/question/add/"


@pytest.fixture
def owner(client):
    user = UserFactory(role="instructor")
    client.force_login(user)
    return user


@pytest.fixture
def pool(owner):
    return QuestionPoolFactory(course__instructor=InstructorFactory(user=owner))


def options(*rows, initial=0):
    fields = {
        "options-TOTAL_FORMS": str(len(rows)),
        "options-INITIAL_FORMS": str(initial),
        "options-MIN_NUM_FORMS": "0",
        "options-MAX_NUM_FORMS": "1000",
    }
    for number, row in enumerate(rows):
        fields |= {f"options-{number}-{name}": value for name, value in row.items()}
    return fields


def test_a_question_is_written_with_its_options_in_the_order_they_were_dragged_to(client, pool):
    rows = [{"text": "Second", "position": "2"}, {"text": "First", "is_correct": "on", "position": "1"}, {}, {"text": "Last"}]
    answer = client.post(ADD, {"pool": pool.pk, "stem": "Which **one**?", **options(*rows)})
    assert answer.status_code == 302
    question = Question.objects.get()
    assert question.stem_html == "<p>Which <strong>one</strong>?</p>\n"
    assert list(question.options.order_by("position").values_list("text", "is_correct")) == [
        ("First", True),
        ("Second", False),
        ("Last", False),
    ]
    assert question.history.first().history_user == pool.course.instructor.user


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"text": "Only", "is_correct": "on"}], "Offer at least two options."),
        ([{"text": "A"}, {"text": "B"}], "Mark at least one option as right."),
        ([{"text": "A"}, {"text": "", "is_correct": "on"}], "This field is required."),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_and_nothing_is_lost(client, pool, rows, message):
    answer = client.post(ADD, {"pool": pool.pk, "stem": "Keep these words", **options(*rows)})
    text = answer.content.decode()
    assert message in text
    assert "Keep these words" in text
    assert not Question.objects.exists()


def test_an_option_is_taken_away(client, pool):
    question = QuestionFactory(pool=pool, right=1, wrong=2)
    rows = [
        {"id": option.pk, "text": option.text, "position": option.position, **({"is_correct": "on"} if option.is_correct else {})}
        for option in question.options.order_by("position")
    ]
    rows[2]["DELETE"] = "on"
    address = reverse("admin:courses_question_change", args=[question.pk])
    assert client.post(address, {"pool": pool.pk, "stem": question.stem, **options(*rows, initial=3)}).status_code == 302
    assert list(question.options.order_by("position").values_list("text", flat=True)) == ["Right 1", "Wrong 1"]


def test_an_option_of_another_question_is_not_taken_over(client, pool):
    question = QuestionFactory(pool=pool, right=1, wrong=1)
    foreign = QuestionFactory(right=1).options.get()
    rows = [{"id": foreign.pk, "text": "Mine now", "is_correct": "on"}, {"id": question.options.first().pk, "text": "x"}]
    address = reverse("admin:courses_question_change", args=[question.pk])
    client.post(address, {"pool": pool.pk, "stem": question.stem, **options(*rows, initial=2)})
    foreign.refresh_from_db()
    assert (foreign.text, foreign.question_id == question.pk) == ("Right 1", False)


def test_pools_and_lessons_of_others_cannot_be_chosen(client, pool):
    rows = options({"text": "A", "is_correct": "on"}, {"text": "B"})
    assert client.post(ADD, {"pool": QuestionPoolFactory().pk, "stem": "Q", **rows}).status_code == 200
    assert client.post(ADD, {"pool": pool.pk, "lesson": LessonFactory().pk, "stem": "Q", **rows}).status_code == 200
    elsewhere = LessonFactory(section__course__instructor=pool.course.instructor)
    answer = client.post(ADD, {"pool": pool.pk, "lesson": elsewhere.pk, "stem": "Q", **rows})
    assert "Choose a lesson of the same course." in answer.content.decode()
    assert not Question.objects.exists()


def test_a_pool_shows_its_questions(client, pool):
    QuestionFactory(pool=pool, stem="What is elasticity?", right=1, wrong=1)
    text = client.get(reverse("admin:courses_questionpool_change", args=[pool.pk])).content.decode()
    assert "What is elasticity?" in text
    assert "2 options" in text


def test_a_pool_is_made_for_ones_own_course(client, pool):
    client.post("/admin/courses/questionpool/add/", {"course": pool.course.pk, "title": "Bank"})
    assert QuestionPool.objects.get(title="Bank").course == pool.course
    client.post("/admin/courses/questionpool/add/", {"course": QuestionPoolFactory().course.pk, "title": "Stolen"})
    assert not QuestionPool.objects.filter(title="Stolen").exists()


def test_questions_are_deleted_one_by_one_and_together(client, pool):
    one, two, three = (QuestionFactory(pool=pool, right=1, wrong=1) for _ in range(3))
    client.post(reverse("admin:courses_question_delete", args=[one.pk]), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [two.pk, three.pk], "post": "yes"}
    client.post(reverse("admin:courses_question_changelist"), chosen)
    assert not Question.objects.exists()
