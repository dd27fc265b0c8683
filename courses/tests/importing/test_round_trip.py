"""import(export(x)) = x."""

import datetime as dt
import hashlib
from pathlib import Path

import hypothesis
import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import models
from hypothesis import strategies as st

from acg.shared.errors import DomainError
from acg.shared.rich_text import markdown_to_html
from courses.exporting import export_course
from courses.importing import import_course
from courses.models import Certification, Course, ExamVersion, Instructor, Lesson, QuestionPool, Tag
from courses.services import recount_course
from courses.services.rendering import render
from courses.tests.factories import (
    PNG,
    CourseFactory,
    CourseImageFactory,
    DomainFactory,
    ExamVersionFactory,
    InstructorFactory,
    LessonFactory,
    LessonResourceFactory,
    OptionFactory,
    QuestionFactory,
    QuestionPoolFactory,
    SectionFactory,
    TagFactory,
    TaskStatementFactory,
)
from videos.models import Video
from videos.services import add_captions, store_video
from videos.tests.films import VTT, film, mp4

pytestmark = pytest.mark.django_db

LOCAL = {"id", "created_at", "list_prices", "learner_count", "rating_count", "rating_average", "search", "user", "owner", "failure"}
"""What is this school's and not the course's: keys of rows, money, learners, accounts; and what the database computes."""


@pytest.fixture
def rich():
    """Make a course with everything that a course may have."""
    exam = ExamVersionFactory(code="ABC-C01", minutes=65, question_count=30, pass_mark=720)
    domain = DomainFactory(exam_version=exam, position=1, name="Ropes", weight_percent=60)
    other_exam_task = TaskStatementFactory(code="9.9", domain=DomainFactory(exam_version=ExamVersionFactory(code="XYZ-900")))
    tasks = [TaskStatementFactory(domain=domain, code=f"1.{n}", text=f"Tie knot {n}") for n in (1, 2)]
    trailer = store_video(title="Trailer", file=film(mp4(seconds=5)), poster=ContentFile(PNG))
    course = CourseFactory(
        published=True,
        series=True,
        title="Ropes & knots «ñ»",
        slug="ropes",
        source_key="test:ropes",
        summary="All about ropes.",
        description="# Ropes\r\n\r\n![Knot](images/a%20knot.png) and <b>more</b>\n",
        outcomes=["Tie", "Untie"],
        requirements=["Hands"],
        faq=[{"question": "Why?", "answer": "Because."}],
        provider="kubernetes",
        level="professional",
        language="es",
        exam_version=exam,
        instructor=InstructorFactory(name="Ada", slug="ada", headline="Bosun", bio="*Old* hand"),
        cover=ContentFile(PNG, name="cover.png"),
        trailer=trailer,
        content_updated_at=dt.datetime(2024, 5, 6, 7, 8, 9, 123456, tzinfo=dt.UTC),
    )
    Course.objects.update(content_updated_at=dt.datetime(2024, 5, 6, 7, 8, 9, 123456, tzinfo=dt.UTC))
    course.tags.set([TagFactory(name="Networking", slug="networking"), TagFactory()])
    CourseImageFactory(course=course, key="images/a%20knot.png", sha256=hashlib.sha256(PNG).hexdigest())
    course.description_html = render(course.description, course=course)
    course.save()
    first, second = SectionFactory(course=course, position=1, key="0" * 32), SectionFactory(course=course, position=2)
    body = "\ufeffText with `code`\r\n\r\n```\n[a](b)\n```\n![Knot](images/a%20knot.png) [next](/learn/ropes/film/)\n\n"
    article = LessonFactory(
        section=first,
        position=1,
        slug="article",
        body=body,
        body_html=render(body, course=course),
        is_free_preview=True,
        duration_seconds=61,
    )
    article.task_statements.set(tasks)
    LessonResourceFactory(lesson=article, title="Link", url="https://ropes.example.com/")
    LessonResourceFactory(lesson=article, title="File", url="", file=ContentFile(b"\x00\x01", name="file.bin"))
    video = store_video(title="Film", file=film())
    add_captions(video=video, language="en", text=VTT)
    add_captions(video=video, language="pt-BR", text=VTT.replace("roof", "telhado"))
    at = dt.datetime(2025, 1, 2, tzinfo=dt.UTC)
    LessonFactory(section=first, position=2, slug="film", kind="video", video=video, duration_seconds=40, published_at=at)
    shared = QuestionPoolFactory(course=course, title="Shared", key="1" * 32)
    quiz = LessonFactory(section=second, position=1, slug="quiz", kind="quiz", pool=shared, question_count=1, pass_mark_percent=80)
    quiz.task_statements.set([other_exam_task])
    LessonFactory(section=second, position=2, slug="exam", kind="exam", pool=shared, time_limit_minutes=30, duration_seconds=1800)
    LessonFactory(section=second, position=3, slug="same-film", kind="video", video=video)
    stem = "Which?\n\n```sh\nls\n```\n1. x\n- A. y"
    one = QuestionFactory(
        pool=shared, position=1, stem=stem, explanation="E", task_statement=tasks[1], lesson=article, lesson_second=12
    )
    OptionFactory(question=one, position=1, text="a\n\nb", is_correct=True, explanation="*yes*")
    OptionFactory(question=one, position=2, text="c", explanation="")
    QuestionFactory(pool=shared, position=2, right=2, wrong=3)
    QuestionPoolFactory(course=course, title="Empty", key="empty")
    recount_course(course=course)
    return course


