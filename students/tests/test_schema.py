import uuid

import pytest
from django.utils import timezone

from acg.graphql.tests.asking import ask, codes, data, gid
from acg.shared.graph import to_global_id
from acg.users.tests.factories import UserFactory
from courses.tests.factories import (
    CourseFactory,
    DomainFactory,
    LessonFactory,
    QuestionFactory,
    SectionFactory,
    TaskStatementFactory,
)
from students.models import Answer, Attempt, Enrollment, LessonProgress
from students.services import complete_lesson, enrol, save_answer, start_attempt, submit_attempt, touch_lesson
from students.tests.factories import EnrollmentFactory, GrantFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rich")]

BASE = 3  # the session with its user; what it costs, and what comes back


@pytest.fixture
def student(client):
    user = UserFactory(name="Ada")
    client.force_login(user)
    return user


def test_the_viewer_is_whoever_is_signed_in(client, student):
    found = data(client, "{ viewer { name email role } }")["viewer"]
    assert found == {"name": "Ada", "email": student.email, "role": "STUDENT"}
    client.logout()
    body = ask(client, "{ viewer { name } }")
    assert body["data"] == {"viewer": None}
    assert body["errors"][0]["extensions"] == {"code": "UNAUTHENTICATED"}


ENROLLMENTS = """
query($first: Int! = 20, $after: String) { viewer { enrollments(first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor }
  nodes { id percent completedLessonCount startedAt lastSeenAt completedAt positionSeconds lastLesson { title }
    course { title lessonCount instructor { name } tags { name } sections { lessons { title bodyHtml } } }
    progress { positionSeconds watchedSeconds completedAt lesson { title } } } } } }
"""


def course_of_two(**fields):
    course = CourseFactory(published=True, lesson_count=2, **fields)
    section = SectionFactory(course=course)
    return course, [LessonFactory(section=section, position=number, body="Text.") for number in (1, 2)]


def test_enrollments_carry_progress(client, student):
    course, (first, second) = course_of_two()
    GrantFactory(user=student, course=course)
    complete_lesson(user=student, lesson=first)
    touch_lesson(user=student, lesson=second)
    LessonProgress.objects.filter(lesson=second).update(position_seconds=42, watched_seconds=40)
    EnrollmentFactory()
    page = data(client, ENROLLMENTS)["viewer"]["enrollments"]
    assert page["totalCount"] == 1
    found = page["nodes"][0]
    assert found["id"] == gid(Enrollment.objects.get(user=student))
    assert (found["percent"], found["completedLessonCount"], found["completedAt"], found["positionSeconds"]) == (50, 1, None, 42)
    assert found["lastLesson"] == {"title": second.title}
    assert found["course"]["sections"] == [
        {"lessons": [{"title": lesson.title, "bodyHtml": "<p>Text.</p>\n"} for lesson in (first, second)]}
    ]
    assert [(item["lesson"]["title"], item["positionSeconds"], item["watchedSeconds"]) for item in found["progress"]] == [
        (first.title, 0, 0),
        (second.title, 42, 40),
    ]
    assert found["progress"][0]["completedAt"] is not None


@pytest.mark.parametrize("count", [2, 20])
def test_enrollments_take_as_many_statements_however_many(client, student, count, django_assert_num_queries):
    for _ in range(count):
        course, (first, second) = course_of_two()
        GrantFactory(user=student, course=course)
        touch_lesson(user=student, lesson=first)
        touch_lesson(user=student, lesson=second)
    # Enrolments, their number, tags, sections, lessons, progress, rights.
    with django_assert_num_queries(BASE + 7):
        page = data(client, ENROLLMENTS)["viewer"]["enrollments"]
    assert len(page["nodes"]) == count


def test_an_enrollment_before_the_first_lesson(client, student):
    EnrollmentFactory(user=student)
    found = data(client, ENROLLMENTS)["viewer"]["enrollments"]["nodes"][0]
    assert (found["percent"], found["lastLesson"], found["positionSeconds"], found["progress"]) == (0, None, 0, [])


