import datetime as dt
import uuid
from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from acg.shared.errors import DomainError
from acg.users.tests.factories import UserFactory
from courses.models import Option, Question
from courses.tests.factories import (
    CourseFactory,
    DomainFactory,
    ExamVersionFactory,
    LessonFactory,
    QuestionFactory,
    SectionFactory,
    TaskStatementFactory,
)
from students.models import Answer, Attempt, Enrollment, LessonProgress
from students.selectors import attempt_history, own_attempt, result_of, running_form
from students.services import (
    complete_lesson,
    enrol,
    revoke_for_order,
    save_answer,
    start_attempt,
    submit_attempt,
    submit_if_over,
    submit_overdue,
)
from students.tests.factories import GrantFactory
from students.tests.threads import at_once

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


class Sitting:
    """A student before an exam of four questions, the last with two right options."""

    def __init__(self):
        course = CourseFactory(published=True)
        self.lesson = LessonFactory(section=SectionFactory(course=course), exam=True, time_limit_minutes=20)
        self.questions = [QuestionFactory(pool=self.lesson.pool, right=1 + (number == 3), wrong=3) for number in range(4)]
        self.student = UserFactory()
        self.grant = GrantFactory(user=self.student, course=course, from_at=NOON - dt.timedelta(days=9))
        self.now = NOON
        self.seq = 0

    def at(self, **delta):
        self.now += dt.timedelta(**delta)
        return mock.patch.object(timezone, "now", return_value=self.now)

    def start(self, **options):
        with self.at():
            return start_attempt(user=self.student, lesson=self.lesson, **options)

    def answer(self, attempt, question, *, right=True, flagged=False, seq=None, after=1):
        self.seq += 1
        options = question.options.filter(is_correct=True) if right else question.options.filter(is_correct=False)[:1]
        with self.at(seconds=after):
            return save_answer(
                user=self.student,
                attempt_id=attempt.public_id,
                question_id=question.public_id,
                option_ids=[option.public_id for option in options],
                is_flagged=flagged,
                seq=self.seq if seq is None else seq,
            )

    def submit(self, attempt, **delta):
        with self.at(**(delta or {"minutes": 1})):
            return submit_attempt(user=self.student, attempt_id=attempt.public_id)


@pytest.fixture
def sitting(db):
    return Sitting()


def refused(call, *arguments, **options):
    with pytest.raises(DomainError) as refusal:
        call(*arguments, **options)
    return refusal.value.code


def test_the_form_is_fixed_at_the_start_and_says_how_many_to_choose(sitting):
    attempt = sitting.start()
    assert (attempt.number, attempt.question_count, attempt.started_at) == (1, 4, NOON)
    assert attempt.deadline_at == NOON + dt.timedelta(minutes=20)
    form = {item["question"]: item for item in attempt.form}
    assert set(form) == {question.pk for question in sitting.questions}
    assert [form[question.pk]["choose"] for question in sitting.questions] == [1, 1, 1, 2]
    for question in sitting.questions:
        assert sorted(form[question.pk]["options"]) == sorted(question.options.values_list("pk", flat=True))
    assert [question.public_id for question in running_form(attempt=attempt)] == [
        Question.objects.get(pk=item["question"]).public_id for item in attempt.form
    ]


def test_a_second_tab_joins_the_open_attempt(sitting):
    assert sitting.start() == sitting.start()
    assert Attempt.objects.count() == 1


def test_the_next_attempt_is_a_new_form_with_the_next_number(sitting):
    sitting.submit(sitting.start())
    assert sitting.start().number == 2
    assert [attempt.number for attempt in attempt_history(user=sitting.student, lesson=sitting.lesson)] == [2, 1]


def test_extra_time_moves_the_deadline(sitting):
    enrollment = enrol(user=sitting.student, course=sitting.lesson.course)
    Enrollment.objects.filter(pk=enrollment.pk).update(extra_time_percent=50)
    assert sitting.start().deadline_at == NOON + dt.timedelta(minutes=30)


def test_a_larger_pool_is_drawn_by_the_weight_of_the_domains(sitting):
    version = ExamVersionFactory()
    tags = [TaskStatementFactory(domain=DomainFactory(exam_version=version, weight_percent=weight)) for weight in (75, 25)]
    pool = sitting.lesson.pool
    Question.objects.filter(pool=pool).delete()
    for tag in tags:
        for _ in range(10):
            QuestionFactory(pool=pool, right=1, wrong=1, task_statement=tag)
    sitting.lesson.question_count = 8
    sitting.lesson.save()
    attempt = sitting.start()
    asked = Question.objects.filter(pk__in=[item["question"] for item in attempt.form])
    assert [asked.filter(task_statement=tag).count() for tag in tags] == [6, 2]