def content(file):
    return hashlib.sha256(Path(file.path).read_bytes()).hexdigest() if file else ""


def snapshot(row):
    """Return all fields of a row: files by their content, foreign keys by what they point to."""
    values = {}
    for column in row._meta.concrete_fields:
        if column.name in LOCAL or (column.name == "public_id" and isinstance(row, Video)):
            continue
        value = getattr(row, column.name)
        if isinstance(column, models.FileField):
            value = content(value)
        elif isinstance(value, Video):
            value = film_of(value)
        elif isinstance(value, models.Model):
            value = str(getattr(value, "key", None) or getattr(value, "slug", None) or getattr(value, "code", value))
        values[column.name] = value
    return values


def film_of(video):
    tracks = [
        (track.language, content(track.file), [cue.text for cue in track.cues.all()])
        for track in video.captions.order_by("language")
    ]
    return snapshot(video), tracks


def everything(course):
    """Return all that a course is, table by table."""
    course = Course.objects.get(pk=course.pk)
    return {
        "course": snapshot(course),
        "tags": sorted((tag.slug, tag.name) for tag in course.tags.all()),
        "instructor": snapshot(course.instructor),
        "exams": [
            (
                snapshot(exam),
                snapshot(exam.certification),
                [(snapshot(domain), [snapshot(task) for task in domain.task_statements.all()]) for domain in exam.domains.all()],
            )
            for exam in ExamVersion.objects.order_by("code")
        ],
        "sections": [snapshot(section) for section in course.sections.order_by("position")],
        "lessons": [
            (
                snapshot(lesson),
                sorted(task.code for task in lesson.task_statements.all()),
                sorted((snapshot(resource) for resource in lesson.resources.all()), key=lambda values: values["title"]),
            )
            for lesson in course.lessons.order_by("section__position", "position")
        ],
        "pools": [
            (
                snapshot(pool),
                [
                    (snapshot(question), [snapshot(option) for option in question.options.all()])
                    for question in pool.questions.all()
                ],
            )
            for pool in course.question_pools.order_by("key")
        ],
        "images": [snapshot(image) for image in course.images.order_by("key")],
        "films": Video.objects.count(),
    }


def forget(course):
    """Delete a course and all that its import would have to make again."""
    course.lessons.all().delete()
    course.delete()
    for model in (Video, QuestionPool, ExamVersion, Certification, Instructor, Tag):
        model.objects.all().delete()


def test_into_another_school(rich, tmp_path):
    before = everything(rich)
    exported = export_course(course=rich, to=tmp_path / "out")
    assert exported.left_out == []
    assert exported.files == len([path for path in (tmp_path / "out").rglob("*") if path.is_file()])
    forget(rich)
    report = import_course(tmp_path / "out")
    assert everything(report.course) == before
    assert report.skipped == []
    assert (report.sections, report.lessons, report.questions, report.several_answer, report.videos) == (2, 5, 2, 1, 2)


def test_into_the_same_school(rich, tmp_path):
    before = everything(rich)
    keys = list(Lesson.objects.values_list("pk", flat=True))
    export_course(course=rich, to=tmp_path / "out.tar.gz")
    report = import_course(tmp_path / "out.tar.gz")
    assert (report.created, report.updated) == (0, 0)
    assert everything(rich) == before
    assert list(Lesson.objects.values_list("pk", flat=True)) == keys