def test_enrollments_are_paged(client, student):
    rows = EnrollmentFactory.create_batch(3, user=student)
    page = data(client, ENROLLMENTS, first=2)["viewer"]["enrollments"]
    assert [node["id"] for node in page["nodes"]] == [gid(rows[2]), gid(rows[1])]
    page = data(client, ENROLLMENTS, first=2, after=page["pageInfo"]["endCursor"])["viewer"]["enrollments"]
    assert [node["id"] for node in page["nodes"]] == [gid(rows[0])]
    for bad in ("", "x", "WyJzZWVuIiwiMjAyNi0wMS0wMVQwMDowMDowMCswMDowMCIsIm5vIl0"):
        assert codes(client, ENROLLMENTS, after=bad) == ["BAD_USER_INPUT"]


def test_where_to_go_on(client, student, django_assert_num_queries):
    query = "{ viewer { continueLearning { course { title } } } }"
    assert data(client, query) == {"viewer": {"continueLearning": None}}
    EnrollmentFactory(user=student, course__title="Older")
    EnrollmentFactory(user=student, course__title="Newer")
    EnrollmentFactory(user=student, completed_at=timezone.now())
    with django_assert_num_queries(BASE + 1):
        assert data(client, query) == {"viewer": {"continueLearning": {"course": {"title": "Newer"}}}}


@pytest.mark.parametrize("count", [2, 20])
def test_grants_say_why(client, student, count, django_assert_num_queries):
    now = timezone.now()
    GrantFactory(user=student, course=None, cause="membership", until_at=now, cause_id="m")
    revoked = GrantFactory.create_batch(count, user=student, revoked_at=now)[-1]
    live = GrantFactory(user=student)
    GrantFactory()
    query = "{ viewer { grants(first: 100) { nodes { cause from until revokedAt isLive course { title sections { title } } } } } }"
    with django_assert_num_queries(BASE + 2):
        found = data(client, query)["viewer"]["grants"]["nodes"]
    assert len(found) == count + 2
    assert (found[0]["cause"], found[0]["isLive"], found[0]["until"]) == ("ORDER", True, None)
    assert found[0]["course"]["title"] == live.course.title
    assert (found[1]["isLive"], found[1]["course"]["title"]) == (False, revoked.course.title)
    assert found[1]["revokedAt"] == now.isoformat().replace("+00:00", "Z")
    assert (found[-1]["cause"], found[-1]["isLive"], found[-1]["course"]) == ("MEMBERSHIP", False, None)


class Sitting:
    """A student before an exam of two questions, both tagged and explained."""

    def __init__(self, student):
        self.student = student
        self.lesson = LessonFactory(section__course__published=True, exam=True, time_limit_minutes=20)
        statement = TaskStatementFactory(domain=DomainFactory(name="Cost"))
        self.questions = [
            QuestionFactory(pool=self.lesson.pool, right=1, wrong=2, explanation="Because.", task_statement=statement)
            for _ in range(2)
        ]
        GrantFactory(user=student, course=self.lesson.course)

    def start(self):
        return start_attempt(user=self.student, lesson=self.lesson)

    def answer(self, attempt, *, right):
        for question in self.questions:
            option = question.options.filter(is_correct=right).first()
            ids = [option.public_id]
            save_answer(
                user=self.student, attempt_id=attempt.public_id, question_id=question.public_id, option_ids=ids, is_flagged=False
            )

    def sit(self, *, right):
        attempt = self.start()
        self.answer(attempt, right=right)
        return submit_attempt(user=self.student, attempt_id=attempt.public_id)


QUESTIONS = """questions { questionId number stemHtml choose isFlagged seq isCorrect explanationHtml domain
  options { optionId textHtml isChosen isCorrect explanationHtml } }"""
ATTEMPT = f"""id number isMissedOnly startedAt deadlineAt submittedAt questionCount correctCount scaledScore passed lesson {{ title }}
  {QUESTIONS}"""
