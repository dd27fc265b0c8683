"""Every root field and mutation, asked by everyone, in four spellings: what is refused once is refused however it is written.

`EXPECTED` says who gets in; a field that is missing there fails the test, so that nobody adds one without deciding.
"""

import json

import pytest
from graphql import GraphQLNonNull, GraphQLObjectType, GraphQLScalarType, get_named_type

from acg.graphql.identity import issuers, laptop
from acg.graphql.tests.asking import ask, gid
from acg.schema import schema
from acg.shared.graph import to_global_id
from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from checkout import gateways
from checkout.tests.factories import GiftFactory, OfferFactory, OrderFactory
from checkout.tests.stripe_double import StripeDouble
from courses.tests.factories import CourseFactory, InstructorFactory, LessonFactory, QuestionFactory, SectionFactory
from students.services import start_attempt
from students.tests.factories import EnrollmentFactory, GrantFactory
from videos.tests.factories import VideoFactory

pytestmark = pytest.mark.django_db

ACTORS = ("anonymous", "student", "other_student", "instructor", "other_instructor", "editor", "staff", "service")
EVERYONE = set(ACTORS)
SIGNED_IN = EVERYONE - {"anonymous", "service"}
OWNER = {"student"}
AUTHORS = {"instructor", "other_instructor", "editor", "staff"}
WRITERS = {"instructor", "editor", "staff"}  # of the instructor's draft

# Who is answered: with data, or (by mutations) with what the rules say. Everyone else gets the code that follows.
EXPECTED = {
    "Query.courses": (EVERYONE, None),
    "Query.course": (WRITERS, "NOT_FOUND"),
    "Query.learningPaths": (EVERYONE, None),
    "Query.certification": (set(), "NOT_FOUND"),
    "Query.instructors": (EVERYONE, None),
    "Query.offers": (EVERYONE, None),
    "Query.node": (OWNER, "NOT_FOUND"),
    "Query.nodes": (OWNER, "NOT_FOUND"),
    "Query.standing": ({"service"}, "FORBIDDEN"),
    "Query.viewer": (SIGNED_IN, "UNAUTHENTICATED"),
    "Mutation.upsertCourse": (WRITERS, "NOT_FOUND"),
    "Mutation.reorderLessons": (WRITERS, "NOT_FOUND"),
    "Mutation.publishCourse": (WRITERS, "NOT_FOUND"),
    "Mutation.requestVideoUpload": (WRITERS, "NOT_FOUND"),
    "Mutation.finishVideoUpload": ({"instructor"}, "NOT_FOUND"),
    "Mutation.startCheckout": (SIGNED_IN, "UNAUTHENTICATED"),
    "Mutation.claimGift": (SIGNED_IN, "UNAUTHENTICATED"),
    "Mutation.recordProgress": (SIGNED_IN, "UNAUTHENTICATED"),
    "Mutation.completeLesson": (SIGNED_IN, "UNAUTHENTICATED"),
    "Mutation.startAttempt": (SIGNED_IN, "UNAUTHENTICATED"),
    "Mutation.saveAnswer": (OWNER, "NOT_FOUND"),
    "Mutation.submitAttempt": (OWNER, "NOT_FOUND"),
}
AUTHORING = (
    "Mutation.upsertCourse",
    "Mutation.reorderLessons",
    "Mutation.publishCourse",
    "Mutation.requestVideoUpload",
    "Mutation.finishVideoUpload",
)
# The code of those whom the rule on the field itself stops, before anything is looked up.
STOPPED = {
    "anonymous": {"Mutation": "UNAUTHENTICATED"},
    "service": {"Mutation": "UNAUTHENTICATED"},
    "student": dict.fromkeys(AUTHORING, "FORBIDDEN"),
    "other_student": dict.fromkeys(AUTHORING, "FORBIDDEN"),
}

SPELLINGS = {
    "plain": "%(kind)s { %(field)s%(args)s %(selection)s }",
    "alias": "%(kind)s { x: %(field)s%(args)s %(selection)s }",
    "fragment": "%(kind)s { ...f } fragment f on %(root)s { %(field)s%(args)s %(selection)s }",
    "include": "%(kind)s { ... @include(if: true) { %(field)s%(args)s @skip(if: false) %(selection)s } }",
}


