import re
from pathlib import Path

import pytest

from courses.importing import SourceError, import_course
from courses.models import Course, ExamVersion, Lesson, Question
from courses.tests.factories import ExamVersionFactory

pytestmark = pytest.mark.django_db


def outline(course):
    return [
        (section.key, section.title, [(lesson.key, lesson.slug, lesson.title, lesson.kind) for lesson in section.lessons.all()])
        for section in course.sections.prefetch_related("lessons")
    ]


def skipped(report):
    return [(entry.file, entry.reason) for entry in report.skipped]


def test_the_sample_becomes_a_course(sample):
    report = import_course(sample("markdown"))
    course = report.course
    assert (course.title, course.slug, course.source_key) == (
        "Azure Harbour Course",
        "azure-harbour-course-az-901",
        "markdown:azure-harbour-course-az-901",
    )
    assert (course.provider, course.level, course.published_at) == ("azure", "foundational", None)
    assert course.description == "How a harbour would run in the cloud, told by a *harbour master*."
    assert course.summary == "How a harbour would run in the cloud, told by a harbour master."
    assert (course.exam_version.code, course.exam_version.certification.name) == ("AZ-901", "Azure Harbour")
    assert course.instructor.slug == "editorial-team"
    assert outline(course) == [
        (
            "before-you-sail",
            "Before you sail",
            [
                ("basics/regions.md", "regions-and-zones", "Regions and zones", "article"),
                ("basics/costs.md", "costs", "Costs", "article"),
            ],
        ),
        ("on-the-water", "On the water", [("networks/networks.md", "networks", "Networks", "article")]),
        (
            "practice-exam",
            "Practice exams",
            [
                ("practice-exam/exam-2.md", "second-exam", "Second exam", "exam"),
                ("practice-exam/exam-10.md", "tenth-exam", "Tenth exam", "exam"),
            ],
        ),
    ]
    assert (course.lesson_count, course.duration_seconds) == (5, 3 * 60 + 2 * 180)
    assert report.counts() == {
        "created": 1 + 3 + 5 + 1 + 2 + 4 + 2,
        "updated": 0,
        "unchanged": 0,
        "skipped": 11,
        "sections": 3,
        "lessons": 5,
        "questions": 4,
        "several_answer": 2,
        "videos": 0,
    }


def test_what_cannot_be_kept_is_listed(sample):
    report = import_course(sample("markdown"))
    assert skipped(report) == [
        ("README.md", "links to networks/missing.md, which is not there"),
        ("README.md", "what follows the introduction describes the folder; only the order of its links is used"),
        ("images/vector.svg", "not a PNG, JPEG, GIF or WebP picture; SVG is refused because it may carry scripts"),
        ("LICENSE", "about the folder, not part of the course"),
        ("practice-exam/index.md", "an index page: no numbered questions with lettered options in it"),
        ("practice-exam/index.md", "links to practice-exam/exam-11.md, which is not there"),
        ("basics/regions.md", "an event handler: scripts of a course are never run"),
        ("basics/regions.md", "a script: scripts of a course are never run"),
        ("basics/costs.md", "links to basics/gone.md, which is not part of the course"),
        ("basics/costs.md", "a picture on another site is not shown: https://pictures.example.com/berth.png"),
        ("basics/orphan.txt", "no lesson links to it"),
    ]


def test_links_lead_to_lessons_pictures_and_resources(sample):
    course = import_course(sample("markdown")).course
    regions = course.lessons.get(key="basics/regions.md")
    pictures = {image.key: f"/courses/images/{image.public_id}/" for image in course.images.all()}
    assert sorted(pictures) == ["images/regions.png", "images/two%20words.png"]
    assert re.findall(r'src="([^"]+)"', regions.body_html) == [pictures["images/regions.png"], pictures["images/two%20words.png"]]
    assert 'href="/learn/azure-harbour-course-az-901/costs/"' in regions.body_html
    assert "<code>[this](costs.md)</code>" in regions.body_html
    assert "script" not in regions.body_html
    assert "onerror" not in regions.body_html
    assert 'href="#text-why-zones"' in regions.body_html
    assert '<h2 id="text-why-zones">' in regions.body_html
    assert "#text-regions" not in regions.body_html
    costs = course.lessons.get(key="basics/costs.md")
    [resource] = costs.resources.all()
    assert (resource.title, resource.url, Path(resource.file.path).read_bytes()) == ("prices.txt", "", b"berth: 3 an hour\n")
    assert "The price list is a file" in costs.body_html