def test_a_running_form_never_reads_what_is_right(sitting):
    attempt = sitting.start()
    with CaptureQueriesContext(connection) as queries:
        form = running_form(attempt=own_attempt(user=sitting.student, attempt_id=attempt.public_id))
    statements = " ".join(query["sql"] for query in queries.captured_queries)
    assert "courses_option" in statements
    assert "is_correct" not in statements
    assert "explanation" not in statements
    assert not any(hasattr(option, "is_correct") for question in form for option in question.options)


@pytest.mark.parametrize("count", [2, 20])
def test_a_running_form_takes_three_statements_however_long(db, django_assert_num_queries, count):
    sitting = Sitting()
    Question.objects.all().delete()
    for _ in range(count):
        QuestionFactory(pool=sitting.lesson.pool, right=1, wrong=3)
    attempt = sitting.start()
    with django_assert_num_queries(3):
        assert len(running_form(attempt=attempt)) == count
    sitting.submit(attempt)
    attempt = own_attempt(user=sitting.student, attempt_id=attempt.public_id)
    with django_assert_num_queries(3):
        assert len(result_of(attempt=attempt).questions) == count


def test_a_result_is_not_told_before_the_end(sitting):
    with pytest.raises(ValueError, match="still running"):
        result_of(attempt=sitting.start())


def test_answers_are_kept_at_once_and_shown_again(sitting):
    attempt = sitting.start()
    sitting.answer(attempt, sitting.questions[3], flagged=True)
    [question] = [question for question in running_form(attempt=attempt) if question.is_answered]
    assert (question.public_id, question.is_flagged) == (sitting.questions[3].public_id, True)
    assert sum(option.is_chosen for option in question.options) == 2


def test_an_older_save_never_replaces_a_newer_one(sitting):
    attempt = sitting.start()
    sitting.answer(attempt, sitting.questions[0], right=True, seq=5)
    sitting.answer(attempt, sitting.questions[0], right=False, seq=4)
    answer = Answer.objects.get(question=sitting.questions[0])
    assert (answer.seq, answer.option_ids) == (5, [sitting.questions[0].options.get(is_correct=True).pk])


def test_an_answer_can_be_taken_back(sitting):
    attempt = sitting.start()
    sitting.answer(attempt, sitting.questions[0])
    with sitting.at(seconds=1):
        save_answer(
            user=sitting.student,
            attempt_id=attempt.public_id,
            question_id=sitting.questions[0].public_id,
            option_ids=[],
            is_flagged=False,
            seq=9,
        )
    assert Answer.objects.get(question=sitting.questions[0]).option_ids == []


@pytest.mark.parametrize("seq", [0, -1, 2**63])
def test_a_counter_that_cannot_be_kept_is_refused(sitting, seq):
    attempt = sitting.start()
    assert refused(sitting.answer, attempt, sitting.questions[0], seq=seq) == "bad_seq"
    assert set(Answer.objects.values_list("seq", flat=True)) == {0}


def test_what_is_not_part_of_the_attempt_is_refused(sitting):
    attempt = sitting.start()
    other = QuestionFactory(right=1, wrong=1)
    question = sitting.questions[0]

    def save(user=sitting.student, attempt_id=attempt.public_id, question_id=question.public_id, options=()):
        with sitting.at(seconds=1):
            save_answer(user=user, attempt_id=attempt_id, question_id=question_id, option_ids=options, is_flagged=False, seq=1)

    assert refused(save, user=UserFactory()) == "not_found"
    assert refused(save, attempt_id=uuid.uuid4()) == "not_found"
    assert refused(save, question_id=other.public_id) == "not_found"
    assert refused(save, options=[other.options.first().public_id]) == "not_found"
    assert refused(save, options=[option.public_id for option in question.options.all()[:2]]) == "too_many_options"
    assert set(Answer.objects.values_list("seq", flat=True)) == {0}


def test_the_score_passes_and_completes_the_lesson(sitting):
    attempt = sitting.start()
    for question in sitting.questions[:3]:
        sitting.answer(attempt, question)
    attempt = sitting.submit(attempt)
    assert (attempt.correct_count, attempt.passed, attempt.scaled_score) == (3, True, 750)
    assert LessonProgress.objects.get(lesson=sitting.lesson).completed_at is not None
    result = result_of(attempt=own_attempt(user=sitting.student, attempt_id=attempt.public_id))
    assert [question.is_correct for question in result.questions].count(True) == 3
    assert (result.domains, result.weakest, result.minutes) == ((), None, 1)


