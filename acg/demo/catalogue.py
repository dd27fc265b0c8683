"""Writes the demo school's catalogue through the verbs that instructors use."""

from dataclasses import dataclass
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import slugify

from acg.demo.texts import CourseText, LessonText, read_courses
from acg.users.models import User
from checkout.selectors import live_currencies, offer_for_course
from checkout.services import add_price, offer_course, offer_membership, offer_path, offer_team
from courses import services
from courses.models import (
    Certification,
    Course,
    Domain,
    ExamVersion,
    Instructor,
    LearningPath,
    LearningPathStep,
    Lesson,
    Option,
    Question,
    QuestionPool,
    Section,
    Tag,
    TaskStatement,
)
from videos.models import Video
from videos.services import add_captions, store_video

FOLDER = Path(__file__).resolve().parent
INSTRUCTORS = {
    "maya-ortiz": (
        "Maya Ortiz",
        "AWS architect, twelve years of on-call",
        "Maya ran payments for a marketplace before she taught.",
    ),
    "jonas-berg": ("Jonas Berg", "Azure and Kubernetes", "Jonas repairs clusters and writes down how."),
    "priya-nair": ("Priya Nair", "Google Cloud and Linux", "Priya explains systems by drawing them on paper first."),
}
CERTIFICATIONS = {
    "CLF-C02": ("aws", "AWS Certified Cloud Practitioner", 90, 65),
    "SAA-C03": ("aws", "AWS Certified Solutions Architect - Associate", 130, 65),
    "DVA-C02": ("aws", "AWS Certified Developer - Associate", 130, 65),
    "SCS-C02": ("aws", "AWS Certified Security - Specialty", 170, 65),
    "AZ-900": ("azure", "Microsoft Certified: Azure Fundamentals", 45, 40),
    "AZ-104": ("azure", "Microsoft Certified: Azure Administrator Associate", 100, 50),
    "CDL": ("google", "Google Cloud Digital Leader", 90, 55),
    "ACE": ("google", "Google Cloud Associate Cloud Engineer", 120, 50),
    "CKA": ("kubernetes", "Certified Kubernetes Administrator", 120, 17),
    "LFCS": ("linux", "Linux Foundation Certified System Administrator", 120, 20),
}
# https://d1.awsstatic.com/training-and-certification/docs-cloud-practitioner/AWS-Certified-Cloud-Practitioner_Exam-Guide.pdf
CLF_DOMAINS = [
    ("Cloud concepts", 24, "Define the benefits of the cloud"),
    ("Security and compliance", 30, "Explain the shared responsibility model"),
    ("Cloud technology and services", 34, "Name the right service for a task"),
    ("Billing, pricing and support", 12, "Compare pricing models"),
]
PATHS = {
    "aws-from-zero": (
        "AWS from zero to architect",
        "Three courses in the order to take them.",
        ["aws-cloud-practitioner-essentials", "aws-solutions-architect-associate", "aws-security-piece-by-piece"],
        14900,
    ),
    "three-clouds": (
        "Three clouds, one vocabulary",
        "The fundamentals of AWS, Azure and Google Cloud side by side.",
        ["aws-cloud-practitioner-essentials", "azure-fundamentals", "google-cloud-digital-leader"],
        8900,
    ),
}
EUROS = {
    "aws-cloud-practitioner-essentials": 4500,
    "aws-solutions-architect-associate": 7300,
    "azure-fundamentals": 3600,
    "google-cloud-digital-leader": 3600,
}
MEMBERSHIP = ("All courses", {"month": 2500, "year": 24000})
TEAM = ("Seats for a team", {"month": 2000, "year": 19200})
TRIAL_DAYS = 14


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the people of the demo school can take and buy, by slug."""

    courses: dict[str, Course]


@transaction.atomic
def write_catalogue(*, teacher: User) -> Catalogue:
    """Write whatever of the catalogue is missing; what is there is left as it is.

    Args:
        teacher: the account that authors Maya Ortiz's courses.
    """
    instructors = {slug: _instructor(slug, teacher if slug == "maya-ortiz" else None) for slug in INSTRUCTORS}
    for code in CERTIFICATIONS:
        _exam_version(code)
    existing = {course.slug: course for course in Course.objects.all()}
    texts = read_courses()
    courses = {text.facts["slug"]: existing.get(text.facts["slug"]) or _course(text, instructors) for text in texts}
    _paths(courses)
    _euros(courses)
    title, plans = MEMBERSHIP
    for interval, amount in plans.items():
        offer = offer_membership(title=title)
        add_price(offer=offer, currency="USD", amount_minor=amount, interval=interval, trial_days=TRIAL_DAYS)
    title, plans = TEAM
    for interval, amount in plans.items():
        add_price(offer=offer_team(title=title), currency="USD", amount_minor=amount, interval=interval)
    return Catalogue(courses)


def _instructor(slug: str, user: User | None) -> Instructor:
    name, headline, bio = INSTRUCTORS[slug]
    known = Instructor.objects.filter(slug=slug).first()
    return known or services.save_instructor(instructor=Instructor(slug=slug, name=name, headline=headline, bio=bio, user=user))


def _exam_version(code: str) -> ExamVersion:
    provider, name, minutes, questions = CERTIFICATIONS[code]
    certification, _ = Certification.objects.get_or_create(name=name, defaults={"provider": provider, "slug": slugify(name)[:50]})
    facts = {"certification": certification, "minutes": minutes, "question_count": questions}
    version, is_new = ExamVersion.objects.get_or_create(code=code, defaults=facts)
    if is_new and code == "CLF-C02":
        for position, (domain_name, weight, task) in enumerate(CLF_DOMAINS, start=1):
            domain = Domain.objects.create(exam_version=version, position=position, name=domain_name, weight_percent=weight)
            TaskStatement.objects.create(domain=domain, code=f"{position}.1", text=task)
    return version


def _course(text: CourseText, instructors: dict[str, Instructor]) -> Course:
    facts = text.facts
    course = services.save_course(
        course=Course(
            kind=facts.get("kind", "course"),
            slug=facts["slug"],
            title=text.title,
            summary=facts["summary"],
            description=facts["summary"],
            outcomes=text.lists.get("outcomes", []),
            requirements=text.lists.get("requirements", []),
            faq=[dict(zip(("question", "answer"), line.split(" :: "), strict=True)) for line in text.lists.get("faq", [])],
            provider=facts["provider"],
            level=facts["level"],
            exam_version=ExamVersion.objects.filter(code=facts.get("exam", "")).first(),
            instructor=instructors[facts["instructor"]],
            is_free=facts.get("free") == "yes",
        ),
        tags=[
            Tag.objects.get_or_create(slug=name, defaults={"name": name.replace("-", " ")})[0] for name in facts["tags"].split(", ")
        ],
    )
    for section_text in text.sections:
        section = services.save_section(section=Section(course=course, title=section_text.title))
        for lesson_text in section_text.lessons:
            _lesson(lesson_text, section)
    if "price" in facts:
        add_price(offer=offer_course(course=course), currency="USD", amount_minor=int(facts["price"]))
    services.publish_course(course=course)
    return course


def _lesson(text: LessonText, section: Section) -> None:
    lesson = Lesson(section=section, kind=text.kind, title=text.title, body=text.body, is_free_preview=text.is_free_preview)
    statements: list[TaskStatement] = []
    if text.questions:
        lesson.pool = services.save_pool(pool=QuestionPool(course=section.course, title=text.title))
        lesson.time_limit_minutes = int(text.facts["minutes"]) if "minutes" in text.facts else None
        for question in text.questions:
            statement = TaskStatement.objects.filter(
                domain__exam_version=section.course.exam_version, domain__position=question.domain
            ).first()
            options = [
                Option(text=option.text, is_correct=option.is_correct, explanation=option.explanation)
                for option in question.options
            ]
            services.save_question(
                question=Question(pool=lesson.pool, stem=question.stem, task_statement=statement), options=options
            )
    elif section.course.exam_version is not None:
        statements = list(
            TaskStatement.objects.filter(domain__exam_version=section.course.exam_version, domain__position=section.position)
        )
    if "clip" in text.facts:
        lesson.video = _clip(text.title)
    services.save_lesson(lesson=lesson, task_statements=statements)


def _clip(title: str) -> Video:
    poster = ContentFile((FOLDER / "clip.jpg").read_bytes(), name="clip.jpg")
    film = ContentFile((FOLDER / "clip.mp4").read_bytes(), name="clip.mp4")
    video = store_video(title=title, file=film, poster=poster)
    for language in ("en", "es"):
        add_captions(video=video, language=language, text=(FOLDER / f"clip.{language}.vtt").read_text())
    return video


def _paths(courses: dict[str, Course]) -> None:
    for slug, (title, summary, steps, price) in PATHS.items():
        path, is_new = LearningPath.objects.get_or_create(
            slug=slug, defaults={"title": title, "summary": summary, "is_published": True}
        )
        if is_new:
            for position, step in enumerate(steps, start=1):
                LearningPathStep.objects.create(path=path, course=courses[step], position=position)
            add_price(offer=offer_path(path=path), currency="USD", amount_minor=price)


def _euros(courses: dict[str, Course]) -> None:
    """Sell some courses in euros as well, unless they are."""
    for slug, amount in EUROS.items():
        offer = offer_for_course(courses[slug].pk)
        if offer is not None and "EUR" not in live_currencies(offer):
            add_price(offer=offer, currency="EUR", amount_minor=amount)
