"""The pages of quizzes and practice exams."""

import datetime as dt
import json
import uuid

import pytest
from django.utils import timezone

from acg.users.tests.factories import UserFactory
from courses.models import Question
from courses.tests.factories import CourseFactory, LessonFactory, OptionFactory, QuestionFactory, SectionFactory
from students.models import Answer, Attempt
from students.services import start_attempt, submit_attempt
from students.tests.factories import GrantFactory

pytestmark = pytest.mark.django_db


class Exam:
    """A signed-in student with an exam of three questions, whose explanations are secret until the end."""

    def __init__(self, client, questions=3):
        self.client = client
        course = CourseFactory(published=True, slug="clf")
        self.lesson = LessonFactory(
            section=SectionFactory(course=course), exam=True, slug="exam", time_limit_minutes=20, title="The exam"
        )
        for number in range(questions):
            question = QuestionFactory(
                pool=self.lesson.pool, stem=f"Stem {number}?", explanation="SECRET WHY", explanation_html="SECRET WHY"
            )
            OptionFactory(question=question, position=1, text="Yes", is_correct=True, explanation_html="SECRET RIGHT")
            OptionFactory(question=question, position=2, text="No", explanation_html="SECRET WRONG")
        self.user = UserFactory()
        GrantFactory(user=self.user, course=course)
        client.force_login(self.user)

    def start(self):
        self.client.post("/learn/clf/exam/start/")
        self.attempt = Attempt.objects.get(submitted_at=None)
        return f"/learn/attempts/{self.attempt.public_id}/"

    def question(self, number):
        return Question.objects.get(pk=self.attempt.form[number - 1]["question"])

    def right(self, number):
        return str(self.question(number).options.get(is_correct=True).public_id)


@pytest.fixture
def exam(client):
    return Exam(client)


def text(response):
    return " ".join(response.content.decode().split())


def test_the_start_page_tells_questions_minutes_and_pass_mark(exam):
    page = text(exam.client.get("/learn/clf/exam/"))
    for words in ("Before you start", "20 min", "70 %", "Start"):
        assert words in page
    assert Attempt.objects.count() == 0


def test_an_exam_from_start_to_result(exam):
    url = exam.start()
    assert exam.client.get(url)["Location"] == f"{url}1/"
    page = text(exam.client.get(f"{url}1/"))
    assert "Question 1 of 3" in page
    assert "Choose one." in page
    assert exam.client.post(f"{url}1/", {"options": exam.right(1), "go": "next"})["Location"] == f"{url}2/"
    assert exam.client.post(f"{url}2/", {"options": exam.right(2), "flagged": "1", "go": "next"})["Location"] == f"{url}3/"
    assert exam.client.post(f"{url}3/", {"options": exam.right(3), "go": "review"})["Location"] == f"{url}submit/"
    assert "Every question has an answer." in text(exam.client.get(f"{url}submit/"))
    assert exam.client.post(f"{url}submit/")["Location"] == f"{url}result/"
    page = text(exam.client.get(f"{url}result/"))
    assert "1000 of 1000: a pass" in page
    assert page.count("SECRET RIGHT") == 3
    assert "Flagged 1" in page
    assert exam.client.get(url)["Location"] == f"{url}result/"
    assert exam.client.get(f"{url}2/")["Location"] == f"{url}result/"
    assert exam.client.get(f"{url}submit/")["Location"] == f"{url}result/"


def test_nothing_secret_leaves_before_the_end(exam):
    url = exam.start()
    for path in ("1/", "2/", "3/", "submit/"):
        page = exam.client.get(url + path, follow=True).content.decode()
        assert "SECRET" not in page
        assert "is_correct" not in page
    assert exam.client.get(f"{url}result/", follow=True).request["PATH_INFO"] == f"{url}1/"


def test_what_is_unanswered_and_flagged_is_named_before_handing_in(exam):
    url = exam.start()
    exam.client.post(f"{url}1/", {"flagged": "1"})
    page = text(exam.client.get(f"{url}submit/"))
    assert "3 questions have no answer" in page
    assert "You wanted to look at these again:" in page


def test_a_button_back_keeps_the_answer_too(exam):
    url = exam.start()
    assert exam.client.post(f"{url}2/", {"options": exam.right(2), "go": "previous"})["Location"] == f"{url}1/"
    assert Answer.objects.get(question=exam.question(2)).option_ids


