"""The public pages in a real browser: usable by everyone, at every width, with and without a script."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from acg.tests.browser import let_threads_finish, overflows, violations
from acg.users.tests.factories import UserFactory
from checkout.tests.factories import OfferFactory
from courses.tests.factories import (
    CourseFactory,
    DomainFactory,
    ExamVersionFactory,
    InstructorFactory,
    LearningPathFactory,
    LearningPathStepFactory,
    LessonFactory,
    ReviewFactory,
    SectionFactory,
    TagFactory,
)
from students.tests.factories import EnrollmentFactory, GrantFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PUBLIC = [
    "/",
    "/courses/",
    "/courses/?q=iam&provider=aws",
    "/courses/?q=xyzzy",
    "/courses/clf/",
    "/paths/",
    "/paths/aws/",
    "/practice-exams/",
    "/instructors/maya/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/login/code/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/nothing-here/",
]
OWN = ["/", "/courses/", "/courses/clf/", "/accounts/email/", "/accounts/password/change/", "/accounts/logout/"]


@pytest.fixture
def school():
    exam = ExamVersionFactory(code="CLF-C02", certification__name="AWS Certified Cloud Practitioner")
    for position, (name, weight) in enumerate([("Cloud concepts", 24), ("Security and compliance", 30)], start=1):
        DomainFactory(exam_version=exam, position=position, name=name, weight_percent=weight)
    maya = InstructorFactory(slug="maya", name="Maya Ortiz", headline="Architect", bio="Taught **many**.")
    course = CourseFactory(
        slug="clf",
        title="AWS Certified Cloud Practitioner",
        summary="Everything the exam asks.",
        description="## For whom\n\nFor beginners, with `code` and [links](https://example.com/).",
        published=True,
        exam_version=exam,
        instructor=maya,
        list_prices={"USD": 4900},
        lesson_count=3,
        duration_seconds=43200,
        rating_count=2,
        rating_average="4.50",
        learner_count=100,
        outcomes=["Read a bill and cut it", "Secure accounts with IAM"],
        requirements=["A browser"],
        faq=[{"question": "Do I need to program?", "answer": "No."}],
    )
    course.tags.add(TagFactory(name="Security"))
    section = SectionFactory(course=course, title="Cloud concepts", position=1)
    LessonFactory(section=section, slug="why", title="Why the cloud exists", is_free_preview=True, duration_seconds=372)
    LessonFactory(
        section=section, slug="roles", title="Roles", body="All about IAM roles and groups.", kind="video", duration_seconds=90
    )
    LessonFactory(
        section=SectionFactory(course=course, title="Practice", position=2), slug="exam", title="Practice exam 1", exam=True
    )
    ReviewFactory(course=course, stars=5, text="Clear.", author__name="Ines")
    ReviewFactory(course=course, stars=4, text="Short.", author__name="Paul")
    OfferFactory(course=course, slug="clf")
    path = LearningPathFactory(slug="aws", title="AWS from zero to architect", summary="In order.", is_published=True)
    LearningPathStepFactory(path=path, course=course, position=1)
    for number in range(13):
        other = CourseFactory(
            slug=f"azure-{number}",
            title=f"Azure {number:02}",
            provider="azure",
            level="associate",
            published=True,
            is_free=number == 0,
            list_prices={"USD": 7900},
            learner_count=number,
        )
        LearningPathStepFactory(path=path, course=other, position=number + 2)
    return course


@pytest.fixture
def student(school):
    user = UserFactory(name="Sam Rivera")
    GrantFactory(user=user, course=school)
    EnrollmentFactory(user=user, course=school, completed_lesson_count=1)
    return user


@pytest.fixture
def opened(chromium, live_server):
    """Return how to open a page: a context of its own each, in which every complaint of the browser is a failure."""
    contexts, complaints = [], []

    def open_(path, *, width=1280, user=None, **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, base_url=live_server.url, **options)
        contexts.append(context)
        if user is not None:
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session_of(user), "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if is_complaint(line) else None)
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
    let_threads_finish()
    assert complaints == []


def is_complaint(line):
    """Return whether the browser complains about more than a page that is not there, or the network that a test took away."""
    return line.type == "error" and "404" not in line.text and "ERR_INTERNET_DISCONNECTED" not in line.text


def session_of(user):
    from django.test import Client  # noqa: PLC0415 -- used here only

    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def account(page):
    """Return the account's menu, which those who are signed in have."""
    return page.locator("header summary", has_text="Account")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "light"), (390, "dark")])
def test_everyone_can_use_the_public_pages(school, opened, width, scheme):
    page = opened("/", width=width, color_scheme=scheme)
    for path in PUBLIC:
        page.goto(path)
        assert violations(page) == [], path
        assert not overflows(page), path


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_everyone_can_use_the_pages_of_their_own(student, opened, width, scheme):
    page = opened("/", width=width, color_scheme=scheme, user=student)
    for path in OWN:
        page.goto(path)
        assert account(page).count() == 1, path
        assert violations(page) == [], path
        assert not overflows(page), path


