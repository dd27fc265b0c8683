import json

import pytest

from courses.importing import SourceError, import_course
from courses.models import Course
from courses.tests.factories import CourseFactory, LessonFactory, SectionFactory

pytestmark = pytest.mark.django_db

MINIMAL = """{
  "format": "cloud-school-course",
  "version": 1,
  "course": {"title": "By hand", "slug": "by-hand", "description": "about.md"},
  "sections": [
    {
      "key": "one",
      "title": "One",
      "lessons": [
        {"key": "read", "title": "Read this", "body": "read.md"},
        {
          "key": "quiz", "title": "Quiz", "kind": "quiz", "pool": "pool", "resources": [
            {"title": "Link", "url": "https://example.com/"}
          ]
        }
      ]
    }
  ],
  "pools": [{"key": "pool", "title": "Pool", "questions": "pool.json"}]
}
"""
QUESTIONS = """[
  {"key": "a", "stem": "Which?", "options": [
    {"text": "This", "is_correct": true},
    {"text": "That"}
  ]},
  {"key": "b", "stem": "And?", "options": [{"text": "Yes", "is_correct": true}, {"text": "No", "is_correct": false}]}
]
"""


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "course"
    path.mkdir()
    (path / "course.json").write_text(MINIMAL)
    (path / "pool.json").write_text(QUESTIONS)
    (path / "read.md").write_text("*Words*")
    (path / "about.md").write_text("All by hand.")
    return path


def test_a_course_may_be_written_by_hand(folder):
    (folder / "extra.txt").write_text("x")
    report = import_course(folder)
    course = report.course
    assert (course.source_key, course.description_html, course.kind, course.is_free) == (
        "manifest:by-hand",
        "<p>All by hand.</p>\n",
        "course",
        False,
    )
    assert list(course.lessons.values_list("key", "slug", "kind", "body_html")) == [
        ("read", "read-this", "article", "<p><em>Words</em></p>\n"),
        ("quiz", "quiz", "quiz", ""),
    ]
    assert (report.questions, report.several_answer) == (2, 0)
    assert [(entry.file, entry.reason) for entry in report.skipped] == [("extra.txt", "course.json does not name it")]
    course.lessons.filter(key="quiz").update(pass_mark_percent=90)
    again = import_course(folder)
    assert (again.created, again.updated, again.course.pk) == (0, 0, course.pk)
    assert course.lessons.get(key="quiz").pass_mark_percent == 90


