"""A practice exam in a real browser: lost networks, other tabs, the clock, the keyboard, no scripts; and that everyone can use it."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from acg.tests.browser import let_threads_finish, violations
from courses.services import recount_course
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
from students.services import save_answer, start_attempt, submit_attempt
from students.tests.factories import GrantFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

START = "/learn/aws/exam/"
CODE = "```\naws s3api put-bucket-policy --bucket a-name-that-is-longer-than-any-phone-is-wide --policy file://policy.json\n```"


class Exam:
    """An exam of four questions: one with code, one with two right options, two domains; an attempt of it is open."""

    def __init__(self):
        self.course = CourseFactory(published=True, slug="aws", title="AWS from the start")
        section = SectionFactory(course=self.course, title="Practice")
        self.lesson = LessonFactory(section=section, exam=True, slug="exam", title="Practice exam 1", time_limit_minutes=30)
        teaching = LessonFactory(section=section, slug="roles", title="Who may do what", duration_seconds=240)
        version = ExamVersionFactory()
        tags = [
            TaskStatementFactory(domain=DomainFactory(exam_version=version, name=name))
            for name in ("Cloud concepts", "Security and compliance")
        ]
        teaching.task_statements.add(tags[1])
        for number in range(4):
            question = QuestionFactory(
                pool=self.lesson.pool,
                stem=f"What does this command do in case {number}?\n\n{CODE}"
                if number == 0
                else f"Which service is it, number {number}?",
                task_statement=tags[number % 2],
                lesson=teaching if number == 1 else None,
                lesson_second=21 if number == 1 else None,
            )
            for place, text in enumerate(("Amazon S3", "AWS IAM", "AWS Lambda", "Amazon RDS"), start=1):
                right = place <= (2 if number == 3 else 1)
                OptionFactory(question=question, position=place, text=text, is_correct=right, explanation=f"Why {text} is so.")
        recount_course(course=self.course)
        self.student = GrantFactory(course=self.course).user
        self.attempt = start_attempt(user=self.student, lesson=self.lesson)
        self.path = f"/learn/attempts/{self.attempt.public_id}/"

    def number(self, question):
        """Return the place in the form of the question at a position of the pool, from 0."""
        pks = list(self.lesson.pool.questions.order_by("position").values_list("pk", flat=True))
        return 1 + [item["question"] for item in self.attempt.form].index(pks[question])

    def chosen(self, number):
        """Return the texts that are kept for a question of the form."""
        answer = Answer.objects.get(attempt=self.attempt, question_id=self.attempt.form[number - 1]["question"])
        options = {option.pk: option.text for option in answer.question.options.all()}
        return sorted(options[pk] for pk in answer.option_ids)

    def ends_in(self, **delta):
        Attempt.objects.filter(pk=self.attempt.pk).update(deadline_at=timezone.now() + dt.timedelta(**delta))


@pytest.fixture
def exam():
    return Exam()


@pytest.fixture
def complaints():
    return []


@pytest.fixture
def browse(chromium, live_server, client, exam, complaints):
    """Open pages as the student; fail at the end when the browser complained about any of them."""
    client.force_login(exam.student)
    session = client.cookies["sessionid"].value
    contexts = []

    def open_page(path, *, width=1280, height=900, **options):
        context = chromium.new_context(base_url=live_server.url, viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    let_threads_finish()
    assert [text for text in complaints if "ERR_INTERNET" not in text and "status of 40" not in text] == []


def option(page, text):
    return page.locator(".exam-question:visible .exam-option", has_text=text)


def saved(page):
    page.locator("#exam-saved[data-state=saved]").wait_for()


def shown(page):
    return page.locator(".exam-question:visible h2").text_content()


def test_from_start_to_result(browse, exam):
    submit_attempt(user=exam.student, attempt_id=exam.attempt.public_id)
    page = browse(START)
    page.get_by_role("button", name="Take the exam again").click()
    exam.attempt = Attempt.objects.get(submitted_at=None)
    for number in (1, 2, 3, 4):
        assert shown(page) == f"Question {number} of 4"
        option(page, "Amazon S3").click()
        if exam.number(3) == number:
            assert page.locator(".exam-question:visible").get_by_text("Choose two.").is_visible()
            option(page, "AWS IAM").click()
        page.get_by_role("button", name="Look it over" if number == 4 else "Next", exact=True).click()
    page.get_by_text("Every question has an answer.").wait_for()
    page.get_by_role("button", name="Hand in and see the result").click()
    page.get_by_role("heading", name="1000 of 1000 — a pass").wait_for()
    assert Attempt.objects.get(pk=exam.attempt.pk).passed is True


def test_a_reload_comes_back_to_the_same_question_with_its_answer(browse, exam):
    page = browse(exam.path)
    page.get_by_role("button", name="Question 3").click()
    option(page, "AWS Lambda").click()
    page.locator(".exam-question:visible .exam-flag").click()
    saved(page)
    page.reload()
    assert shown(page) == "Question 3 of 4"
    assert option(page, "AWS Lambda").get_by_role("radio" if exam.number(3) != 3 else "checkbox").is_checked()
    assert page.get_by_role("button", name="Question 3 answered flagged").get_attribute("aria-current") == "step"
    page.go_back()
    assert shown(page) == "Question 1 of 4"


def test_without_a_connection_one_goes_on_and_all_is_sent_when_it_is_back(browse, exam):
    page = browse(exam.path)
    page.context.set_offline(True)
    for _ in range(2):
        option(page, "AWS Lambda").click()
        page.keyboard.press("n")
    page.get_by_text("No connection. Your answers are kept on this device").wait_for()
    assert page.get_by_text("2 of 4 answered").is_visible()
    page.get_by_role("button", name="Look it over and hand in").click()
    page.get_by_role("button", name="Hand in and see the result").click()
    assert page.get_by_role("heading", name="Ready to hand in?").is_visible()
    assert set(Answer.objects.values_list("seq", flat=True)) == {0}
    page.context.set_offline(False)
    saved(page)
    assert exam.chosen(1) == exam.chosen(2) == ["AWS Lambda"]
    assert page.get_by_text("No connection.").is_hidden()


def test_what_could_not_be_sent_is_sent_by_the_next_visit(browse, exam):
    page = browse(exam.path)
    page.route("**/answers/", lambda route: route.abort("internetdisconnected"))
    option(page, "Amazon RDS").click()
    page.get_by_text("No connection.").wait_for()
    page.goto("/learn/")
    assert exam.chosen(1) == []
    page.unroute_all()
    page.goto(exam.path)
    saved(page)
    assert exam.chosen(1) == ["Amazon RDS"]
    assert page.get_by_role("button", name="Question 1 answered").is_visible()


def test_signed_out_in_another_tab_loses_nothing(browse, exam, client):
    page = browse(exam.path)
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    option(page, "AWS IAM").click()
    page.get_by_text("You are signed out.").wait_for()
    page.context.add_cookies(cookies)
    saved(page)
    assert exam.chosen(1) == ["AWS IAM"]


def test_another_tab_shows_what_was_chosen_here_as_soon_as_it_is_looked_at(browse, exam):
    page = browse(exam.path)
    public_id = page.locator(".exam-question:visible").get_attribute("data-question")
    chosen = option(page, "Amazon RDS").locator("input").get_attribute("value")
    save_answer(
        user=exam.student, attempt_id=exam.attempt.public_id, question_id=public_id, option_ids=[chosen], is_flagged=True, seq=2**50
    )
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_role("button", name="Question 1 answered flagged").wait_for()
    assert option(page, "Amazon RDS").locator("input").is_checked()


def test_no_more_options_than_are_asked_for(browse, exam):
    page = browse(f"{exam.path}{exam.number(3)}/")
    for text in ("Amazon S3", "AWS Lambda", "Amazon RDS"):
        option(page, text).click()
    page.get_by_text("You have chosen as many as are asked for. Take one back first.").wait_for()
    assert not option(page, "Amazon RDS").locator("input").is_checked()
    saved(page)
    assert exam.chosen(exam.number(3)) == ["AWS Lambda", "Amazon S3"]
    option(page, "Amazon S3").click()
    option(page, "Amazon RDS").click()
    saved(page)
    page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('exam.'))")
    assert exam.chosen(exam.number(3)) == ["AWS Lambda", "Amazon RDS"]


def test_the_end_is_announced_twice_and_then_it_hands_in(browse, exam):
    exam.ends_in(minutes=10, seconds=2)
    page = browse(exam.path)
    assert page.locator("#exam-clock").text_content().strip() == "11 min left"
    page.get_by_text("Ten minutes left.").wait_for()
    assert re.fullmatch(r"(10:00|9:5\d)", page.locator("#exam-clock").text_content().strip())
    exam.ends_in(minutes=1)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_text("Two minutes left.").wait_for()
    option(page, "AWS IAM").click()
    exam.ends_in(seconds=2)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_url("**/result/")
    attempt = Attempt.objects.get()
    assert attempt.submitted_at is not None
    assert exam.chosen(1) == ["AWS IAM"]


def test_the_keyboard_is_enough(browse, exam):
    page = browse(exam.path)
    page.keyboard.press("2")
    page.keyboard.press("f")
    page.keyboard.press("n")
    assert shown(page) == "Question 2 of 4"
    page.keyboard.press("ArrowRight")
    assert shown(page) == "Question 3 of 4"
    page.keyboard.press("p")
    page.keyboard.press("ArrowLeft")
    assert shown(page) == "Question 1 of 4"
    assert page.locator(".exam-question:visible input[name=options]").nth(1).is_checked()
    assert page.get_by_role("button", name="Question 1 answered flagged").is_visible()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys of the exam")
    dialog.get_by_role("checkbox").uncheck()
    dialog.get_by_role("button", name="Close").click()
    page.keyboard.press("n")
    page.keyboard.press("3")
    assert shown(page) == "Question 1 of 4"
    assert page.locator(".exam-question:visible input[name=options]").nth(1).is_checked()


def test_without_scripts_it_is_a_form_a_question(browse, exam):
    page = browse(exam.path, java_script_enabled=False)
    assert "ends at" in page.locator("#exam-clock").text_content()
    option(page, "AWS IAM").click()
    page.get_by_role("button", name="Question 3").click()
    assert shown(page) == "Question 3 of 4"
    assert exam.chosen(1) == ["AWS IAM"]
    option(page, "AWS Lambda").click()
    page.get_by_role("button", name="Look it over and hand in").click()
    assert page.get_by_text("2 questions are open. They count as wrong.").is_visible()
    page.get_by_role("link", name="Question 2").click()
    option(page, "AWS Lambda").click()
    page.get_by_role("button", name="Previous").click()
    page.get_by_role("button", name="Look it over and hand in").click()
    page.get_by_role("button", name="Hand in and see the result").click()
    assert page.url.endswith("/result/")
    assert page.get_by_text("All 4").is_visible()


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (1280, "dark"), (390, "light"), (320, "dark")])
def test_everyone_can_use_it(browse, exam, complaints, width, theme):
    page = browse(START, width=width, color_scheme=theme, reduced_motion="reduce")
    visits = {
        "start": lambda: None,
        "question": lambda: (page.goto(f"{exam.path}{exam.number(0)}/"), option(page, "AWS IAM").click(), saved(page)),
        "two right": lambda: page.goto(f"{exam.path}{exam.number(3)}/"),
        "hand in": lambda: page.get_by_role("button", name="Look it over and hand in").click(),
        "hand in alone": lambda: page.goto(f"{exam.path}submit/"),
        "result": lambda: page.get_by_role("button", name="Hand in and see the result").click(),
        "all": lambda: page.get_by_role("link", name="All 4").click(),
        "history": lambda: page.goto(START),
    }
    for name, visit in visits.items():
        visit()
        page.wait_for_load_state()
        before = len(complaints)
        assert violations(page) == [], name
        del complaints[before:]  # axe tries styles of its own
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
