"""A second import of a changed source."""

import pytest

from acg.shared.errors import DomainError
from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from courses.importing import SourceError, import_course
from courses.models import Course, CourseImage, Instructor, Lesson, Option, Question
from courses.tests.factories import InstructorFactory, LessonFactory, QuestionFactory, SectionFactory
from students.models import Answer, Attempt, Enrollment, LessonProgress

pytestmark = pytest.mark.django_db


def edit(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_changed_text_changes_one_row(sample):
    folder = sample("markdown")
    first = import_course(folder)
    edit(folder / "basics" / "costs.md", "by the hour", "by the *day*")
    second = import_course(folder)
    assert (second.created, second.updated, second.unchanged) == (0, 1, first.created - 1)
    lesson = second.course.lessons.get(slug="costs")
    assert "<em>day</em>" in lesson.body_html
    assert second.course.content_updated_at > first.course.content_updated_at
    assert [record.history_change_reason for record in lesson.history.all()] == ["import", "import"]


def test_a_corrected_question_stays_the_same_question(sample):
    folder = sample("markdown")
    import_course(folder)
    before = Question.objects.get(stem__startswith="A pilot")
    options = [option.pk for option in before.options.all()]
    exam = folder / "practice-exam" / "exam-2.md"
    edit(exam, "A pilot comes aboard.", "A pilot climbs aboard.")
    edit(exam, "**Correct answer:** A", "Correct answer: B")
    report = import_course(folder)
    after = Question.objects.get(pk=before.pk)
    assert (report.created, report.updated) == (0, 1)
    assert after.stem.startswith("A pilot climbs")
    assert (after.public_id, after.key) == (before.public_id, before.key)
    assert [(option.pk, option.is_correct) for option in after.options.all()] == [(options[0], False), (options[1], True)]


def test_a_question_put_in_front_moves_the_others_and_renames_none(sample):
    folder = sample("markdown")
    import_course(folder)
    before = dict(Question.objects.values_list("stem", "pk"))
    new = "1. New?\n- A. Yes\n- B. No\n- C. Perhaps\n<details>\nCorrect answer: C\n</details>\n\n1. Which two"
    edit(folder / "practice-exam" / "exam-2.md", "1. Which two", new)
    report = import_course(folder)
    assert (report.created, report.updated, report.questions) == (1, 2, 5)
    after = dict(Question.objects.values_list("stem", "pk"))
    assert {stem: after[stem] for stem in before} == before
    assert list(Question.objects.filter(pool__key="practice-exam/exam-2.md").values_list("position", flat=True)) == [1, 2, 3]


def test_options_that_swap_places_keep_their_rows(sample):
    folder = sample("markdown")
    import_course(folder)
    before = dict(Option.objects.filter(question__stem__startswith="Where is").values_list("text", "pk"))
    exam = folder / "practice-exam" / "exam-10.md"
    edit(exam, "- B. At the stern\n    - C. Ashore", "- B. Ashore\n    - C. At the stern")
    import_course(folder)
    after = Option.objects.filter(question__stem__startswith="Where is")
    assert dict(after.values_list("text", "pk")) == before
    assert list(after.values_list("text", flat=True)) == ["At the bow", "Ashore", "At the stern"]
    edit(exam, "    - C. At the stern\n", "")
    report = import_course(folder)
    assert report.updated == 1
    assert list(after.values_list("text", flat=True)) == ["At the bow", "Ashore"]


def test_lessons_move_between_sections_with_their_identity(sample):
    folder = sample("markdown")
    import_course(folder)
    before = Lesson.objects.get(slug="costs")
    edit(folder / "README.md", "- [Costs](./basics/costs.md)\n", "")
    edit(folder / "README.md", "### On the water\n\n", "### On the water\n\n- [Costs](./basics/costs.md)\n")
    import_course(folder)
    after = Lesson.objects.get(slug="costs")
    assert (after.pk, after.section.title, after.position) == (before.pk, "On the water", 1)
    assert Lesson.objects.get(slug="networks").position == 2


def test_what_the_source_dropped_goes(sample, stored_files, django_capture_on_commit_callbacks):
    folder = sample("markdown")
    import_course(folder)
    files = len(stored_files())
    (folder / "practice-exam" / "exam-10.md").unlink()
    (folder / "networks" / "networks.md").unlink()
    (folder / "images" / "two words.png").unlink()
    with django_capture_on_commit_callbacks(execute=True):
        report = import_course(folder)
    assert [entry.reason for entry in report.removed] == [
        "question “Where is the anchor kept?”: no longer in the source",
        "question “Which of these float? (Choose THREE)”: no longer in the source",
        "lesson “Tenth exam”: no longer in the source",
        "lesson “Networks”: no longer in the source",
        "pool “Tenth exam”: no longer in the source",
        "section “On the water”: no longer in the source",
        "picture: no longer in the source",
    ]
    assert (report.sections, report.lessons, report.questions) == (2, 3, 2)
    assert (report.course.lesson_count, CourseImage.objects.count()) == (3, 1)
    assert len(stored_files()) == files - 1


def test_what_learners_worked_on_stays(sample):
    folder = sample("markdown")
    course = import_course(folder).course
    enrollment = Enrollment.objects.create(user=UserFactory(), course=course)
    LessonProgress.objects.create(enrollment=enrollment, lesson=course.lessons.get(slug="networks"))
    exam = course.lessons.get(slug="second-exam")
    question = exam.pool.questions.first()
    attempt = Attempt.objects.create(enrollment=enrollment, lesson=exam, number=1, form=[], question_count=1)
    Answer.objects.create(attempt=attempt, question=question)
    (folder / "networks" / "networks.md").unlink()
    edit(
        folder / "practice-exam" / "exam-2.md",
        (folder / "practice-exam" / "exam-2.md").read_text().split("1. A pilot")[0],
        "# Second exam\n\n",
    )
    report = import_course(folder)
    assert report.removed == []
    assert [entry.reason for entry in report.kept] == [
        'question “Which two flags mean "stop"? (Choose TWO)”: no longer in the source, kept because learners have worked on it',
        "lesson “Networks”: no longer in the source, kept because learners have worked on it",
    ]
    assert (report.lessons, report.questions) == (4, 3)
    assert Question.objects.get(pk=question.pk).position == 2
    assert Answer.objects.get().question == question
    assert LessonProgress.objects.get().lesson.slug == "networks"
    again = import_course(folder)
    assert (again.created, again.updated) == (0, 0)


def test_what_an_author_added_here_stays_behind_the_rest(sample):
    folder = sample("markdown")
    course = import_course(folder).course
    section = SectionFactory(course=course, key="0" * 32, position=9, title="Mine")
    first = course.sections.first()
    lesson = LessonFactory(section=first, key="1" * 32, position=3, title="My lesson", slug="third")
    question = QuestionFactory(pool=course.question_pools.first(), key="2" * 32, position=7, stem="Mine?", right=1, wrong=1)
    (folder / "basics" / "third.md").write_text("# Third")
    edit(folder / "README.md", "- [Costs](./basics/costs.md)\n", "- [Costs](./basics/costs.md)\n- [Third](basics/third.md)\n")
    report = import_course(folder)
    assert report.removed == []
    assert [entry.reason for entry in report.kept] == [
        "question “Mine?”: added by an author",
        "lesson “My lesson”: added by an author",
        "section “Mine”: added by an author",
    ]
    assert list(first.lessons.values_list("slug", "position")) == [
        ("regions-and-zones", 1),
        ("costs", 2),
        ("third-2", 3),
        ("third", 4),
    ]
    for row in (section, lesson, question):
        row.refresh_from_db()
    assert (section.position, question.position) == (4, 3)


def test_what_authors_changed_and_the_source_does_not_say_stays(sample):
    folder = sample("markdown")
    course = import_course(folder).course
    teacher = InstructorFactory()
    Course.objects.update(slug="harbour", level="professional", instructor=teacher, summary="Mine")
    course.lessons.filter(slug="second-exam").update(slug="exam", time_limit_minutes=99, pass_mark_percent=50, is_free_preview=True)
    report = import_course(folder)
    course.refresh_from_db()
    assert (course.slug, course.level, course.instructor, course.summary) == ("harbour", "professional", teacher, "Mine")
    assert "/learn/harbour/costs/" in course.lessons.get(slug="regions-and-zones").body_html
    exam = course.lessons.get(slug="exam")
    assert (exam.time_limit_minutes, exam.pass_mark_percent, exam.is_free_preview) == (99, 50, True)
    assert (report.created, report.updated) == (0, 2)  # the lesson's link, and the exam's duration, which follows its limit


def test_who_teaches(sample):
    folder = sample("markdown")
    user = UserFactory(name="Grace Harbour")
    assert import_course(folder, owner=user).course.instructor.user == user
    assert Instructor.objects.get(user=user).slug == "grace-harbour"
    assert import_course(folder, owner=user).updated == 0
    other = InstructorFactory(slug="other")
    assert import_course(folder, instructor="other").course.instructor == other
    assert import_course(folder).course.instructor == other
    with pytest.raises(SourceError, match="There is no instructor “nobody”"):
        import_course(folder, instructor="nobody")


def test_an_author_imports_only_into_their_own_course(sample):
    folder = sample("markdown")
    author, other = (UserFactory(role=Role.INSTRUCTOR) for _ in range(2))
    course = import_course(folder, by=author, owner=author).course
    edit(folder / "basics" / "costs.md", "by the hour", "never")
    with pytest.raises(DomainError) as refusal:
        import_course(folder, by=other, owner=other)
    assert refusal.value.code == "course_elsewhere"
    assert "by the hour" in course.lessons.get(slug="costs").body
    assert course.instructor.user == author
    assert import_course(folder, by=author).updated == 1
    assert import_course(folder, by=UserFactory(role=Role.EDITOR)).updated == 0
    assert course.lessons.get(slug="costs").history.first().history_user == author


def test_a_free_address_is_found(sample):
    Course.objects.create(title="Other", slug="azure-harbour-course-az-901", instructor=InstructorFactory())
    assert import_course(sample("markdown")).course.slug == "azure-harbour-course-az-901-2"


def test_a_failing_import_leaves_nothing(sample, stored_files, monkeypatch):
    def fail(**kwargs):
        raise RuntimeError

    monkeypatch.setattr("courses.importing.writing.recount_course", fail)
    with pytest.raises(RuntimeError):
        import_course(sample("markdown"))
    assert Course.objects.count() == 0
    assert stored_files() == []


@pytest.mark.parametrize("questions", [1, 40])
def test_the_statements_do_not_grow_with_the_questions(sample, questions, django_assert_num_queries):
    folder = sample("markdown")
    text = "\n".join(f"1. Question {n}?\n- A. x\n- B. y\n<details>\nCorrect answer: A\n</details>" for n in range(questions))
    (folder / "practice-exam" / "exam-2.md").write_text(f"# Second exam\n{text}")
    (folder / "practice-exam" / "exam-10.md").unlink()
    with django_assert_num_queries(58):
        import_course(folder)
    with django_assert_num_queries(34):
        import_course(folder)