FAULTS = [
    ("course.json", '"version": 1', '"version": 1,', "course.json:3: The JSON is broken"),
    ("course.json", '"version": 1', '"version": 2', "course.json:1: This export is of version 2; version 1 is known."),
    ("course.json", "cloud-school-course", "other", "course.json:1: This is no export of this school"),
    ("course.json", '"slug": "by-hand"', '"slug": "by hand"', "course.json:4: “slug”: Enter a valid"),
    ("course.json", '"slug": "by-hand", ', "", "course.json:4: A course needs a title and a slug."),
    ("course.json", '"slug": "by-hand"', '"slug": "by-hand", "kind": "series"', "course.json:4: A series is free."),
    (
        "course.json",
        '"slug": "by-hand"',
        '"slug": "by-hand", "kind": "film"',
        "course.json:4: “kind”: Value 'film' is not a valid choice.",
    ),
    (
        "course.json",
        '"slug": "by-hand"',
        '"slug": "by-hand", "outcomes": "x"',
        "course.json:4: “outcomes” must be a list of texts.",
    ),
    ("course.json", '"slug": "by-hand"', '"slug": "by-hand", "faq": ["x"]', "course.json:4: “faq” must be a list of objects."),
    ("course.json", '"slug": "by-hand"', '"slug": "by-hand", "public_id": "x"', "course.json:4: “public_id” must be a UUID."),
    (
        "course.json",
        '"slug": "by-hand"',
        '"slug": "by-hand", "exam": "ABC"',
        "course.json:4: “exam” names ABC, which is not there.",
    ),
    (
        "course.json",
        '"slug": "by-hand"',
        '"slug": "by-hand", "trailer": "x"',
        "course.json:4: “trailer” names x, which is not there.",
    ),
    ("course.json", '"slug": "by-hand"', '"slug": "by-hand", "slug": "x"', "course.json:4: “slug” is stated twice."),
    ("course.json", '"course": {', '"course": [], "x": {', "course.json:1: “course” must be an object."),
    ("course.json", '"title": "One",', "", "course.json:6: “title” is missing."),
    ("course.json", '"key": "one",', "", "course.json:6: “key” must be a text."),
    ("course.json", '"key": "quiz"', '"key": "read"', "course.json:11: “read” is used twice."),
    ("course.json", '"pool": "pool"', '"pool": "lake"', "course.json:11: “pool” names lake, which is not there."),
    ("course.json", '"pool": "pool"', '"video": "film"', "course.json:11: “video” names film, which is not there."),
    ("course.json", '"pool": "pool"', '"task_statements": ["A/1/1.1"]', "There is no task statement A/1/1.1"),
    ("course.json", '"pool": "pool"', '"task_statements": [1]', "course.json:11: “task_statements” must be a list of texts."),
    ("course.json", '"pool": "pool"', '"pass_mark_percent": 101', "course.json:11: “pass_mark_percent” must be from 1 to 100."),
    ("course.json", '"pool": "pool"', '"time_limit_minutes": -1', "course.json:11: “time_limit_minutes”: "),
    ("course.json", '"url": "https://example.com/"', '"url": "javascript:x()"', "course.json:13: “url”: Enter a valid URL."),
    ("course.json", '"url": "https://example.com/"', '"url": ""', "course.json:13: A resource is a file or a link."),
    ("course.json", '"url": "https://example.com/"', '"file": "../secret"', "course.json:13: The file ../secret is missing."),
    ("course.json", '"questions": "pool.json"', '"questions": "gone.json"', "course.json:19: The file gone.json is missing."),
    ("course.json", '"pools": [', '"exams": [{"code": "X"}], "pools": [', "course.json:19: “certification” must be an object."),
    ("course.json", '"pools": [', '"tags": [{"slug": "x"}], "pools": [', "course.json:19: “name” is missing."),
    ("course.json", '"pools": [', '"pools": {}, "x": [', "course.json:1: “pools” must be a list of objects."),
    ("pool.json", QUESTIONS, "{}", "pool.json:1: The file must hold a list of questions."),
    ("pool.json", QUESTIONS, "[" * 20_000, "pool.json: The JSON is nested too deeply."),
    ("pool.json", '"is_correct": true},\n', '"is_correct": false},\n', "pool.json:2: The question has no correct answer."),
    ("pool.json", ', {"text": "No", "is_correct": false}', "", "pool.json:6: The question has fewer than two options."),
    ("pool.json", '"key": "b"', '"key": "a"', "pool.json:6: “a” is used twice."),
    ("pool.json", '"text": "That"', '"text": ""', "pool.json:4: “text”: This field cannot be blank."),
    ("pool.json", '"key": "b", ', '"key": "b", "lesson": "none", ', "course.json:19: “lesson” names none, which is not there."),
]


@pytest.mark.parametrize(("name", "old", "new", "message"), FAULTS)
def test_faults_are_told_with_their_line(folder, stored_files, name, old, new, message):
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1))
    with pytest.raises(SourceError) as refusal:
        import_course(folder)
    assert str(refusal.value).startswith(message)
    assert Course.objects.count() == 0
    assert stored_files() == []


def test_identities_of_another_course_are_not_taken(folder):
    lesson = LessonFactory()
    text = MINIMAL.replace('"key": "read"', f'"key": "read", "public_id": "{lesson.public_id}"')
    (folder / "course.json").write_text(text)
    with pytest.raises(SourceError, match="belongs to a part of another course"):
        import_course(folder)
    assert list(Course.objects.all()) == [lesson.course]


def test_addresses_of_others_are_not_taken(folder):
    CourseFactory(slug="by-hand")
    with pytest.raises(SourceError, match="Another course has the address “by-hand”"):
        import_course(folder)


def test_an_address_of_an_authors_lesson_is_not_taken(folder):
    course = import_course(folder).course
    LessonFactory(section=SectionFactory(course=course, position=9, key="0" * 32), slug="mine", key="1" * 32)
    manifest = json.loads(MINIMAL)
    manifest["sections"][0]["lessons"][0]["slug"] = "mine"
    (folder / "course.json").write_text(json.dumps(manifest))
    with pytest.raises(SourceError, match="An author's lesson has the address “mine” already"):
        import_course(folder)