ATTEMPTS = f"{{ viewer {{ attempts(first: 100) {{ nodes {{ {ATTEMPT} }} }} }} }}"


def test_a_running_attempt_does_not_tell_its_answers(client, student, django_assert_num_queries):
    sitting = Sitting(student)
    sitting.answer(sitting.start(), right=True)
    with django_assert_num_queries(BASE + 4) as captured:
        found = data(client, ATTEMPTS)["viewer"]["attempts"]["nodes"][0]
    assert not any("is_correct" in query["sql"] and "courses_option" in query["sql"] for query in captured.captured_queries)
    assert not any(
        '"explanation' in query["sql"] for query in captured.captured_queries
    )  # the column; who asked for the field is noted
    assert (found["submittedAt"], found["correctCount"], found["passed"], found["scaledScore"]) == (None, None, None, None)
    for question in found["questions"]:
        assert (question["isCorrect"], question["explanationHtml"], question["domain"]) == (None, None, None)
        assert [option["isCorrect"] for option in question["options"]] == [None] * 3
        assert [option["explanationHtml"] for option in question["options"]] == [None] * 3
        assert sum(option["isChosen"] for option in question["options"]) == 1
        assert question["seq"] == 1


def test_a_submitted_attempt_tells_everything_and_a_running_one_beside_it_nothing(client, student):
    sitting = Sitting(student)
    sitting.sit(right=True)
    sitting.start()
    running, submitted = data(client, ATTEMPTS)["viewer"]["attempts"]["nodes"]
    assert (submitted["correctCount"], submitted["passed"], submitted["number"]) == (2, True, 1)
    for question in submitted["questions"]:
        assert (question["isCorrect"], question["explanationHtml"], question["domain"]) == (True, "<p>Because.</p>\n", "Cost")
        assert sorted((option["isChosen"], option["isCorrect"]) for option in question["options"]) == [
            (False, False),
            (False, False),
            (True, True),
        ]
    for question in running["questions"]:
        assert (question["isCorrect"], question["explanationHtml"], question["domain"]) == (None, None, None)
        assert {option["isCorrect"] for option in question["options"]} == {None}
        assert {option["explanationHtml"] for option in question["options"]} == {None}


@pytest.mark.parametrize("count", [2, 20])
def test_attempts_take_as_many_statements_however_many(client, student, count, django_assert_num_queries):
    sitting = Sitting(student)
    for _ in range(count):
        sitting.sit(right=False)
    with django_assert_num_queries(BASE + 4):
        found = data(client, ATTEMPTS)["viewer"]["attempts"]["nodes"]
    assert len(found) == count
    assert [question["number"] for question in found[0]["questions"]] == [1, 2]


def test_the_pool_of_a_lesson_cannot_be_reached(client, student):
    question = Sitting(student).questions[0]
    for type_name, row in (("Question", question), ("Option", question.options.first()), ("QuestionPool", question)):
        assert codes(client, "query($id: ID!) { node(id: $id) { id } }", id=to_global_id(type_name, row.public_id)) == [
            "BAD_USER_INPUT"
        ]


def test_what_is_anothers_looks_like_nothing(client, student):
    other = UserFactory()
    rows = [EnrollmentFactory(user=other), GrantFactory(user=other), Sitting(other).start()]
    mine = [EnrollmentFactory(user=student), GrantFactory(user=student), Sitting(student).start()]
    query = "query($id: ID!) { node(id: $id) { id __typename } }"
    for row in rows:
        assert codes(client, query, id=gid(row)) == ["NOT_FOUND"]
    for row in mine:
        assert data(client, query, id=gid(row))["node"]["id"] == gid(row)
    client.logout()
    for row in mine:
        assert codes(client, query, id=gid(row)) == ["NOT_FOUND"]


RECORD = """mutation($input: RecordProgressInput!) { recordProgress(input: $input) {
  isAccepted intervalSeconds positionSeconds watchedSeconds isCompleted errors { code field } } }"""


