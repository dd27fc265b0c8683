"""Every field of every type, asked by everyone, in four spellings: what the printed rules promise is what is answered.

The rules are read from `schema.graphql`, as a client reads them; who an actor is stands in the small table below. Nothing here asks the
code that enforces them.
"""

import uuid
from collections import deque
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from graphql import ListValueNode, NonNullTypeNode, ObjectTypeDefinitionNode, parse

from acg.graphql.context import Context
from acg.graphql.execution import Executor, Request
from acg.graphql.identity import Identity
from acg.graphql.tests.asking import gid
from acg.schema import schema
from acg.shared.graph import to_global_id
from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from checkout.tests.factories import OfferFactory, OrderFactory
from courses.tests.factories import (
    CertificationFactory,
    CourseFactory,
    InstructorFactory,
    LearningPathFactory,
    LessonFactory,
    QuestionFactory,
)
from students.services import start_attempt
from students.tests.factories import GrantFactory

pytestmark = pytest.mark.django_db

# Who an actor is: the roles that the rules name, whether they are signed in, and whether the course below is theirs to open.
ACTORS = {
    "anonymous": {"anonymous"},
    "student": {"signed in"},
    "entitled": {"signed in", "entitled", "owner"},
    "instructor": {"signed in", "entitled", "INSTRUCTOR"},
    "other_instructor": {"signed in", "INSTRUCTOR"},
    "editor": {"signed in", "entitled", "EDITOR"},
    "staff": {"signed in", "entitled", "STAFF"},
    "service": {"service"},
}
ROLES = {"instructor": Role.INSTRUCTOR, "other_instructor": Role.INSTRUCTOR, "editor": Role.EDITOR, "staff": Role.STAFF}

SPELLINGS = {
    "plain": "query%(variables)s { %(path)s { %(field)s } %(ends)s }",
    "alias": "query%(variables)s { %(path)s { x: %(field)s } %(ends)s }",
    "fragment": "query%(variables)s { %(path)s { ...f } %(ends)s } fragment f on %(type)s { %(field)s }",
    "include": "query%(variables)s { %(path)s { ... @include(if: true) { %(field)s } } %(ends)s }",
}


def printed():
    """Return the printed types: the rule of each, and of its fields the type, the rule, and whether they must be given something."""
    types = {}
    for node in parse((Path(settings.BASE_DIR) / "schema.graphql").read_text()).definitions:
        if isinstance(node, ObjectTypeDefinitionNode):
            fields = {field.name.value: (named(field.type), rule_of(field), needs(field)) for field in node.fields}
            types[node.name.value] = (rule_of(node), fields)
    return types


def needs(field):
    """Return whether a field must be given something."""
    return any(isinstance(argument.type, NonNullTypeNode) and argument.default_value is None for argument in field.arguments)


def named(type_):
    """Return the name inside a type's brackets and exclamation marks."""
    while not hasattr(type_, "name"):
        type_ = type_.type
    return type_.name.value


def rule_of(node):
    """Return a printed rule: its name, and the roles of `@role`."""
    for directive in node.directives:
        if directive.name.value in {"public", "viewer", "server", "role", "entitled"}:
            roles = [one.value for a in directive.arguments if isinstance(a.value, ListValueNode) for one in a.value.values]
            return directive.name.value, frozenset(roles)
    return None


TYPES = printed()
EXECUTOR = Executor(schema)  # one for all actors: it keeps the documents, which are the same
NODES = (
    "Course", "Lesson", "Section", "Instructor", "Grant", "Attempt", "Enrollment", "Order", "Offer", "LearningPath", "Certification",
)  # fmt: skip


def refused(rule, who):
    """Return the code that a rule refuses somebody with, or None."""
    name, roles = rule
    if name == "public" or (name == "entitled" and "entitled" in who) or (name == "server" and "service" in who):
        return None
    if name == "server":
        return "FORBIDDEN"
    if "signed in" not in who:
        return "UNAUTHENTICATED"
    return None if name == "viewer" or roles & who else "FORBIDDEN"


class School:
    """A school with one of everything, all of it under one course."""

    def __init__(self):
        self.people = {
            name: UserFactory(role=ROLES.get(name, Role.STUDENT)) for name in ACTORS if name not in {"anonymous", "service"}
        }
        teacher = InstructorFactory(user=self.people["instructor"])
        InstructorFactory(user=self.people["other_instructor"])
        owner = self.people["entitled"]
        course = CourseFactory(published=True, instructor=teacher)
        lesson = LessonFactory(section__course=course, exam=True)
        QuestionFactory(pool=lesson.pool, right=1, wrong=1)
        grant = GrantFactory(user=owner, course=course)
        attempt = start_attempt(user=owner, lesson=lesson)
        enrollment = owner.enrollments.get()
        order = OrderFactory(buyer=owner)
        rows = [
            course,
            lesson,
            lesson.section,
            teacher,
            grant,
            attempt,
            enrollment,
            order,
            OfferFactory(),
            LearningPathFactory(is_published=True),
            CertificationFactory(),
        ]
        self.ids = {type(row).__name__: gid(row) for row in rows}
        assert set(self.ids) == set(NODES)
        self.ids["Person"] = to_global_id("Person", owner.public_id)

    def context(self, actor):
        """Return who asks."""
        request = RequestFactory().post("/graphql")
        request.user = self.people.get(actor) or AnonymousUser()
        return Context(request, identity=Identity(service="search") if actor == "service" else None)


