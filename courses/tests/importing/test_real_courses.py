"""The real courses beside the project, counted by other means than the importer's."""

import re

import pytest
from defusedxml import ElementTree
from django.db.models import Count, Q

from courses.importing import import_course
from courses.models import Lesson, LessonKind, Option, Question

pytestmark = [pytest.mark.django_db, pytest.mark.shared_data]


def counted(path):
    """Count questions, options, right options and questions with several right ones in a file, by its lines alone."""
    text = path.read_text()
    answers = [re.findall("[A-Z]", letters) for letters in re.findall(r"(?im)^ *correct answer: *([A-Z ,]+)$", text)]
    return (
        len(re.findall(r"(?m)^\d+\. ", text)),
        len(re.findall(r" - [A-Z]\. ", text)),
        sum(len(letters) for letters in answers),
        sum(len(letters) > 1 for letters in answers),
    )


def test_the_aws_course_holds_every_question_of_its_files(shared_data):
    folder = shared_data("aws-cloud-practitioner")
    report = import_course(folder)
    files = sorted((folder / "practice-exam").glob("practice-exam-*.md"))
    assert len(files) == 15
    expected = {f"practice-exam/{path.name}": counted(path) for path in files}
    stored = {
        key: (
            questions.count(),
            Option.objects.filter(question__in=questions).count(),
            Option.objects.filter(question__in=questions, is_correct=True).count(),
            questions.annotate(right=Count("options", filter=Q(options__is_correct=True))).filter(right__gt=1).count(),
        )
        for key in expected
        for questions in [Question.objects.filter(pool__lessons__key=key, pool__course=report.course)]
    }
    assert stored == expected
    assert (report.questions, report.several_answer) == (
        sum(count for count, *_ in expected.values()),
        sum(several for *_, several in expected.values()),
    )


def test_the_aws_course_holds_every_answer_of_its_files(shared_data):
    folder = shared_data("aws-cloud-practitioner")
    course = import_course(folder).course
    for path in (folder / "practice-exam").glob("practice-exam-*.md"):
        blocks = re.split(r"(?m)^\d+\. ", path.read_text())[1:]
        questions = Question.objects.filter(pool__course=course, pool__key=f"practice-exam/{path.name}")
        for block, question in zip(blocks, questions.prefetch_related("options"), strict=True):
            letters = re.search(r"(?i)correct answer: *(.*)", block)[1]
            right = "".join("ABCDEFGH"[option.position - 1] for option in question.options.all() if option.is_correct)
            assert right == "".join(sorted(re.findall("[A-Z]", letters))), block
            assert question.stem in re.sub(r"\s+- A\..*", "", block, flags=re.DOTALL)
            for option in question.options.all():
                assert re.search(rf"- {'ABCDEFGH'[option.position - 1]}\.\s+{re.escape(option.text)}\s*\n", block)


def test_the_aws_course_holds_every_section_and_picture(shared_data):
    folder = shared_data("aws-cloud-practitioner")
    report = import_course(folder)
    course = report.course
    assert (course.title, course.exam_version.code, course.provider) == ("AWS Cloud Practitioner Study Notes", "CLF-C02", "aws")
    articles = Lesson.objects.filter(course=course, kind=LessonKind.ARTICLE)
    assert set(articles.values_list("key", flat=True)) == {f"sections/{path.name}" for path in (folder / "sections").iterdir()}
    assert [lesson.title for lesson in articles.order_by("position")[:3]] == [
        "Cloud Computing",
        "IAM: Identity Access & Management (IAM)",
        "EC2: Virtual Machines",
    ]
    assert course.images.count() == len(list((folder / "images").iterdir()))
    pictures = [address for lesson in articles for address in re.findall(r'<img[^>]* src="([^"]*)"', lesson.body_html)]
    in_files = sum(len(re.findall(r"!\[|<img", path.read_text())) for path in (folder / "sections").iterdir())
    assert pictures
    assert all(re.fullmatch(r"/courses/images/[0-9a-f-]{36}/", address) for address in pictures)
    # One picture's tag is cut off in its file: it was never closed.
    assert in_files - 2 <= len(pictures) <= in_files
    again = import_course(folder)
    assert (again.created, again.updated, again.unchanged) == (0, 0, report.created)


def elements(folder, kind):
    return [ElementTree.parse(path).getroot() for path in sorted((folder / "course" / kind).glob("*.xml"))]


def test_the_open_edx_course_holds_every_unit_and_every_choice(shared_data):
    folder = shared_data("openedx-demo-course") / "demo-course"
    report = import_course(folder)
    course = report.course
    assert course.sections.count() == len(elements(folder, "chapter")) == 6
    verticals = [vertical.get("url_name") for part in elements(folder, "sequential") for vertical in part.iter("vertical")]
    assert len(verticals) == len(elements(folder, "vertical")) == 58
    assert {f"vertical/{name}" for name in verticals} <= set(course.lessons.values_list("key", flat=True))
    chosen = [
        response
        for problem in elements(folder, "problem")
        if not list(problem.iter("script"))
        for response in problem.iter()
        if response.tag in {"multiplechoiceresponse", "choiceresponse"}
    ]
    right = [sum(choice.get("correct") == "true" for choice in response.iter("choice")) for response in chosen]
    assert (report.questions, report.several_answer) == (len(chosen), sum(count > 1 for count in right)) == (11, 2)
    options = Option.objects.filter(question__pool__course=course)
    assert options.count() == sum(len(list(response.iter("choice"))) for response in chosen)
    assert options.filter(is_correct=True).count() == sum(right)
    assert (report.lessons, report.videos) == (59, 1)  # the unit with the film has questions too


def test_the_open_edx_course_lists_what_it_cannot_hold(shared_data):
    folder = shared_data("openedx-demo-course") / "demo-course"
    report = import_course(folder)
    listed = {entry.file for entry in report.skipped}
    for problem in (folder / "course" / "problem").glob("*.xml"):
        is_kept = Question.objects.filter(key__startswith=f"problem/{problem.stem}").exists()
        assert is_kept or f"problem/{problem.name}" in listed
    known = {"html", "video", "problem", "library_content"}
    for path in (folder / "course" / "vertical").glob("*.xml"):
        for part in ElementTree.parse(path).getroot():
            name = f"{part.tag}/{part.get('url_name')}.xml"
            assert part.tag in known or listed & {f"vertical/{path.name}", name}
    for name in ["lti", "annotatable", "info", "policies"]:
        assert any(file.startswith(f"{name}/") for file in listed)
    stored = " ".join(report.course.lessons.values_list("body_html", flat=True)).lower()
    assert not re.search(r"<(script|style|iframe|object|button|input|link)|<[a-z][^<>]*\son\w+=|=\"javascript:", stored)
    assert not re.search(r'<img(?![^>]* src="/courses/images/)', stored)
    again = import_course(folder)
    assert (again.created, again.updated, again.unchanged) == (0, 0, report.created)