def film(student, **fields):
    lesson = LessonFactory(section__course__published=True, kind="video", duration_seconds=100, **fields)
    GrantFactory(user=student, course=lesson.course)
    return lesson


def beat(lesson, **changes):
    return {"lessonId": gid(lesson), "session": str(uuid.uuid4()), "seq": 1, "ranges": [[0, 10]], "position": 10.5} | changes


def test_progress_is_recorded(client, student):
    lesson = film(student)
    sent = beat(lesson)
    expected = {
        "isAccepted": True,
        "intervalSeconds": 15,
        "positionSeconds": 10,
        "watchedSeconds": 10,
        "isCompleted": False,
        "errors": [],
    }
    assert data(client, RECORD, input=sent)["recordProgress"] == expected
    assert data(client, RECORD, input=sent)["recordProgress"] == expected
    assert LessonProgress.objects.get().watched == [[0, 10]]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"ranges": [[5, 1]]}, "bad_ranges", "ranges"),
        ({"ranges": [[1]]}, "bad_ranges", "ranges"),
        ({"ranges": [[0, 1e300]]}, "bad_ranges", "ranges"),
        ({"position": -1}, "bad_position", "position"),
        ({"position": 1e300}, "bad_position", "position"),
        ({"seq": 0}, "bad_seq", "seq"),
    ],
)
def test_a_beat_that_no_player_sends(client, student, changes, code, field):
    answer = data(client, RECORD, input=beat(film(student), **changes))["recordProgress"]
    assert answer["errors"] == [{"code": code, "field": field}]
    assert answer["watchedSeconds"] is None
    assert not LessonProgress.objects.exists()


@pytest.mark.parametrize(
    "changes", [{"session": "no"}, {"seq": 2**31}, {"ranges": [["a"]]}, {"lessonId": "no"}, {"position": None}]
)
def test_a_beat_of_wrong_types(client, student, changes):
    assert codes(client, RECORD, input=beat(film(student), **changes)) == ["BAD_USER_INPUT"]
    assert not LessonProgress.objects.exists()


def test_without_the_right_nothing_is_recorded(client, student):
    shown, hidden = LessonFactory(section__course__published=True), LessonFactory()
    for query, given in ((RECORD, beat(shown)), (COMPLETE, {"lessonId": gid(shown)}), (START, {"lessonId": gid(shown)})):
        answer = next(iter(data(client, query, input=given).values()))
        assert [error["code"] for error in answer["errors"]] == ["forbidden"]
    for query, given in ((RECORD, beat(hidden)), (COMPLETE, {"lessonId": gid(hidden)}), (START, {"lessonId": gid(hidden)})):
        assert codes(client, query, input=given) == ["NOT_FOUND"]
    assert not Enrollment.objects.exists()


COMPLETE = "mutation($input: CompleteLessonInput!) { completeLesson(input: $input) { enrollment { percent } errors { code } } }"
START = "mutation($input: StartAttemptInput!) { startAttempt(input: $input) { attempt { %s } errors { code } } }".replace(
    "%s", ATTEMPT
)
SAVE = "mutation($input: SaveAnswerInput!) { saveAnswer(input: $input) { savedAt seq errors { code field } } }"
SUBMIT = "mutation($input: SubmitAttemptInput!) { submitAttempt(input: $input) { attempt { %s } errors { code } } }".replace(
    "%s", ATTEMPT
)


def test_a_lesson_is_completed_by_hand(client, student):
    course, (first, _second) = course_of_two()
    GrantFactory(user=student, course=course)
    assert data(client, COMPLETE, input={"lessonId": gid(first)})["completeLesson"] == {"enrollment": {"percent": 50}, "errors": []}
    exam = Sitting(student).lesson
    answer = data(client, COMPLETE, input={"lessonId": gid(exam)})["completeLesson"]
    assert answer == {"enrollment": None, "errors": [{"code": "must_be_passed"}]}