def test_questions_and_limits(sample):
    ExamVersionFactory(code="AZ-901", minutes=60, question_count=20)
    course = import_course(sample("markdown")).course
    exam = course.lessons.get(slug="second-exam")
    assert (exam.body, exam.time_limit_minutes, exam.duration_seconds, exam.question_count) == (
        "Take it on a quiet evening.",
        6,
        360,
        None,
    )
    questions = list(exam.pool.questions.prefetch_related("options"))
    assert [[option.is_correct for option in question.options.all()] for question in questions] == [
        [True, False, True, False],
        [True, False],
    ]
    assert "<li>Blue is for boats.</li>" in questions[0].explanation_html
    assert "<pre>" in questions[1].stem_html
    assert ExamVersion.objects.count() == 1


def test_a_second_import_changes_nothing(sample):
    folder = sample("markdown")
    first = import_course(folder)
    identities = set(Lesson.objects.values_list("pk", "public_id")), set(Question.objects.values_list("pk", "public_id"))
    updated_at = first.course.content_updated_at
    second = import_course(folder)
    assert (second.created, second.updated, second.unchanged) == (0, 0, first.created)
    assert (set(Lesson.objects.values_list("pk", "public_id")), set(Question.objects.values_list("pk", "public_id"))) == identities
    assert Course.objects.get().content_updated_at == updated_at
    assert Lesson.history.count() == 5


def test_without_groups_the_folders_are_the_sections(sample):
    folder = sample("markdown")
    readme = (folder / "README.md").read_text().replace("### Before you sail", "").replace("### On the water", "")
    (folder / "README.md").write_text(readme)
    (folder / "networks" / "02-more_of-it.md").write_text("Text.")
    course = import_course(folder).course
    assert [(section.key, section.title) for section in course.sections.all()] == [
        ("basics", "Basics"),
        ("networks", "Networks"),
        ("practice-exam", "Practice exams"),
    ]
    assert list(course.sections.get(key="networks").lessons.values_list("title", flat=True)) == ["Networks", "More of it"]


def test_one_folder_is_called_lessons_and_quizzes_have_no_limit(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "quiz").mkdir()
    (tmp_path / "index.md").write_text("# Linux for everyone\n\n1. [Extra](extra.md)\n")
    (tmp_path / "extra.md").write_text("# Extra\n\nSee [it](notes.pdf).")
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    (tmp_path / "unlinked.md").write_text("# Unlinked")
    (tmp_path / "texts" / "a.md").write_bytes(b"\xef\xbb\xbf# A\r\n\r\nText.\r\n")
    (tmp_path / "quiz" / "q.md").write_text("1. Which?\n- A. x\n- B. y\n<details>\nCorrect answer: B\n</details>")
    report = import_course(tmp_path)
    assert outline(report.course) == [
        ("lessons", "Lessons", [("extra.md", "extra", "Extra", "article"), ("texts/a.md", "a", "A", "article")]),
        ("quiz", "Quizzes", [("quiz/q.md", "q", "Q", "quiz")]),
    ]
    assert ("unlinked.md", "the README does not link to it") in skipped(report)
    assert not [entry for entry in skipped(report) if entry[0] == "notes.pdf"]
    assert report.course.lessons.get(key="texts/a.md").body == "Text."
    assert report.course.lessons.get(slug="q").time_limit_minutes is None
    assert list(report.course.lessons.get(slug="extra").resources.values_list("title", flat=True)) == ["notes.pdf"]
    assert (report.course.provider, report.course.exam_version) == ("linux", None)


def test_a_folder_without_lessons_is_refused(tmp_path):
    (tmp_path / "LICENSE").write_text("x")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "x.txt").write_text("x")
    with pytest.raises(SourceError, match="This is no course"):
        import_course(tmp_path)


@pytest.mark.parametrize(
    ("intro", "summary"),
    [
        ("One. Two! Three?", "One. Two! Three?"),
        (f"One. {'x' * 196}.", "One."),
        ("word " * 60, ("word " * 39).strip() + "…"),
        ("", ""),
    ],
)
def test_the_summary_is_the_first_sentences(sample, intro, summary):
    folder = sample("markdown")
    (folder / "README.md").write_text(f"# Title\n\n{intro}\n")
    assert import_course(folder).course.summary == summary