def test_a_longer_language_fits_the_smallest_phone(school, opened):
    page = opened("/", width=320, locale="es-ES")
    for path in PUBLIC:
        page.goto(path)
        assert page.locator("html").get_attribute("lang") == "es"
        assert not overflows(page), path


def test_folds_and_menus_are_usable_open(school, opened):
    page = opened("/courses/", width=390)
    page.get_by_text("Filters", exact=True).click()
    assert violations(page) == []
    page.get_by_label("Menu").first.click()
    assert violations(page) == []


def titles(page):
    return page.locator("#cards h2").all_inner_texts()


def test_a_filter_changes_the_list_the_address_and_comes_back(school, opened):
    page = opened("/courses/")
    page.evaluate("window.here = true")
    page.get_by_label("AWS").check()
    page.wait_for_url("**/courses/?provider=aws")
    expect(page.locator("#cards h2")).to_have_count(1)
    assert titles(page) == ["AWS Certified Cloud Practitioner"]
    assert page.locator("#summary p").inner_text() == "1 course"
    assert page.locator("label[for=level-associate]").inner_text().split() == ["Associate", "0"]
    assert page.evaluate("document.activeElement.id") == "provider-aws", "who filters by keyboard stays where they are"
    assert page.evaluate("window.here"), "the page was not loaded anew"
    page.go_back()
    expect(page.locator("#cards h2")).to_have_count(12)
    assert not page.get_by_label("AWS").is_checked()
    page.go_forward()
    expect(page.locator("#cards h2")).to_have_count(1)
    assert page.get_by_label("AWS").is_checked()


def test_the_order_is_chosen(school, opened):
    page = opened("/courses/")
    page.get_by_label("Sort").select_option("newest")
    page.wait_for_url("**/courses/?sort=newest")
    expect(page.locator("#cards h2").first).to_have_text("Azure 12")


def test_more_courses_come_without_losing_those_before(school, opened):
    page = opened("/courses/")
    page.get_by_role("link", name="Show more courses").click()
    expect(page.locator("#cards h2")).to_have_count(14)
    assert titles(page)[-1] == "Azure 00"
    assert page.locator("#more").count() == 0


def test_the_keyboard_walks_the_suggestions(school, opened):
    page = opened("/courses/clf/")
    box = page.get_by_role("combobox", name="Search courses and lessons")
    box.focus()
    page.keyboard.type("azure 0")
    page.wait_for_selector("#suggestions-head [role=option]")
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert chosen.count() == 1
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowDown")
    target = page.locator("[role=option][aria-selected=true]").get_attribute("data-href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{target}")


def test_enter_without_a_choice_searches(school, opened):
    page = opened("/")
    page.get_by_role("combobox").first.fill("iam")
    page.keyboard.press("Enter")
    page.wait_for_url("**/courses/?q=iam")
    assert "Roles" in page.locator("#results").inner_text()


def test_the_theme_is_kept_and_drawn_by_the_server(school, opened):
    page = opened("/", color_scheme="light")
    page.get_by_label("Light or dark").first.click()
    assert page.locator("html").get_attribute("data-theme") == "school-dark"
    answer = page.goto("/courses/")
    assert 'data-theme="school-dark"' in answer.text()
    page.get_by_label("Light or dark").first.click()
    assert page.locator("html").get_attribute("data-theme") == "school"


def test_a_menu_closes_by_escape_and_gives_the_focus_back(student, opened):
    page = opened("/", user=student)
    account(page).press("Enter")
    assert page.get_by_role("link", name="Sign out").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not page.get_by_role("link", name="Sign out").is_visible()
    assert account(page).evaluate("menu => menu === document.activeElement")


def test_the_first_tab_offers_to_skip(school, opened):
    page = opened("/courses/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_buy_card_is_a_bar_on_a_phone(school, opened):
    page = opened("/courses/clf/", width=390)
    bar = page.locator("div.fixed").get_by_role("link", name="Buy this course")
    assert bar.is_visible()
    assert bar.bounding_box()["height"] >= 40
    wide = opened("/courses/clf/")
    assert not wide.locator("div.fixed").get_by_role("link", name="Buy this course").is_visible()


def test_offline_is_said(school, opened):
    page = opened("/courses/")
    page.context.set_offline(True)
    page.wait_for_selector("#offline:not([hidden])")
    page.context.set_offline(False)
    page.wait_for_selector("#offline", state="hidden")


def test_everything_that_matters_works_without_a_script(school, opened):
    page = opened("/courses/", java_script_enabled=False)
    page.locator("#provider-aws").check()
    page.get_by_role("button", name="Show the courses").click()
    assert re.search(r"provider=aws", page.url)
    assert titles(page) == ["AWS Certified Cloud Practitioner"]
    page.get_by_role("link", name="AWS Certified Cloud Practitioner").first.click()
    page.get_by_text("Do I need to program?").click()
    assert page.get_by_text("No.", exact=True).is_visible()
    assert page.locator('#buy a[href="/checkout/clf/"]').is_visible()