def test_half_of_two_right_options_is_wrong(sitting):
    attempt = sitting.start()
    option = sitting.questions[3].options.filter(is_correct=True).first()
    with sitting.at(seconds=1):
        save_answer(
            user=sitting.student,
            attempt_id=attempt.public_id,
            question_id=sitting.questions[3].public_id,
            option_ids=[option.public_id],
            is_flagged=False,
            seq=1,
        )
    attempt = sitting.submit(attempt)
    assert (attempt.correct_count, attempt.passed, attempt.scaled_score) == (0, False, 100)
    assert not LessonProgress.objects.filter(completed_at__isnull=False).exists()


def test_submitting_again_changes_nothing(sitting):
    attempt = sitting.start()
    first = sitting.submit(attempt)
    assert sitting.submit(attempt, hours=1).submitted_at == first.submitted_at


def test_after_the_deadline_the_answers_so_far_count_and_no_more(sitting):
    attempt = sitting.start()
    for question in sitting.questions[:3]:
        sitting.answer(attempt, question)
    assert refused(sitting.answer, attempt, sitting.questions[3], after=21 * 60) == "attempt_over"
    attempt.refresh_from_db()
    assert (attempt.submitted_at, attempt.correct_count) == (attempt.deadline_at, 3)
    assert refused(sitting.answer, attempt, sitting.questions[3]) == "attempt_over"


def test_an_answer_that_was_on_its_way_at_the_deadline_counts(sitting):
    attempt = sitting.start()
    sitting.answer(attempt, sitting.questions[0], after=20 * 60 + 3)
    assert sitting.submit(attempt, seconds=1).correct_count == 1


def test_whoever_looks_at_an_overdue_attempt_ends_it(sitting):
    attempt = sitting.start()
    with sitting.at(minutes=20, seconds=4):
        assert submit_if_over(user=sitting.student, attempt_id=attempt.public_id).submitted_at is None
    with sitting.at(seconds=2):
        assert submit_if_over(user=sitting.student, attempt_id=attempt.public_id).submitted_at == attempt.deadline_at
    assert refused(submit_if_over, user=UserFactory(), attempt_id=attempt.public_id) == "not_found"


def test_the_timer_submits_what_is_overdue_and_leaves_the_rest(sitting):
    attempt = sitting.start()
    other = Sitting()
    other.now = NOON + dt.timedelta(minutes=15)
    running = other.start()
    with sitting.at(minutes=21):
        assert submit_overdue() == 1
        assert submit_overdue() == 0
    attempt.refresh_from_db()
    running.refresh_from_db()
    assert attempt.submitted_at == attempt.deadline_at
    assert running.submitted_at is None


def test_starting_again_after_the_time_is_over_submits_the_old_attempt(sitting):
    old = sitting.start()
    sitting.now += dt.timedelta(hours=1)
    assert sitting.start().number == 2
    old.refresh_from_db()
    assert old.submitted_at == old.deadline_at


def test_a_refund_during_the_exam_scores_it_and_completes_nothing(sitting):
    attempt = sitting.start()
    for question in sitting.questions:
        sitting.answer(attempt, question)
    revoke_for_order(order_id=sitting.grant.cause_id, reason="refunded")
    attempt = sitting.submit(attempt)
    assert attempt.passed is True
    assert not LessonProgress.objects.filter(completed_at__isnull=False).exists()


def test_missed_questions_are_asked_again_without_a_clock_and_pass_nothing(sitting):
    first = sitting.start()
    for question in sitting.questions[:2]:
        sitting.answer(first, question)
    first = sitting.submit(first)
    again = sitting.start(missed_of=first)
    assert {item["question"] for item in again.form} == {question.pk for question in sitting.questions[2:]}
    assert (again.deadline_at, again.is_missed_only) == (None, True)
    for question in sitting.questions[2:]:
        sitting.answer(again, question)
    assert sitting.submit(again).passed is False


def test_nothing_missed_and_foreign_attempts_are_not_asked_again(sitting):
    first = sitting.start()
    for question in sitting.questions:
        sitting.answer(first, question)
    first = sitting.submit(first)
    assert refused(sitting.start, missed_of=first) == "nothing_missed"
    other = Sitting()
    foreign = other.submit(other.start())
    assert refused(sitting.start, missed_of=foreign) == "nothing_missed"


def test_who_may_not_learn_may_not_sit_the_exam(sitting):
    assert refused(start_attempt, user=UserFactory(), lesson=sitting.lesson) == "forbidden"
    assert Attempt.objects.count() == 0


def test_lessons_without_questions_are_no_exam(sitting):
    article = LessonFactory(section=sitting.lesson.section)
    assert refused(start_attempt, user=sitting.student, lesson=article) == "not_assessed"
    Option.objects.all().delete()
    Question.objects.all().delete()
    assert refused(sitting.start) == "not_assessed"


