"""The pages of quizzes and practice exams."""

import datetime as dt
import json
import re
import uuid
from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from acg.users.tests.factories import UserFactory
from courses.models import Question
from courses.tests.factories import (
    CourseFactory,
    DomainFactory,
    ExamVersionFactory,
    LessonFactory,
    OptionFactory,
    QuestionFactory,
    SectionFactory,
    TaskStatementFactory,
)
from students.models import Answer, Attempt
from students.services import start_attempt, submit_attempt
from students.tests.factories import EnrollmentFactory, GrantFactory

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
    for words in ("Before you start", "Minutes", "20", "70 %", "Start the exam"):
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
    assert "1000 of 1000 — a pass" in page
    assert page.count("SECRET RIGHT") == 3
    assert "Flagged 1" in page
    assert exam.client.get(url)["Location"] == f"{url}result/"
    assert exam.client.get(f"{url}2/")["Location"] == f"{url}result/"
    assert exam.client.get(f"{url}submit/")["Location"] == f"{url}result/"


SECRETS = ("SECRET", "is_correct", "explanation")


def test_nothing_secret_leaves_or_is_even_read_before_the_end(exam):
    url = exam.start()
    exam.client.post(f"{url}1/", {"options": exam.right(1)})
    for path in ("", "1/", "2/", "3/", "submit/", "answers/", "result/"):
        with CaptureQueriesContext(connection) as queries:
            page = exam.client.get(url + path, follow=True)
        statements = [query["sql"] for query in queries.captured_queries]
        assert any("courses_question" in statement for statement in statements)
        told = page.content.decode() + "".join(statements)
        assert [secret for secret in SECRETS if secret in told] == [], path
    assert exam.client.get(f"{url}result/", follow=True).request["PATH_INFO"] == f"{url}2/"
    with CaptureQueriesContext(connection) as queries:
        start = exam.client.get("/learn/clf/exam/").content.decode()
    assert [secret for secret in SECRETS if secret in start + "".join(query["sql"] for query in queries.captured_queries)] == []


def test_the_page_holds_every_question_and_shows_one(exam):
    url = exam.start()
    page = text(exam.client.get(f"{url}2/"))
    shown = re.findall(r'data-number="(\d)"[^>]*data-choose="1"( hidden)?', page)
    assert shown == [("1", " hidden"), ("2", ""), ("3", " hidden")]
    assert all(f"Stem {number}?" in page for number in range(3))
    assert re.findall(r'form="q2" name="go" value="(\w+)"', page) == ["1", "2", "3", "review"]


@pytest.mark.parametrize(
    ("go", "path"),
    [
        ("3", "3/"),
        ("review", "submit/"),
        ("9", "submit/"),
        ("0", "1/"),
        ("previous", "1/"),
        ("x", "2/"),
        ("", "2/"),
        ("\u0663", "2/"),
    ],
)
def test_a_button_keeps_the_answer_and_leads_on(exam, go, path):
    url = exam.start()
    assert exam.client.post(f"{url}2/", {"options": exam.right(2), "go": go})["Location"] == url + path
    assert Answer.objects.get(question=exam.question(2)).option_ids


def test_coming_back_leads_to_the_first_open_question(exam):
    url = exam.start()
    exam.client.post(f"{url}1/", {"options": exam.right(1)})
    assert exam.client.get(url)["Location"] == f"{url}2/"
    page = text(exam.client.get("/learn/clf/exam/"))
    assert "You are in the middle of it: 1 of 3 answered. It ends at" in page
    assert "Go on" in page


def test_extra_time_is_told_before_the_start(exam):
    EnrollmentFactory(user=exam.user, course=exam.lesson.course, extra_time_percent=50)
    assert '<dd class="display mt-1 text-2xl font-bold">30</dd>' in text(exam.client.get("/learn/clf/exam/"))


def test_an_exam_without_questions_says_so(exam):
    Question.objects.all().delete()
    page = text(exam.client.get("/learn/clf/exam/"))
    assert "The questions are not written yet." in page
    assert "Start the exam" not in page
    assert "This lesson asks no questions." not in page
    assert "There is nothing to ask." in text(exam.client.post("/learn/clf/exam/start/", follow=True))


def test_a_quiz_has_no_clock(exam):
    exam.lesson.kind, exam.lesson.time_limit_minutes = "quiz", None
    exam.lesson.save()
    page = text(exam.client.get("/learn/clf/exam/"))
    assert "Start the quiz" in page
    assert "Minutes" not in page
    url = exam.start()
    assert "exam-clock" not in text(exam.client.get(f"{url}1/"))
    assert exam.client.get(f"{url}answers/").json()["left_ms"] is None


def test_what_is_unanswered_and_flagged_is_named_before_handing_in(exam):
    url = exam.start()
    exam.client.post(f"{url}1/", {"flagged": "1"})
    page = text(exam.client.get(f"{url}submit/"))
    assert "3 questions are open. They count as wrong." in page
    assert "You flagged these to look at them again:" in page


def test_too_many_options_are_told_on_the_page(exam):
    url = exam.start()
    options = [str(option.public_id) for option in exam.question(1).options.all()]
    page = exam.client.post(f"{url}1/", {"options": options, "go": "next"})
    assert page.status_code == 422
    assert "Choose one option." in text(page)


def save(exam, url, **change):
    body = {"question": str(exam.question(1).public_id), "options": [exam.right(1)], "flagged": False, "seq": 7} | change
    return exam.client.post(f"{url}answers/", json.dumps(body), content_type="application/json")


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
    assert exam.client.post(f"{url}answers/", "[]", content_type="application/json").status_code == 400