def test_an_exam_is_sat_through_the_graph(client, student):
    sitting = Sitting(student)
    attempt = data(client, START, input={"lessonId": gid(sitting.lesson)})["startAttempt"]["attempt"]
    again = data(client, START, input={"lessonId": gid(sitting.lesson)})["startAttempt"]["attempt"]
    assert again == attempt
    assert attempt["deadlineAt"] is not None
    right = {to_global_id("Option", question.options.get(is_correct=True).public_id) for question in sitting.questions}
    millis = 1_790_000_000_000
    for question in attempt["questions"]:
        assert question["isCorrect"] is None
        chosen = [option["optionId"] for option in question["options"] if option["optionId"] in right]
        given = {"attemptId": attempt["id"], "questionId": question["questionId"], "optionIds": chosen, "seq": millis}
        answer = data(client, SAVE, input=given)["saveAnswer"]
        assert (answer["seq"], answer["errors"]) == (millis, [])
        stale = data(client, SAVE, input=given | {"optionIds": [], "seq": 1, "isFlagged": None})["saveAnswer"]
        assert stale["seq"] == millis
        too_many = given | {"optionIds": [option["optionId"] for option in question["options"]], "seq": millis + 1}
        assert data(client, SAVE, input=too_many)["saveAnswer"]["errors"] == [{"code": "too_many_options", "field": "optionIds"}]
    result = data(client, SUBMIT, input={"attemptId": attempt["id"]})["submitAttempt"]["attempt"]
    assert (result["correctCount"], result["passed"]) == (2, True)
    assert [question["isCorrect"] for question in result["questions"]] == [True, True]
    answer = data(client, SAVE, input=given | {"seq": millis + 2})["saveAnswer"]
    assert [error["code"] for error in answer["errors"]] == ["attempt_over"]


def test_only_what_was_missed(client, student):
    sitting = Sitting(student)
    missed = sitting.sit(right=False)
    given = {"lessonId": gid(sitting.lesson), "missedOf": gid(missed)}
    attempt = data(client, START, input=given)["startAttempt"]["attempt"]
    assert (attempt["isMissedOnly"], attempt["questionCount"], attempt["deadlineAt"]) == (True, 2, None)
    others = Sitting(UserFactory()).sit(right=False)
    assert codes(client, START, input=given | {"missedOf": gid(others)}) == ["NOT_FOUND"]


def test_anothers_attempt_looks_like_none(client, student):
    other = Sitting(UserFactory())
    attempt = other.start()
    question = other.questions[0]
    given = {
        "attemptId": gid(attempt),
        "questionId": to_global_id("Question", question.public_id),
        "optionIds": [to_global_id("Option", question.options.first().public_id)],
        "seq": 5,
    }
    assert codes(client, SAVE, input=given) == ["NOT_FOUND"]
    assert codes(client, SAVE, input=given | {"attemptId": to_global_id("Attempt", uuid.uuid4())}) == ["NOT_FOUND"]
    assert codes(client, SUBMIT, input={"attemptId": gid(attempt)}) == ["NOT_FOUND"]
    assert Answer.objects.filter(attempt=attempt, seq=0).count() == 2
    assert Attempt.objects.get(pk=attempt.pk).submitted_at is None


@pytest.mark.parametrize("seq", [2**53, 1.5, "1", True, None, -(2**53)])
def test_a_counter_that_is_no_whole_number(client, student, seq):
    sitting = Sitting(student)
    attempt = sitting.start()
    question = to_global_id("Question", sitting.questions[0].public_id)
    given = {"attemptId": gid(attempt), "questionId": question, "optionIds": [], "seq": seq}
    assert codes(client, SAVE, input=given) == ["BAD_USER_INPUT"]


def test_taking_part_is_listed_after_it_was_begun_elsewhere(client, student):
    enrol(user=student, course=CourseFactory(published=True, title="Begun"))
    assert data(client, ENROLLMENTS)["viewer"]["enrollments"]["nodes"][0]["course"]["title"] == "Begun"