class School:
    """A school in which the student and the instructor have something of their own."""

    def __init__(self):
        self.people = {
            "student": UserFactory(),
            "other_student": UserFactory(),
            "instructor": UserFactory(role=Role.INSTRUCTOR),
            "other_instructor": UserFactory(role=Role.INSTRUCTOR),
            "editor": UserFactory(role=Role.EDITOR),
            "staff": UserFactory(role=Role.STAFF),
        }
        teacher = InstructorFactory(user=self.people["instructor"])
        InstructorFactory(user=self.people["other_instructor"])
        draft = CourseFactory(instructor=teacher)
        section = SectionFactory(course=draft)
        lesson = LessonFactory(section=section, kind="video")
        upload = to_global_id("VideoUpload", VideoFactory(owner=self.people["instructor"]).public_id)
        exam = LessonFactory(section__course__published=True, exam=True)
        question = QuestionFactory(pool=exam.pool, right=1, wrong=1)
        student = self.people["student"]
        GrantFactory(user=student, course=exam.course)
        attempt = start_attempt(user=student, lesson=exam)
        enrollment = EnrollmentFactory(user=student)
        beat = {"session": "0189d5a4-9e5b-7cc1-9a51-7d1f0c6f2c11", "seq": 1, "ranges": [], "position": 0}
        save = {"questionId": to_global_id("Question", question.public_id), "optionIds": [], "seq": 1}
        self.arguments = {
            "Query.course": {"slug": draft.slug},
            "Query.certification": {"code": "NONE"},
            "Query.node": {"id": gid(enrollment)},
            "Query.nodes": {"ids": [gid(OrderFactory(buyer=student))]},
            "Query.standing": {"personId": to_global_id("Person", student.public_id), "courseId": gid(exam.course)},
            "Mutation.upsertCourse": {"input": {"id": gid(draft), "title": "Changed"}},
            "Mutation.reorderLessons": {"input": {"sectionId": gid(section), "lessonIds": [gid(lesson)]}},
            "Mutation.publishCourse": {"input": {"courseId": gid(draft)}},
            "Mutation.requestVideoUpload": {"input": {"lessonId": gid(lesson), "contentType": "video/mp4"}},
            "Mutation.finishVideoUpload": {"input": {"lessonId": gid(lesson), "uploadId": upload}},
            "Mutation.startCheckout": {"input": {"offerId": gid(OfferFactory())}},
            "Mutation.claimGift": {"input": {"code": GiftFactory().code}},
            "Mutation.recordProgress": {"input": {"lessonId": gid(exam), **beat}},
            "Mutation.completeLesson": {"input": {"lessonId": gid(exam)}},
            "Mutation.startAttempt": {"input": {"lessonId": gid(exam)}},
            "Mutation.saveAnswer": {"input": {"attemptId": gid(attempt), **save}},
            "Mutation.submitAttempt": {"input": {"attemptId": gid(attempt)}},
        }


def literal(value):
    """Write a value as GraphQL does."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {literal(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(literal(item) for item in value) + "]"
    return json.dumps(value)


def selection(field):
    return "" if isinstance(get_named_type(field.type), GraphQLScalarType) else "{ __typename }"


def fields():
    for root in (schema.query_type, schema.mutation_type):
        yield from ((f"{root.name}.{name}", root, name, field) for name, field in root.fields.items())


def test_somebody_decided_about_every_root_field():
    assert {name for name, *_ in fields()} == set(EXPECTED)


def expected_code(coordinate, actor):
    """Return the code that an actor is refused with, or None."""
    allowed, code = EXPECTED[coordinate]
    stopped = STOPPED.get(actor, {})
    return None if actor in allowed else stopped.get(coordinate) or stopped.get(coordinate.partition(".")[0]) or code


@pytest.fixture
def enter(client, settings, tmp_path):
    """Let somebody of the school in, by session; a service by its token."""
    settings.DEBUG, settings.DATA_DIR = True, tmp_path
    issuers._laptop.cache_clear()

    def entered(actor, people):
        if actor == "service":
            client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {laptop.service_token(str(tmp_path), name='search')}"
        elif actor in people:
            client.force_login(people[actor])

    yield entered
    issuers._laptop.cache_clear()


@pytest.mark.parametrize("actor", ACTORS)
def test_everyone_gets_what_was_decided_in_every_spelling(client, monkeypatch, enter, actor):
    stripe = StripeDouble()
    monkeypatch.setattr(gateways, "gateway", lambda: stripe)
    school = School()
    enter(actor, school.people)
    surprises = []
    for coordinate, root, name, field in fields():
        given = school.arguments.get(coordinate, {})
        arguments = "(" + ", ".join(f"{key}: {literal(value)}" for key, value in given.items()) + ")" if given else ""
        parts = {"kind": root.name.lower(), "root": root.name, "field": name, "args": arguments, "selection": selection(field)}
        expected = expected_code(coordinate, actor)
        for spelling, template in SPELLINGS.items():
            body = ask(client, template % parts)
            codes = [error["extensions"]["code"] for error in body.get("errors", [])]
            is_told = next(iter(body["data"].values())) not in (None, [None])
            if (codes, is_told) != ([expected] if expected else [], expected is None):
                surprises.append((coordinate, spelling, body))
    assert surprises == []


OWN_TYPES = ("Enrollment", "Grant", "Attempt", "Order")


@pytest.mark.parametrize("actor", [actor for actor in ACTORS if actor != "student"])
def test_what_is_somebodys_own_is_reached_by_no_id(client, enter, actor):
    school = School()
    student = school.people["student"]
    rows = [
        student.enrollments.first(),
        student.grants.first(),
        student.enrollments.get(attempts__isnull=False).attempts.get(),
        student.orders.get(),
    ]
    assert [type(row).__name__ for row in rows] == list(OWN_TYPES)
    enter(actor, school.people)
    body = ask(client, "query($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }", ids=[gid(row) for row in rows])
    assert body["data"]["nodes"] == [None] * 4
    assert {error["extensions"]["code"] for error in body["errors"]} == {"NOT_FOUND"}


def test_every_type_of_ones_own_is_guarded_as_a_whole():
    guarded = {
        type_.name
        for type_ in schema.type_map.values()
        if isinstance(type_, GraphQLObjectType) and type_.extensions.get("access") and type_.extensions["access"].name == "viewer"
    }
    assert set(OWN_TYPES) <= guarded
    for name in guarded:
        for field in schema.type_map[name].fields.values():
            assert field.extensions["access"].name == "viewer"


def test_arguments_of_the_matrix_are_those_that_must_be_given():
    school = School()
    for coordinate, _root, _name, field in fields():
        needed = {name for name, argument in field.args.items() if isinstance(argument.type, GraphQLNonNull) and name != "first"}
        assert needed == set(school.arguments.get(coordinate, {})), coordinate