def test_too_many_options_are_told_on_the_page(exam):
    url = exam.start()
    options = [str(option.public_id) for option in exam.question(1).options.all()]
    page = exam.client.post(f"{url}1/", {"options": options, "go": "next"})
    assert page.status_code == 422
    assert "Choose one option." in text(page)


def save(exam, url, **change):
    body = {"question": str(exam.question(1).public_id), "options": [exam.right(1)], "flagged": False, "seq": 7} | change
    return exam.client.post(f"{url}save/", json.dumps(body), content_type="application/json")


def test_the_script_keeps_each_change_and_an_older_one_changes_nothing(exam):
    url = exam.start()
    assert save(exam, url).json() == {"saved": 7}
    assert save(exam, url, options=[], seq=6).status_code == 200
    answer = Answer.objects.get(question=exam.question(1))
    assert (answer.seq, len(answer.option_ids)) == (7, 1)
    assert 'data-seq="7"' in text(exam.client.get(f"{url}1/"))


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"question": "none"}, 400),
        ({"options": 5}, 400),
        ({"options": ["x"]}, 422),
        ({"seq": "x"}, 422),
        ({"seq": -1}, 422),
        ({"seq": 2**60}, 422),
        ({"question": str(uuid.uuid4())}, 422),
        ({"options": [str(uuid.uuid4())]}, 422),
    ],
)
def test_what_no_page_sends_is_refused_with_a_code(exam, change, status):
    url = exam.start()
    answer = save(exam, url, **change)
    assert answer.status_code == status
    assert set(answer.json()) == {"code", "message"}
    assert set(Answer.objects.values_list("seq", flat=True)) == {0}
    assert exam.client.post(f"{url}save/", "[]", content_type="application/json").status_code == 400


def test_when_the_time_is_over_the_script_is_sent_to_the_result(exam):
    url = exam.start()
    Attempt.objects.update(deadline_at=timezone.now() - dt.timedelta(minutes=1))
    answer = save(exam, url)
    assert answer.status_code == 409
    assert answer.json()["next"] == f"{url}result/"
    assert exam.client.post(f"{url}1/", {"options": exam.right(1)})["Location"] == f"{url}result/"
    assert Attempt.objects.get().correct_count == 0


def test_looking_after_the_end_hands_in(exam):
    url = exam.start()
    Attempt.objects.update(deadline_at=timezone.now() - dt.timedelta(minutes=1))
    assert exam.client.get(f"{url}1/")["Location"] == f"{url}result/"
    assert Attempt.objects.get().submitted_at is not None


def test_another_persons_attempt_does_not_exist(exam, client):
    url = exam.start()
    client.force_login(UserFactory())
    for path in ("", "1/", "submit/", "result/"):
        assert client.get(url + path).status_code == 404
    assert save(exam, url).status_code == 404
    client.logout()
    assert client.get(f"{url}1/")["Location"].startswith("/accounts/login/")


def test_without_the_right_there_is_no_start(exam, client):
    client.force_login(UserFactory())
    assert client.post("/learn/clf/exam/start/").status_code == 403
    assert client.post("/learn/clf/exam/start/", {"missed": str(uuid.uuid4())}).status_code == 404
    assert client.post("/learn/clf/exam/start/", {"missed": "x"}).status_code == 404
    assert Attempt.objects.count() == 0


def test_missed_questions_are_asked_again_and_nothing_missed_is_told(exam):
    url = exam.start()
    exam.client.post(f"{url}1/", {"options": exam.right(1)})
    exam.client.post(f"{url}submit/")
    first = exam.attempt
    assert "Missed 2" in text(exam.client.get(f"{url}result/?show=missed"))
    exam.client.post("/learn/clf/exam/start/", {"missed": str(first.public_id)})
    again = Attempt.objects.get(submitted_at=None)
    assert (again.question_count, again.is_missed_only) == (2, True)


def test_there_is_no_question_beyond_the_last(exam):
    url = exam.start()
    assert exam.client.get(f"{url}4/").status_code == 404
    assert exam.client.get(f"{url}0/").status_code == 404


@pytest.mark.parametrize("questions", [2, 20])
def test_the_pages_cost_the_same_however_long_the_exam(client, django_assert_num_queries, questions):
    exam = Exam(client, questions)
    attempt = start_attempt(user=exam.user, lesson=exam.lesson)
    with django_assert_num_queries(6):
        client.get(f"/learn/attempts/{attempt.public_id}/1/")
    submit_attempt(user=exam.user, attempt_id=attempt.public_id)
    with django_assert_num_queries(8):
        client.get(f"/learn/attempts/{attempt.public_id}/result/")
