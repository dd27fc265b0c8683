"""The library's executor is the oracle: whatever is asked, a plan answers with the same bytes, at the same price.

`make fuzz-plan` asks 10,000 random queries; OPERATIONS says how many.
"""

import logging
import os
import random
import zlib
from functools import partial
from typing import ClassVar

import orjson
import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from acg.graphql.context import Context
from acg.graphql.execution import Executor, Request
from acg.graphql.identity import Identity
from acg.graphql.plan import Plans
from acg.graphql.pricing import rows_in
from acg.graphql.tests.asking import gid
from acg.graphql.tests.random_operations import Operations
from acg.schema import schema
from acg.shared.errors import DomainError
from acg.shared.graph import CodedError, to_global_id
from acg.users.tests.factories import UserFactory
from checkout.tests.factories import OfferFactory, OrderFactory
from courses.tests.factories import (
    CertificationFactory,
    CourseFactory,
    DomainFactory,
    LearningPathFactory,
    LearningPathStepFactory,
    LessonFactory,
    TagFactory,
)
from students.tests.factories import EnrollmentFactory, GrantFactory

OPERATIONS = int(os.environ.get("OPERATIONS", "200"))
SEED = int(os.environ.get("SEED", "1"))

# Resolvers that go wrong for some rows, each in another way.
FAULTS = {
    "Course.coverUrl": lambda: 1 / 0,
    "Course.prices": lambda: None,
    "Course.isFree": lambda: ValueError("returned"),
    "Lesson.kind": lambda: "no kind",
    "Lesson.title": object,
    "Section.title": lambda: _raise(DomainError("rule", "A rule said no.", field="section_id")),
    "Tag.slug": lambda: _raise(CodedError("FORBIDDEN", "Not this tag.")),
    "Enrollment.percent": lambda: 2**40,
    "Instructor.headline": lambda: 7,
    "LearningPath.courses": dict,
}


FAULTY: list[bool] = []


def _raise(error):
    raise error


class Recorder:
    """A purse that remembers."""

    key = "test"
    status: ClassVar[dict[str, float]] = {}

    def __init__(self):
        self.taken, self.settled = [], []

    def take(self, points):
        self.taken.append(points)

    def settle(self, actual, use):
        self.settled.append((actual, use))


@pytest.fixture
def _faulty(monkeypatch):
    logging.disable(logging.CRITICAL)
    for coordinate, fault in FAULTS.items():
        type_, name = coordinate.split(".")
        field = schema.type_map[type_].fields[name]
        for owner, key in ((field, "resolve"), (field.extensions, "unguarded")):
            original = owner.get(key) if isinstance(owner, dict) else getattr(owner, key)
            if original is None:
                continue

            def resolve(row, info, original=original, coordinate=coordinate, fault=fault, **arguments):
                facts = sorted((name, str(value)) for name, value in row.items()) if isinstance(row, dict) else []
                return (
                    fault()
                    if FAULTY and zlib.crc32(repr((coordinate, facts)).encode()) % 5 == 0
                    else original(row, info, **arguments)
                )

            setter = partial(monkeypatch.setitem, owner) if isinstance(owner, dict) else partial(monkeypatch.setattr, owner)
            setter(key, resolve)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def world():
    viewer = UserFactory()
    tag = TagFactory()
    courses = CourseFactory.create_batch(4, published=True, list_prices={"USD": 4900, "EUR": 4500})
    for course in courses:
        course.tags.add(tag)
        LessonFactory.create_batch(2, section__course=course)
    path = LearningPathFactory(is_published=True)
    for position, course in enumerate(courses[:2]):
        LearningPathStepFactory(path=path, course=course, position=position)
        EnrollmentFactory(user=viewer, course=course, last_lesson=course.lessons.first() if position else None)
    GrantFactory(user=viewer, course=courses[0])
    OfferFactory(course=courses[0])
    OrderFactory(buyer=viewer)
    exam = DomainFactory().exam_version
    lesson = courses[0].lessons.first()
    ids = [gid(courses[0], "Course"), gid(lesson, "Lesson"), gid(path, "LearningPath"), to_global_id("Course", "0" * 32), "garbage"]
    pool = {
        "slug": [*(course.slug for course in courses), *(course.slug for course in courses), "nowhere"],
        "code": [exam.code, exam.code, exam.code, "none"],
        "first": [1, 2, 3, 4, 5, 10, 20, 20, 0, 101],
        "after": [None, None, None, "garbage"],
        "last": [1, 2, 3, 20, 101],
        "before": [None, None, None, "garbage"],
        "search": [courses[0].title, "lesson", ""],
        "tag": [tag.slug, "none"],
        "certification": [CertificationFactory().slug],
        "ID": ids,
        "String": ["text"],
        "Int": [1, 2, -1],
        "Boolean": [True, False],
    }
    return viewer, pool


@pytest.mark.django_db
@pytest.mark.usefixtures("_faulty", "rich")
def test_a_plan_answers_as_the_executor_does(world, monkeypatch):
    viewer, pool = world
    operations, people = Operations(schema, pool, SEED), random.Random(SEED)  # noqa: S311 -- chances of a test
    planned = answered = failed = 0
    monkeypatch.setattr(Plans, "_of", _at_once)
    executor = Executor(schema)
    for _number in range(OPERATIONS):
        operation = operations.next()
        FAULTY[:] = [True] if people.random() < 0.3 else []
        user, service = people.choice([(viewer, ""), (viewer, ""), (None, ""), (None, "search")])
        for variables in operation.variables:
            request = Request(operation.source, variables=variables)
            bodies, purses = [], []
            for is_planned in (False, True):
                monkeypatch.setattr(settings, "GRAPH_COMPILED_PLAN", is_planned)
                purse = Recorder()
                answer = executor.answer(request, _context(user, service), purse=purse)
                bodies.append(orjson.dumps(answer.body))
                assert rows_in(answer.body.get("data")) <= sum(purse.taken), (operation.source, variables)
                purses.append((purse.taken, purse.settled))
                if answer.objects is not None:
                    planned += 1
                    assert answer.objects == rows_in(answer.body["data"])
            assert bodies[0] == bodies[1], (operation.source, variables)
            assert purses[0] == purses[1], (operation.source, variables)
            answered += b'"errors"' not in bodies[0]
            failed += b'"data":{' in bodies[0] and b'"errors"' in bodies[0]
    asked = 2 * OPERATIONS
    assert answered > asked / 4
    assert failed > asked / 50
    assert planned > answered / 2


def _at_once(plans, operation, variables):
    """Make plans when an operation comes for the first time."""
    found = original(plans, operation, variables)
    return found or original(plans, operation, variables)


original = Plans._of


def _context(user, service):
    request = RequestFactory().post("/graphql")
    request.user = user or AnonymousUser()
    return Context(request, identity=Identity(service=service) if service else None)