def test_over_a_changed_course(rich, tmp_path):
    before = everything(rich)
    export_course(course=rich, to=tmp_path / "out")
    first, second = rich.lessons.order_by("section__position", "position")[:2]
    Lesson.objects.filter(pk=first.pk).update(slug="-")
    Lesson.objects.filter(pk=second.pk).update(slug="article", title="X", video=None, kind="article")
    Lesson.objects.filter(pk=first.pk).update(slug="film", body="")
    first.task_statements.clear()
    first.resources.filter(title="Link").delete()
    LessonResourceFactory(lesson=first, title="Another")
    rich.sections.filter(position=2).update(title="X")
    rich.tags.clear()
    Course.objects.update(trailer=None, cover="", exam_version=None, description="X", published_at=None)
    rich.question_pools.get(title="Shared").questions.first().options.first().delete()
    import_course(tmp_path / "out")
    after = everything(rich)
    # A film that nothing of the course shows any more cannot be found again: it is stored a second time.
    assert after.pop("films") == before.pop("films") + 1
    assert after == before


def test_an_export_is_not_written_over_anything(rich, tmp_path):
    (tmp_path / "out").mkdir()
    export_course(course=rich, to=tmp_path / "out")
    for place in (tmp_path / "out", tmp_path / "out" / "course.json"):
        with pytest.raises(DomainError) as refusal:
            export_course(course=rich, to=place)
        assert refusal.value.code == "target_exists"


def test_a_film_that_was_never_uploaded_is_left_out(tmp_path):
    lesson = LessonFactory(kind="video", video=Video.objects.create(title="Later"))
    export = export_course(course=lesson.course, to=tmp_path / "out")
    assert export.left_out == ["the video “Later” has no film"]
    assert import_course(tmp_path / "out").lessons == 1


@pytest.mark.shared_data
@pytest.mark.parametrize("name", ["aws-cloud-practitioner", "openedx-demo-course/demo-course"])
def test_the_real_courses(shared_data, tmp_path, name):
    course = import_course(shared_data(name)).course
    before = everything(course)
    call_command("export_course", course.slug, to=tmp_path / "out")
    again = import_course(tmp_path / "out")
    assert (again.created, again.updated, again.skipped) == (0, 0, [])
    forget(course)
    assert everything(import_course(tmp_path / "out").course) == before


def test_html_is_made_anew_and_never_taken_from_the_source(rich, tmp_path):
    export_course(course=rich, to=tmp_path / "out")
    assert "_html" not in "".join(path.read_text() for path in (tmp_path / "out").rglob("*.json"))
    assert markdown_to_html("E") == rich.question_pools.get(title="Shared").questions.first().explanation_html


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
words = texts.filter(lambda text: text.strip())


@hypothesis.settings(max_examples=15, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
@hypothesis.given(title=words, body=texts, stem=words, explanation=texts, options=st.lists(words, min_size=2, max_size=6))
def test_any_texts(tmp_path_factory, title, body, stem, explanation, options):
    course = CourseFactory(title=title, description=body, summary=explanation)
    section = SectionFactory(course=course, position=1, title=title)
    pool = QuestionPoolFactory(course=course, title=title)
    duration = len(body)
    LessonFactory(section=section, position=1, title=title, body=body, kind="quiz", pool=pool, duration_seconds=duration)
    question = QuestionFactory(pool=pool, position=1, stem=stem, explanation=explanation)
    for position, text in enumerate(options, start=1):
        OptionFactory(question=question, position=position, text=text, is_correct=position % 2 == 1, explanation=body)
    recount_course(course=course)
    before = everything(course)
    folder = tmp_path_factory.mktemp("export")
    export_course(course=course, to=folder)
    forget(course)
    again = import_course(folder).course
    assert everything(again) == before
    forget(again)


def test_what_the_source_says_is_nothing_goes(rich, tmp_path, stored_files, django_capture_on_commit_callbacks):
    bare = Course.objects.get(pk=rich.pk)
    Course.objects.update(cover="", trailer=None, exam_version=None)
    before = everything(bare)
    export_course(course=Course.objects.get(pk=rich.pk), to=tmp_path / "out")
    Course.objects.update(cover=bare.cover.name, trailer=bare.trailer, exam_version=bare.exam_version)
    count = len(stored_files())
    with django_capture_on_commit_callbacks(execute=True):
        report = import_course(tmp_path / "out")
    assert (report.updated, len(stored_files())) == (1, count - 1)
    assert everything(rich) == before
