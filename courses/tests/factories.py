"""Courses for tests: a row each, with the least that makes it true.

`CourseFactory(published=True)` is public; `QuestionFactory(right=2, wrong=3)` has options; `LessonFactory(exam=True)` asks a pool.
"""

from typing import Any

import factory
from django.utils import timezone

from acg.shared.rich_text import markdown_to_html
from acg.users.tests.factories import UserFactory
from courses.models import (
    Certification,
    Course,
    CourseImage,
    Domain,
    ExamVersion,
    Instructor,
    LearningPath,
    LearningPathStep,
    Lesson,
    LessonKind,
    LessonResource,
    Option,
    Provider,
    Question,
    QuestionPool,
    Review,
    Section,
    Tag,
    TaskStatement,
)

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000"
    "000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)


def _html(source: str) -> Any:
    """Return a declaration of the sanitised HTML of another field."""
    return factory.LazyAttribute(lambda row: markdown_to_html(getattr(row, source)))


class InstructorFactory(factory.django.DjangoModelFactory[Instructor]):
    class Meta:
        model = Instructor

    name = factory.Sequence(lambda n: f"Instructor {n}")
    slug = factory.Sequence(lambda n: f"instructor-{n}")
    bio_html = _html("bio")
    bio = ""


class TagFactory(factory.django.DjangoModelFactory[Tag]):
    class Meta:
        model = Tag

    name = factory.Sequence(lambda n: f"Tag {n}")
    slug = factory.Sequence(lambda n: f"tag-{n}")


class CertificationFactory(factory.django.DjangoModelFactory[Certification]):
    class Meta:
        model = Certification

    provider = Provider.AWS
    name = factory.Sequence(lambda n: f"Certification {n}")
    slug = factory.Sequence(lambda n: f"certification-{n}")


class ExamVersionFactory(factory.django.DjangoModelFactory[ExamVersion]):
    class Meta:
        model = ExamVersion

    certification = factory.SubFactory(CertificationFactory)
    code = factory.Sequence(lambda n: f"EXM-C{n:02}")


class DomainFactory(factory.django.DjangoModelFactory[Domain]):
    class Meta:
        model = Domain

    exam_version = factory.SubFactory(ExamVersionFactory)
    position = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"Domain {n}")
    weight_percent = 25


class TaskStatementFactory(factory.django.DjangoModelFactory[TaskStatement]):
    class Meta:
        model = TaskStatement

    domain = factory.SubFactory(DomainFactory)
    code = factory.Sequence(lambda n: f"1.{n}")
    text = factory.Sequence(lambda n: f"Task {n}")


class CourseFactory(factory.django.DjangoModelFactory[Course]):
    class Meta:
        model = Course

    class Params:
        published = factory.Trait(published_at=factory.LazyFunction(timezone.now))
        series = factory.Trait(kind="series", is_free=True)

    title = factory.Sequence(lambda n: f"Course {n}")
    slug = factory.Sequence(lambda n: f"course-{n}")
    description = ""
    description_html = _html("description")
    provider = Provider.AWS
    instructor = factory.SubFactory(InstructorFactory)


class CourseImageFactory(factory.django.DjangoModelFactory[CourseImage]):
    class Meta:
        model = CourseImage

    course = factory.SubFactory(CourseFactory)
    key = factory.Sequence(lambda n: f"images/picture-{n}.png")
    file = factory.django.FileField(filename="picture.png", data=PNG)
    sha256 = "0" * 64


class SectionFactory(factory.django.DjangoModelFactory[Section]):
    class Meta:
        model = Section

    course = factory.SubFactory(CourseFactory)
    key = factory.Sequence(lambda n: f"section-{n}")
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Section {n}")


class QuestionPoolFactory(factory.django.DjangoModelFactory[QuestionPool]):
    class Meta:
        model = QuestionPool

    course = factory.SubFactory(CourseFactory)
    key = factory.Sequence(lambda n: f"pool-{n}")
    title = factory.Sequence(lambda n: f"Pool {n}")


class LessonFactory(factory.django.DjangoModelFactory[Lesson]):
    """A lesson of a section; its course is the section's, and so is that of its pool."""

    class Meta:
        model = Lesson

    class Params:
        quiz = factory.Trait(
            kind=LessonKind.QUIZ, pool=factory.SubFactory(QuestionPoolFactory, course=factory.SelfAttribute("..course"))
        )
        exam = factory.Trait(
            kind=LessonKind.EXAM,
            pool=factory.SubFactory(QuestionPoolFactory, course=factory.SelfAttribute("..course")),
            time_limit_minutes=90,
        )

    section = factory.SubFactory(SectionFactory)
    course = factory.SelfAttribute("section.course")
    key = factory.Sequence(lambda n: f"lesson-{n}")
    slug = factory.Sequence(lambda n: f"lesson-{n}")
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Lesson {n}")
    body = ""
    body_html = _html("body")


class LessonResourceFactory(factory.django.DjangoModelFactory[LessonResource]):
    class Meta:
        model = LessonResource

    lesson = factory.SubFactory(LessonFactory)
    title = factory.Sequence(lambda n: f"Resource {n}")
    url = "https://docs.example.com/"


class OptionFactory(factory.django.DjangoModelFactory[Option]):
    class Meta:
        model = Option

    question = factory.SubFactory("courses.tests.factories.QuestionFactory")
    position = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"Option {n}")
    text_html = _html("text")
    is_correct = False
    explanation = ""
    explanation_html = _html("explanation")


class QuestionFactory(factory.django.DjangoModelFactory[Question]):
    """A question; `right=1, wrong=3` gives it options at positions 1 to 4, the right ones first."""

    class Meta:
        model = Question
        skip_postgeneration_save = True

    pool = factory.SubFactory(QuestionPoolFactory)
    key = factory.Sequence(lambda n: f"question-{n}")
    position = factory.Sequence(lambda n: n + 1)
    stem = factory.Sequence(lambda n: f"Question {n}?")
    stem_html = _html("stem")
    explanation = ""
    explanation_html = _html("explanation")

    @factory.post_generation
    def right(self, _create, count, **_options):
        for position in range(1, (count or 0) + 1):
            OptionFactory(question=self, position=position, is_correct=True, text=f"Right {position}")

    @factory.post_generation
    def wrong(self, _create, count, **_options):
        before = self.options.count()
        for number in range(1, (count or 0) + 1):
            OptionFactory(question=self, position=before + number, text=f"Wrong {number}")


class ReviewFactory(factory.django.DjangoModelFactory[Review]):
    class Meta:
        model = Review

    course = factory.SubFactory(CourseFactory)
    author = factory.SubFactory(UserFactory)
    stars = 5
    text = "Clear and short."


class LearningPathFactory(factory.django.DjangoModelFactory[LearningPath]):
    class Meta:
        model = LearningPath

    slug = factory.Sequence(lambda n: f"path-{n}")
    title = factory.Sequence(lambda n: f"Path {n}")


class LearningPathStepFactory(factory.django.DjangoModelFactory[LearningPathStep]):
    class Meta:
        model = LearningPathStep

    path = factory.SubFactory(LearningPathFactory)
    course = factory.SubFactory(CourseFactory)
    position = factory.Sequence(lambda n: n + 1)