def test_the_result_names_the_weakest_domain_and_what_to_study(sitting):
    version = ExamVersionFactory()
    strong, weak = (TaskStatementFactory(domain=DomainFactory(exam_version=version, name=name)) for name in ("Strong", "Weak"))
    teaches = LessonFactory(section=sitting.lesson.section, duration_seconds=610, title="Taught here")
    teaches.task_statements.add(weak)
    named = LessonFactory(section=sitting.lesson.section, duration_seconds=60)
    for place, question in enumerate(sitting.questions):
        question.task_statement = weak if place >= 2 else strong
        question.lesson, question.lesson_second = (named, 21) if place == 2 else (None, None)
        question.save()
    attempt = sitting.start()
    for question in sitting.questions[:2]:
        sitting.answer(attempt, question)
    result = result_of(attempt=sitting.submit(attempt))
    assert [(domain.name, domain.correct, domain.total, domain.percent) for domain in result.domains] == [
        ("Strong", 2, 2, 100),
        ("Weak", 0, 2, 0),
    ]
    assert result.weakest == result.domains[1]
    assert {lesson.slug for lesson in result.to_study} == {teaches.slug, named.slug}
    assert result.study_minutes == 12
    reviewed = next(question for question in result.questions if question.public_id == sitting.questions[2].public_id)
    assert (reviewed.lesson_slug, reviewed.lesson_second) == (named.slug, 21)
    assert sum(option.is_correct for option in reviewed.options) == 1
    assert [option.letter for option in reviewed.options] == ["A", "B", "C", "D"]


def test_anothers_attempt_looks_like_one_that_does_not_exist(sitting):
    assert own_attempt(user=UserFactory(), attempt_id=sitting.start().public_id) is None


@pytest.mark.django_db(transaction=True)
def test_eight_starts_at_once_are_one_attempt():
    sitting = Sitting()
    attempts = at_once(8, lambda _: start_attempt(user=sitting.student, lesson=sitting.lesson).pk)
    assert len(set(attempts)) == 1
    assert (Attempt.objects.count(), Enrollment.objects.count(), Answer.objects.count()) == (1, 1, 4)


@pytest.mark.django_db(transaction=True)
def test_of_saves_at_once_the_highest_counter_wins():
    sitting = Sitting()
    attempt = start_attempt(user=sitting.student, lesson=sitting.lesson)
    question = sitting.questions[0]
    options = list(question.options.all())

    def save(number):
        save_answer(
            user=sitting.student,
            attempt_id=attempt.public_id,
            question_id=question.public_id,
            option_ids=[options[number % 4].public_id],
            is_flagged=False,
            seq=number + 1,
        )

    at_once(8, save)
    answer = Answer.objects.get(question=question)
    assert (answer.seq, answer.option_ids) == (8, [options[3].pk])


@pytest.mark.django_db(transaction=True)
def test_submits_at_once_score_once():
    sitting = Sitting()
    attempt = start_attempt(user=sitting.student, lesson=sitting.lesson)
    ends = at_once(6, lambda _: submit_attempt(user=sitting.student, attempt_id=attempt.public_id).submitted_at)
    assert len(set(ends)) == 1


@pytest.mark.django_db(transaction=True)
def test_ending_an_overdue_attempt_from_all_sides_at_once_waits_for_nobody_in_a_circle():
    """Start, save, submit, look, timer and the button "mark complete": whoever comes first scores it, once."""
    sitting = Sitting()
    sitting.now = timezone.now() - dt.timedelta(hours=1)
    sitting.grant.from_at = sitting.now - dt.timedelta(days=1)
    sitting.grant.save()
    attempt = sitting.start()
    for question in sitting.questions:
        sitting.answer(attempt, question)
    mine = {"user": sitting.student, "attempt_id": attempt.public_id}
    verbs = [
        lambda: start_attempt(user=sitting.student, lesson=sitting.lesson),
        lambda: submit_attempt(**mine),
        lambda: submit_if_over(**mine),
        submit_overdue,
        lambda: complete_lesson(user=sitting.student, lesson=sitting.lesson),
        lambda: save_answer(**mine, question_id=sitting.questions[0].public_id, option_ids=[], is_flagged=False, seq=10**9),
    ]

    def call(number):
        try:
            verbs[number]()
        except DomainError as error:
            return error.code
        return ""

    assert set(at_once(6, call)) <= {"", "attempt_over", "must_be_passed"}
    attempt.refresh_from_db()
    assert (attempt.correct_count, attempt.passed, attempt.submitted_at) == (4, True, attempt.deadline_at)
    assert [row.number for row in attempt_history(user=sitting.student, lesson=sitting.lesson)] == [2, 1]
    assert Enrollment.objects.get().completed_lesson_count == 1
