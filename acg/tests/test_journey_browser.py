"""A newcomer's whole way through the school: find, buy without an account, get in by code, learn, sit the exam."""

import re

import pytest
from django.core import mail

from acg.tests.browser import overflows, violations
from checkout.models import Order, OrderState
from courses.models import Option
from students.models import Attempt, Grant, LessonProgress

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EMAIL = "newcomer@example.com"
COURSE = "aws-cloud-practitioner-essentials"


class Visitor:
    """Someone with a browser who looks closely: every page is checked, and every complaint of the browser kept."""

    def __init__(self, context, url):
        self.page = context.new_page()
        self.url = url
        self.complaints: list[str] = []
        self.page.on("console", self.listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def listen(self, message):
        """Keep an error of the page's own; axe, which has no address, tries styles that the policy forbids."""
        if message.type == "error" and message.location["url"]:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def go(self, path):
        self.page.goto(self.url + path)

    def look(self, name):
        """Check the page as it stands."""
        assert violations(self.page) == [], name
        assert not overflows(self.page), f"{name} is wider than the window"

    def click(self, role, name, **options):
        self.page.get_by_role(role, name=name, **options).first.click()
        self.page.wait_for_load_state()


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)], ids=["desktop", "phone"])
def test_a_newcomer_finds_buys_learns_and_passes(chromium, demo_school, width, height):
    context = chromium.new_context(viewport={"width": width, "height": height})
    visitor = Visitor(context, demo_school.url)
    find(visitor)
    buy(visitor)
    sign_in(visitor)
    watch(visitor)
    sit_the_exam(visitor)
    keep_the_receipt(visitor)
    context.close()
    assert visitor.complaints == []


def find(visitor):
    visitor.go("/")
    visitor.look("home")
    visitor.go("/courses/")
    visitor.look("catalogue")
    visitor.go("/courses/?q=IAM")
    visitor.look("search")
    assert visitor.page.get_by_role("link", name=re.compile("IAM: users, groups")).count() >= 1
    visitor.page.locator(f"a[href='/courses/{COURSE}/']").first.click()
    visitor.page.wait_for_load_state()
    visitor.look("course")


def buy(visitor):
    page = visitor.page
    visitor.click("link", re.compile("Buy this course"))
    visitor.look("checkout")
    visitor.click("button", re.compile(r"^Pay \$49"))
    visitor.look("payment page")
    page.get_by_label("E-mail").fill(EMAIL)
    visitor.click("button", "Card declined")
    assert Order.objects.get(email="").state == OrderState.OPEN
    page.get_by_label("E-mail").fill(EMAIL)
    visitor.click("button", "Pay", exact=True)
    page.get_by_text("You are in").wait_for(timeout=20_000)
    visitor.look("done")
    assert Grant.objects.get(user__email=EMAIL).course.slug == COURSE


def sign_in(visitor):
    visitor.click("link", "Sign in with a code by mail")
    visitor.look("ask for a code")
    visitor.page.get_by_label("Email").fill(EMAIL)
    visitor.click("button", "Request Code")
    visitor.look("type the code")
    subject = next(message.subject for message in mail.outbox if "sign-in code" in message.subject)
    visitor.page.locator("input[name=code]").fill(subject.split()[0])
    visitor.click("button", "Confirm")
    assert visitor.page.url == f"{visitor.url}/learn/"
    visitor.look("dashboard")


def watch(visitor):
    page = visitor.page
    second = "() => document.querySelector('video').currentTime"
    visitor.click("link", re.compile("^Begin"))
    visitor.look("film")
    page.wait_for_function("() => document.querySelector('video')?.readyState >= 2")
    with page.expect_response(lambda answer: answer.url.endswith("/learn/progress/") and answer.ok):
        page.evaluate("async () => { const v = document.querySelector('video'); v.currentTime = 20; await v.play(); }")
        page.wait_for_function("() => document.querySelector('video').currentTime > 22")
        page.evaluate("() => document.querySelector('video').pause()")
    left_at = page.evaluate(second)
    page.reload()
    page.wait_for_function("() => document.querySelector('video')?.currentTime > 1")
    assert abs(page.evaluate(second) - left_at) < 2
    assert LessonProgress.objects.get(enrollment__user__email=EMAIL, lesson__kind="video").position_seconds >= 20
    visitor.go(f"/learn/{COURSE}/iam-users-groups-roles-and-policies/")
    visitor.look("article")


def sit_the_exam(visitor):
    page = visitor.page
    visitor.go(f"/learn/{COURSE}/practice-exam-twelve-questions-twenty-minutes/")
    visitor.look("before the exam")
    visitor.click("button", "Start the exam")
    visitor.look("question")
    attempt = Attempt.objects.get(enrollment__user__email=EMAIL)
    for number, item in enumerate(attempt.form, start=1):
        for option in Option.objects.filter(question=item["question"], is_correct=True):
            page.locator(f".exam-option:has(input[value='{option.public_id}'])").click()
        page.get_by_role("button", name="Look it over" if number == len(attempt.form) else "Next", exact=True).click()
    page.get_by_text("Every question has an answer.").wait_for()
    visitor.look("hand in")
    page.get_by_role("button", name="Hand in and see the result").click()
    page.get_by_role("heading", name="1000 of 1000 — a pass").wait_for()
    visitor.look("result")


def keep_the_receipt(visitor):
    visitor.go("/orders/")
    visitor.look("orders")
    visitor.page.locator("main a[href^='/orders/']").first.click()
    visitor.page.wait_for_load_state()
    visitor.look("receipt")
    visitor.go("/learn/")
    visitor.look("dashboard with progress")