def test_another_tab_learns_what_is_kept_and_how_long_is_left(exam):
    url = exam.start()
    save(exam, url, flagged=True)
    said = exam.client.get(f"{url}answers/").json()
    question, right = str(exam.question(1).public_id), exam.right(1)
    assert said["answers"][0] == {"question": question, "options": [right], "flagged": True, "seq": 7}
    assert [answer["options"] for answer in said["answers"][1:]] == [[], []]
    assert 19 * 60_000 < said["left_ms"] <= 20 * 60_000


def test_a_later_save_of_another_tab_is_told(exam):
    url = exam.start()
    save(exam, url, seq=9)
    assert save(exam, url, seq=8, options=[]).json() == {"saved": 9}


def test_without_a_session_the_script_is_told_to_wait(exam, client):
    url = exam.start()
    client.logout()
    answer = save(exam, url)
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    assert set(Answer.objects.values_list("seq", flat=True)) == {0}


def test_when_the_time_is_over_the_script_is_sent_to_the_result(exam):
    url = exam.start()
    Attempt.objects.update(deadline_at=timezone.now() - dt.timedelta(minutes=1))
    answer = save(exam, url)
    assert answer.status_code == 409
    assert answer.json()["code"] == "attempt_over"
    assert exam.client.post(f"{url}1/", {"options": exam.right(1)})["Location"] == f"{url}result/"
    assert Attempt.objects.get().correct_count == 0


def test_an_answer_that_another_tab_overtook_by_handing_in_is_told_kindly(exam):
    url = exam.start()
    stale = Attempt.objects.select_related("lesson__course", "enrollment__user").get()
    submit_attempt(user=exam.user, attempt_id=stale.public_id)
    with mock.patch("students.views.assessment.own_attempt", return_value=stale):
        answer = exam.client.post(f"{url}1/", {"options": exam.right(1)})
    assert answer["Location"] == f"{url}result/"
    assert "What you had answered by then counts." in text(exam.client.get(f"{url}result/"))
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
        assert client.post(url + path).status_code in {404, 405}
    assert (save(exam, url).status_code, client.get(f"{url}answers/").status_code) == (404, 404)
    assert set(Answer.objects.values_list("seq", flat=True)) == {0}
    assert Attempt.objects.get().submitted_at is None
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
    assert "Go on with attempt 2" in text(exam.client.get(f"{url}result/"))
    again_url = f"/learn/attempts/{again.public_id}/"
    exam.client.post(f"{again_url}submit/")
    page = text(exam.client.get(f"{again_url}result/"))
    assert "0 of 2 right this time" in page
    assert "They do not count as an attempt to pass." in page
    assert "missed questions: 0 of 2 right" in page


def test_the_result_shows_what_was_missed_first(exam):
    url = exam.start()
    exam.client.post(f"{url}1/", {"options": exam.right(1), "flagged": "1"})
    wrong = exam.question(2).options.get(is_correct=False)
    exam.client.post(f"{url}2/", {"options": str(wrong.public_id)})
    exam.client.post(f"{url}submit/")
    numbers = {
        show: re.findall(r'id="question-(\d)"', text(exam.client.get(f"{url}result/{show}")))
        for show in ("", "?show=missed", "?show=flagged", "?show=all", "?show=x")
    }
    assert numbers == {
        "": ["2", "3"],
        "?show=missed": ["2", "3"],
        "?show=flagged": ["1"],
        "?show=all": ["1", "2", "3"],
        "?show=x": ["2", "3"],
    }
    page = text(exam.client.get(f"{url}result/"))
    assert "385 of 1000 — not yet a pass" in page
    assert "1 of 3 right in one minute." in page
    assert "you left it open" in page
    assert page.count("· your answer</strong>") == 1
    assert page.count("· right, missed</strong>") == 2


def test_the_domains_are_bars_and_the_weakest_leads_to_its_lesson(exam):
    version = ExamVersionFactory()
    strong, weak = (TaskStatementFactory(domain=DomainFactory(exam_version=version, name=name)) for name in ("Strong", "Weak"))
    teaching = LessonFactory(section=exam.lesson.section, slug="iam", title="Roles", duration_seconds=300)
    teaching.task_statements.add(weak)
    url = exam.start()
    for number in (1, 2, 3):
        Question.objects.filter(pk=exam.question(number).pk).update(task_statement=strong if number == 1 else weak)
    Question.objects.filter(pk=exam.question(2).pk).update(lesson=teaching, lesson_second=75)
    exam.client.post(f"{url}1/", {"options": exam.right(1)})
    exam.client.post(f"{url}submit/")
    page = text(exam.client.get(f"{url}result/"))
    assert re.findall(r'class="bar-(good|weak)" width="(\d+)"', page) == [("good", "100"), ("weak", "0")]
    assert '<line class="bar-line" x1="70" x2="70"' in page
    assert "Weakest: <strong>Weak</strong>. One lesson covers what you missed, 5 minutes in all:" in page
    assert page.count('href="/learn/clf/iam/"') == 2
    assert 'href="/learn/clf/iam/?t=75"' in page
    assert "Learn it in “Roles” at 1:15" in page


def test_there_is_no_question_beyond_the_last(exam):
    url = exam.start()
    assert exam.client.get(f"{url}4/").status_code == 404
    assert exam.client.get(f"{url}0/").status_code == 404


@pytest.mark.parametrize("questions", [2, 20])
def test_the_pages_cost_the_same_however_long_the_exam(client, django_assert_num_queries, questions):
    exam = Exam(client, questions)
    attempt = start_attempt(user=exam.user, lesson=exam.lesson)
    with django_assert_num_queries(5):
        client.get(f"/learn/attempts/{attempt.public_id}/1/")
    submit_attempt(user=exam.user, attempt_id=attempt.public_id)
    with django_assert_num_queries(8):
        client.get(f"/learn/attempts/{attempt.public_id}/result/")
