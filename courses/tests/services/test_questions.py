import pytest

from acg.shared.errors import DomainError
from acg.users.tests.factories import UserFactory
from courses.models import Option, Question, QuestionPool
from courses.services import delete_question, save_pool, save_question
from courses.tests.factories import CourseFactory, LessonFactory, OptionFactory, QuestionFactory, QuestionPoolFactory
from students.models import Answer, Attempt, Enrollment

pytestmark = pytest.mark.django_db


def options(*texts, right=(0,)):
    return [Option(text=text, is_correct=index in right) for index, text in enumerate(texts)]


def test_a_question_is_written_with_rendered_options_in_order():
    pool = QuestionPoolFactory()
    question = save_question(
        question=Question(pool=pool, stem="What is `S3`?", explanation="*Storage*"),
        options=[
            Option(text="**Object** storage", is_correct=True, explanation="Yes<script>x</script>"),
            Option(text="A queue"),
        ],
    )
    assert question.position == 1
    assert question.stem_html == "<p>What is <code>S3</code>?</p>\n"
    assert question.explanation_html == "<p><em>Storage</em></p>\n"
    assert list(question.options.values_list("position", "text_html", "explanation_html", "is_correct")) == [
        (1, "<p><strong>Object</strong> storage</p>\n", "<p>Yes</p>\n", True),
        (2, "<p>A queue</p>\n", "", False),
    ]
    assert save_question(question=Question(pool=pool, stem="Next?"), options=options("a", "b", right=(0, 1))).position == 2


def test_options_change_places_new_ones_come_and_missing_ones_go():
    question = QuestionFactory(right=1, wrong=2)
    right, wrong, gone = question.options.order_by("position")
    save_question(question=question, options=[wrong, Option(text="New"), right])
    assert list(question.options.order_by("position").values_list("text", flat=True)) == ["Wrong 1", "New", "Right 1"]
    assert not Option.objects.filter(pk=gone.pk).exists()
    assert Option.objects.get(public_id=right.public_id).pk == right.pk


@pytest.mark.parametrize(
    ("stem", "given", "code"),
    [
        (" ", options("a", "b"), "stem_missing"),
        ("Q", options("a"), "options_too_few"),
        ("Q", [], "options_too_few"),
        ("Q", options("a", " "), "option_empty"),
        ("Q", options("a", "b", right=()), "answer_missing"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(stem, given, code):
    with pytest.raises(DomainError) as refused:
        save_question(question=Question(pool=QuestionPoolFactory(), stem=stem), options=given)
    assert refused.value.code == code
    assert not Question.objects.exists()
    assert not Option.objects.exists()


def test_an_option_of_another_question_is_refused_and_stays_there():
    foreign = OptionFactory(is_correct=True)
    question = QuestionFactory(right=1, wrong=1)
    with pytest.raises(DomainError) as refused:
        save_question(question=question, options=[*question.options.all(), foreign])
    assert refused.value.code == "option_elsewhere"
    foreign.refresh_from_db()
    assert foreign.question_id != question.pk


def test_a_pool_needs_a_title():
    course = CourseFactory()
    assert save_pool(pool=QuestionPool(course=course, title="Bank")).key
    with pytest.raises(DomainError) as refused:
        save_pool(pool=QuestionPool(course=course, title=" "))
    assert refused.value.code == "title_missing"
    assert QuestionPool.objects.count() == 1


def test_a_question_nobody_answered_can_go():
    question = QuestionFactory(right=1, wrong=1)
    delete_question(question=question)
    assert not Option.objects.exists()


def test_an_answered_question_stays():
    lesson = LessonFactory(exam=True)
    question = QuestionFactory(pool=lesson.pool, right=1, wrong=1)
    enrollment = Enrollment.objects.create(user=UserFactory(), course=lesson.course)
    attempt = Attempt.objects.create(enrollment=enrollment, lesson=lesson, number=1, form=[], question_count=1)
    Answer.objects.create(attempt=attempt, question=question)
    with pytest.raises(DomainError) as refused:
        delete_question(question=question)
    assert refused.value.code == "question_has_answers"
    assert question.options.count() == 2
