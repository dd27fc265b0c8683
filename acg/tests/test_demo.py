import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from acg.demo.accounts import LOGINS
from acg.demo.texts import read_course, read_courses
from acg.users.models import User
from checkout.models import Coupon, Offer, Order
from courses.models import Course, Instructor, LearningPath, Lesson, Option, Question, Review
from students.models import Enrollment, LessonProgress
from students.selectors import library, may_learn

pytestmark = pytest.mark.django_db(transaction=True)  # one order is bought over HTTP


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def load():
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def counts():
    models = (Course, Lesson, Question, Option, Offer, Order, Coupon, User, Review, Enrollment, LessonProgress, LearningPath)
    return {model.__name__: model.objects.count() for model in models}


def test_the_demo_is_a_whole_school_and_loading_it_again_changes_nothing(media):
    assert load() == "demo school: 12 courses of its own, 12 in the catalogue\n"
    first = counts()
    assert first["Course"] == 12
    assert (first["LearningPath"], Instructor.objects.count()) == (2, 3)
    assert set(Course.objects.values_list("provider", flat=True)) >= {"aws", "azure", "google"}
    assert Course.objects.filter(published_at=None).count() == 0
    assert Lesson.objects.filter(video__isnull=False, video__captions__language="es").exists()
    assert set(LOGINS) <= set(User.objects.values_list("email", flat=True))
    load()
    assert counts() == first


def test_what_is_taught_bought_and_learned(media):
    load()
    percents = {
        row.percent for email in ("student", "ines", "tom") for row in library(user=User.objects.get(email=f"{email}@example.com"))
    }
    assert 0 in percents
    assert any(30 <= percent <= 50 for percent in percents)
    assert 100 in percents
    exam = Lesson.objects.get(kind="exam")
    assert exam.pool.questions.count() == 12
    assert not Option.objects.filter(question__pool=exam.pool, explanation="").exists()
    assert set(exam.pool.questions.values_list("task_statement__domain__position", flat=True)) == {1, 2, 3, 4}
    assert Course.objects.get(slug="aws-cloud-practitioner-essentials").list_prices == {"USD": 4900, "EUR": 4500}
    refunded = Order.objects.get(state="refunded")
    assert (refunded.buyer.email, refunded.offer.course.slug) == ("tom@example.com", "serverless-in-practice")
    assert list(refunded.ledger.values_list("kind", "amount_minor")) == [("payment", 8900), ("refund", -8900)]
    assert refunded.refunds.get().requested_by.email == "staff@example.com"
    assert not may_learn(user=refunded.buyer, course=refunded.offer.course)


def test_the_demo_never_enters_a_school_that_takes_money(media):
    with override_settings(STRIPE_SANDBOX=False), pytest.raises(CommandError, match="real money"):
        load()
    assert User.objects.count() == 0


def test_loading_needs_no_tool_of_the_developers():
    script = "import sys; sys.modules['imageio_ffmpeg'] = None; import django; django.setup(); import acg.demo.people"
    subprocess.run([sys.executable, "-c", script], check=True, env=os.environ | {"DJANGO_SETTINGS_MODULE": "acg.settings"})  # noqa: S603 -- our own words


def test_every_course_reads_completely():
    for course in read_courses():
        assert {"slug", "provider", "level", "instructor", "tags", "summary"} <= set(course.facts), course.title
        assert course.facts.get("free") == "yes" or int(course.facts["price"]) > 0
        assert all(section.lessons for section in course.sections), course.title
        for lesson in (lesson for section in course.sections for lesson in section.lessons):
            assert lesson.body or lesson.questions, lesson.title
            assert all(any(option.is_correct for option in question.options) for question in lesson.questions)


def test_a_text_becomes_sections_lessons_and_questions():
    course = read_course(
        "# T\nslug: t\noutcomes:\n- one\n## S\n### quiz preview Q\nminutes: 5\n? domain=2 Why?\n* yes :: so\n- no :: not\n"
    )
    [lesson] = course.sections[0].lessons
    assert (course.title, course.facts, course.lists) == ("T", {"slug": "t", "outcomes": ""}, {"outcomes": ["one"]})
    assert (lesson.kind, lesson.is_free_preview, lesson.facts) == ("quiz", True, {"minutes": "5"})
    [question] = lesson.questions
    assert (question.stem, question.domain, [option.is_correct for option in question.options]) == ("Why?", 2, [True, False])
