"""Fills the demo school with people: who teaches, who learns and how far, who reviews, and what was bought."""

from allauth.account.models import EmailAddress
from django.db import transaction

from acg.demo.accounts import LOGINS, PASSWORD
from acg.demo.catalogue import Catalogue
from acg.demo.refunded import write_refunded_order
from acg.users.models import Role, User
from checkout.models import Coupon
from checkout.selectors import offer_for_course
from checkout.services import start_checkout
from courses.models import Course, Lesson, Question
from courses.services import write_review
from students.models import Enrollment
from students.services import complete_lesson, enrol, save_answer, start_attempt, submit_attempt, touch_lesson

NAMES = {
    "student@example.com": ("Sam Rivera", Role.STUDENT),
    "instructor@example.com": ("Maya Ortiz", Role.INSTRUCTOR),
    "editor@example.com": ("Edda Holm", Role.EDITOR),
    "staff@example.com": ("Stella Park", Role.STAFF),
}
# Who has done how much of what, in per cent of the lessons.
LEARNERS = {
    "student@example.com": {"aws-cloud-practitioner-essentials": 40, "linux-from-the-first-login": 0},
    "ines@example.com": {"aws-cloud-practitioner-essentials": 100, "aws-solutions-architect-associate": 40, "cloud-minutes": 100},
    "tom@example.com": {"azure-fundamentals": 100, "azure-administrator": 0, "certified-kubernetes-administrator": 40},
    "aiko@example.com": {
        "google-cloud-digital-leader": 100,
        "google-associate-cloud-engineer": 40,
        "linux-from-the-first-login": 100,
    },
    "paul@example.com": {"aws-cloud-practitioner-essentials": 0, "serverless-in-practice": 40, "linux-from-the-first-login": 40},
}
REVIEWS = {
    ("ines@example.com", "aws-cloud-practitioner-essentials"): (5, "Passed with 842. The domain bars told me what to repeat."),
    ("paul@example.com", "aws-cloud-practitioner-essentials"): (4, "Short lessons that fit into a lunch break."),
    ("ines@example.com", "aws-solutions-architect-associate"): (5, "The first course that shows how designs fail."),
    ("tom@example.com", "azure-fundamentals"): (5, "Clear and without filler."),
    ("tom@example.com", "certified-kubernetes-administrator"): (4, "Hard, and fair."),
    ("aiko@example.com", "google-cloud-digital-leader"): (4, "I could explain it to my manager the same day."),
    ("aiko@example.com", "linux-from-the-first-login"): (5, "Where was this ten years ago?"),
    ("paul@example.com", "serverless-in-practice"): (5, "The outbox lesson alone was worth it."),
}
# Who bought what and got the money back.
REFUNDED = ("tom@example.com", "serverless-in-practice")
GIFT_COUPON, WELCOME_COUPON, LIMITED_COUPON = "GIFT100", "WELCOME20", "ONCE30"


def write_teacher() -> User:
    """Make the accounts that can sign in, and return the instructor's."""
    for email, (name, role) in NAMES.items():
        _account(email, name, role, password=PASSWORD)
    return User.objects.get(email="instructor@example.com")


def write_people(*, catalogue: Catalogue) -> None:
    """Let people learn, review and change their mind; whatever is there is left as it is."""
    Coupon.objects.get_or_create(code=GIFT_COUPON, defaults={"percent_off": 100, "max_redemptions": 1000})
    Coupon.objects.get_or_create(code=WELCOME_COUPON, defaults={"percent_off": 20})
    Coupon.objects.get_or_create(code=LIMITED_COUPON, defaults={"percent_off": 30, "max_redemptions": 100, "max_per_person": 1})
    for email, courses in LEARNERS.items():
        user = _account(email, email.partition("@")[0].title(), Role.STUDENT, password=PASSWORD if email in LOGINS else None)
        for slug, percent in courses.items():
            course = catalogue.courses[slug]
            if not Enrollment.objects.filter(user=user, course=course).exists():
                _take(user, course)
                _learn(user, course, percent)
    for (email, slug), (stars, text) in REVIEWS.items():
        course = catalogue.courses[slug]
        if not course.reviews.filter(author__email=email).exists():
            write_review(course=course, author=User.objects.get(email=email), stars=stars, text=text)
    write_refunded_order(
        course=catalogue.courses[REFUNDED[1]],
        buyer=User.objects.get(email=REFUNDED[0]),
        staff=User.objects.get(email="staff@example.com"),
    )


@transaction.atomic
def _account(email: str, name: str, role: Role, *, password: str | None) -> User:
    known = User.objects.filter(email=email).first()
    if known:
        return known
    user = User.objects.create_user(email, password, name=name, role=role)
    EmailAddress.objects.filter(user=user).update(verified=True)
    return user


def _take(user: User, course: Course) -> None:
    """Let someone have a course: for nothing when it is free, else by an order that a coupon pays in full."""
    offer = offer_for_course(course.pk)
    if offer is None:
        enrol(user=user, course=course)
        return
    start_checkout(
        offer=offer,
        buyer=user,
        visitor_key="",
        currency="USD",
        coupon_code=GIFT_COUPON,
        success_url="/learn/",
        cancel_url="/courses/",
    )


def _learn(user: User, course: Course, percent: int) -> None:
    """Complete the first lessons of a course, and open the next."""
    lessons = list(course.lessons.order_by("section__position", "position"))
    done = len(lessons) * percent // 100
    for lesson in lessons[:done]:
        if lesson.is_assessed:
            _pass(user, lesson)
        else:
            complete_lesson(user=user, lesson=lesson)
    for lesson in lessons[done : done + 1]:
        touch_lesson(user=user, lesson=lesson)


def _pass(user: User, lesson: Lesson) -> None:
    """Sit a quiz or exam and answer everything right."""
    attempt = start_attempt(user=user, lesson=lesson)
    for question in Question.objects.filter(pk__in=[item["question"] for item in attempt.form]).prefetch_related("options"):
        save_answer(
            user=user,
            attempt_id=attempt.public_id,
            question_id=question.public_id,
            option_ids=[option.public_id for option in question.options.all() if option.is_correct],
            is_flagged=False,
            seq=1,
        )
    submit_attempt(user=user, attempt_id=attempt.public_id)