def paths():
    """Yield each type with a way to it: the fields from the root, each with what is written for it."""
    standing = "standing(personId: $Person, courseId: $Course)"
    waiting = deque([("Query", [])])
    seen = set()
    while waiting:
        type_, path = waiting.popleft()
        if type_ in seen or type_ not in TYPES:
            continue
        seen.add(type_)
        yield type_, path
        if type_ == "Query":
            waiting.append(("Standing", [("Query", "standing", standing)]))
            waiting.extend((name, [("Query", "node", f"node(id: ${name}) {{ ... on {name}")]) for name in NODES)
        for name, (below, _rule, must_be_given) in TYPES[type_][1].items():
            if not must_be_given:
                waiting.append((below, [*path, (type_, name, name)]))


def expected(path, type_, field, who):
    """Return the code that somebody is refused with on the way to a field, or None."""
    for owner, name, written in [*path, (type_, field, "")]:
        whole, fields = TYPES[owner]
        if code := refused(fields[name][1] or whole, who):
            return code
        if (
            written.startswith("node(")
            and TYPES[path[0][2].rpartition(" ")[2]][0] == ("viewer", frozenset())
            and "owner" not in who
        ):
            return "NOT_FOUND"
    return None


@pytest.mark.usefixtures("rich")
@pytest.mark.parametrize("actor", ACTORS)
def test_a_field_answers_those_whom_its_printed_rule_names(actor):
    school = School()
    surprises, asked = [], set()
    for type_, path in paths():
        if type_ == "Query":
            continue
        texts = [written for *_, written in path]
        used = [name for name in school.ids if f"${name})" in texts[0] or f"${name}," in texts[0]]
        declared = f"({', '.join(f'${name}: ID!' for name in used)})" if used else ""
        values = {name: school.ids[name] for name in used}
        for name, (below, _rule, must_be_given) in TYPES[type_][1].items():
            assert not must_be_given, f"{type_}.{name}: say in `paths` what it is given"
            asked.add(type_)
            depth = sum(text.count("{") for text in texts) + len(texts) - 1
            parts = {
                "variables": declared,
                "path": " { ".join(texts),
                "ends": "} " * depth,
                "type": type_,
                "field": f"{name} {{ __typename }}" if below in TYPES or below == "Node" else name,
            }
            code = expected(path, type_, name, ACTORS[actor])
            for spelling, template in SPELLINGS.items():
                body = EXECUTOR.answer(Request(template % parts, values), school.context(actor)).body
                codes = {error["extensions"]["code"] for error in body.get("errors", [])}
                if codes != ({code} if code else set()) or "data" not in body:
                    surprises.append((template % parts, spelling, code, body))
    assert surprises == []
    answers_of_mutations = {name for name in TYPES if name.endswith("Payload")} | {"UserError"}
    assert asked == set(TYPES) - {"Query", "Mutation"} - answers_of_mutations


# What a filter or an order tells something about, for whoever may use it.
TELLS = {
    "CourseFilter.provider": "Course.provider",
    "CourseFilter.level": "Course.level",
    "CourseFilter.certification": "Certification.slug",
    "CourseFilter.tag": "Tag.slug",
    "CourseFilter.free": "Course.isFree",
    "CourseOrder.POPULAR": "Course.learnerCount",
    "CourseOrder.NEWEST": "Course.publishedAt",
    "CourseOrder.BEST": "Course.ratingAverage",
    "CourseOrder.RELEVANCE": "Course.title",
}


def test_filters_and_orders_tell_nothing_that_is_hidden():
    there = set()
    for node in parse((Path(settings.BASE_DIR) / "schema.graphql").read_text()).definitions:
        name = getattr(node, "name", None)
        if name and name.value.endswith(("Filter", "Order")) and not isinstance(node, ObjectTypeDefinitionNode):
            there |= {f"{name.value}.{one.name.value}" for one in getattr(node, "fields", None) or node.values}
    assert there == set(TELLS)
    for coordinate in TELLS.values():
        type_, _dot, field = coordinate.partition(".")
        whole, fields = TYPES[type_]
        assert (fields[field][1] or whole)[0] == "public", coordinate


@pytest.mark.parametrize("actor", [name for name, who in ACTORS.items() if "owner" not in who])
def test_what_is_hidden_answers_to_the_letter_as_what_is_not_there(actor):
    school = School()
    draft = CourseFactory()

    def answer(field):
        body = EXECUTOR.answer(Request(f"query {{ x: {field} {{ __typename }} }}"), school.context(actor)).body
        return body["data"], [(error["message"], error["extensions"]) for error in body["errors"]]

    for name in ("Enrollment", "Grant", "Attempt", "Order"):
        absent = to_global_id(name, uuid.uuid4())
        assert answer(f'node(id: "{school.ids[name]}")') == answer(f'node(id: "{absent}")')
    if not ACTORS[actor] & {"EDITOR", "STAFF"}:
        assert answer(f'course(slug: "{draft.slug}")') == answer('course(slug: "nothing-of-the-kind")')
        assert answer(f'node(id: "{gid(draft)}")') == answer(f'node(id: "{to_global_id("Course", uuid.uuid4())}")')
