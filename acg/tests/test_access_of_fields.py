"""Every field of every type, asked by everyone, in four spellings: what the printed rules promise is what is answered.

The rules are read from `schema.graphql`, as a client reads them; who an actor is stands in the small table below. Nothing here asks the
code that enforces them.
"""

import uuid
from collections import defaultdict, deque
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import RequestFactory
from graphql import ListValueNode, NonNullTypeNode, ObjectTypeDefinitionNode, parse

from acg.graphql.context import Context
from acg.graphql.execution import Executor, Request
from acg.graphql.identity import Identity
from acg.graphql.limits import MAX_ALIASES
from acg.graphql.tests.asking import gid
from acg.schema import schema
from acg.shared.graph import to_global_id
from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from checkout.models import Payment, Refund, Subscription
from checkout.tests.factories import MembershipOfferFactory, OfferFactory, OrderFactory, PriceFactory
from courses.models import LessonResource
from courses.tests.factories import (
    CourseFactory,
    InstructorFactory,
    LearningPathStepFactory,
    LessonFactory,
    QuestionFactory,
    TagFactory,
    TaskStatementFactory,
)
from students.models import LessonProgress
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
    "plain": "query%(variables)s { %(path)s { %(fields)s } %(ends)s }",
    "alias": "query%(variables)s { %(path)s { %(aliased)s } %(ends)s }",
    "fragment": "query%(variables)s { %(path)s { ...f } %(ends)s } fragment f on %(type)s { %(fields)s }",
    "include": "query%(variables)s { %(path)s { ... @include(if: true) { %(fields)s } } %(ends)s }",
}


def fields_of(node):
    """Return the fields of a printed type: the type of each, its rule, and whether it must be given something."""
    return {field.name.value: (named(field.type), rule_of(field), needs(field)) for field in node.fields}


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


PRINTED = parse((Path(settings.BASE_DIR) / "schema.graphql").read_text()).definitions
OBJECTS = [node for node in PRINTED if isinstance(node, ObjectTypeDefinitionNode)]
TYPES = {node.name.value: (rule_of(node), fields_of(node)) for node in OBJECTS}
NODES = [node.name.value for node in OBJECTS if any(interface.name.value == "Node" for interface in node.interfaces)]
EXECUTOR = Executor(schema)  # one for all: it keeps the documents, which are the same, and makes plans of those that come again


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
        task = TaskStatementFactory()
        exam = task.domain.exam_version
        course = CourseFactory(
            published=True,
            instructor=teacher,
            exam_version=exam,
            list_prices={"USD": 4900},
            faq=[{"question": "Is it hard?", "answer": "No."}],
        )
        course.tags.add(TagFactory())
        lesson = LessonFactory(section__course=course, exam=True)
        LessonResource.objects.create(lesson=lesson, title="Notes", url="https://example.com/")
        QuestionFactory(pool=lesson.pool, right=1, wrong=1)
        path = LearningPathStepFactory(path__is_published=True, course=course).path
        grant = GrantFactory(user=owner, course=course)
        attempt = start_attempt(user=owner, lesson=lesson)
        enrollment = owner.enrollments.get()
        LessonProgress.objects.get_or_create(enrollment=enrollment, lesson=lesson)
        order = OrderFactory(buyer=owner)
        money = {"order": order, "amount_minor": 4900, "currency": "USD"}
        payment = Payment.objects.create(**money, stripe_id="pi_1", state="succeeded")
        Refund.objects.create(**money, payment=payment, stripe_id="re_1", state="succeeded")
        membership = self.membership_of(owner)
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
            path,
            exam.certification,
        ]
        self.ids = {type(row).__name__: gid(row) for row in rows} | {"Membership": gid(membership, "Membership")}
        assert set(self.ids) == set(NODES)
        self.ids["Person"] = to_global_id("Person", owner.public_id)

    @staticmethod
    def membership_of(buyer):
        """Return a membership that lives."""
        price = PriceFactory(offer=MembershipOfferFactory(price=False), interval="month")
        order = OrderFactory(buyer=buyer, offer=price.offer, interval="month")
        return Subscription.objects.create(
            buyer=buyer, offer=price.offer, price=price, order=order, stripe_id="sub_1", status="active", is_live=True
        )

    def context(self, actor):
        """Return who asks."""
        request = RequestFactory().post("/graphql")
        request.user = self.people.get(actor) or AnonymousUser()
        return Context(request, identity=Identity(service="search") if actor == "service" else None)


@pytest.fixture(scope="module")
def school(django_db_setup, django_db_blocker):
    """One school for all tests here: each works in a transaction within this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield School()
        transaction.set_rollback(True)


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
    """Return the code that somebody is refused with on the way to a field and how far they come, or None and all of the way."""
    steps = [*path, (type_, field, "")]
    for number, (owner, name, written) in enumerate(steps):
        whole, fields = TYPES[owner]
        if code := refused(fields[name][1] or whole, who):
            return code, number
        if written.startswith("node(") and TYPES[written.rpartition(" ")[2]][0][0] == "viewer" and "owner" not in who:
            return "NOT_FOUND", number
    return None, len(steps)


def groups(type_, path, who):
    """Yield the fields of a type in lists that one answer tells about: all that are answered, or that the same step refuses.

    A field that is refused itself is asked for alone, since its refusal may end the execution of those beside it.
    """
    found = defaultdict(list)
    for name in TYPES[type_][1]:
        found[expected(path, type_, name, who)].append(name)
    for (code, reached), names in found.items():
        size = 1 if reached == len(path) else MAX_ALIASES
        for start in range(0, len(names), size):
            yield names[start : start + size], code, reached


def asked(template, type_, path, names):
    """Return a document that asks for fields of a type, in a spelling."""
    texts = [written for *_, written in path]
    used = [name for name in [*NODES, "Person"] if f"${name})" in texts[0] or f"${name}," in texts[0]]
    fields = [f"{name} {{ __typename }}" if TYPES[type_][1][name][0] in {*TYPES, "Node"} else name for name in names]
    return template % {
        "variables": f"({', '.join(f'${name}: ID!' for name in used)})" if used else "",
        "path": " { ".join(texts),
        "ends": "} " * (sum(text.count("{") for text in texts) + len(texts) - 1),
        "type": type_,
        "fields": " ".join(fields),
        "aliased": " ".join(f"x{number}: {field}" for number, field in enumerate(fields)),
    }


def objects_at(path, data):
    """Return what an answer holds at the end of a path."""
    found = [data]
    for _owner, name, _written in path:
        below = [value for one in found for value in (one[name] if isinstance(one[name], list) else [one[name]])]
        found = [value for value in below if value is not None]
    return found


@pytest.mark.usefixtures("rich")
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_field_answers_those_whom_its_printed_rule_names(school, spelling):
    surprises, seen = [], set()
    for type_, path in paths():
        for name, (_type, _rule, must_be_given) in TYPES[type_][1].items() if path else ():
            assert not must_be_given, f"{type_}.{name}: say in `paths` what it is given"
        for actor, who in ACTORS.items() if path else ():
            for names, code, reached in groups(type_, path, who):
                text = asked(SPELLINGS[spelling], type_, path, names)
                values = {name: value for name, value in school.ids.items() if f"${name}:" in text}
                body = EXECUTOR.answer(Request(text, values), school.context(actor)).body
                refusals = {(error["extensions"]["code"], steps(error["path"])) for error in body.get("errors", [])}
                if refusals != ({(code, reached + 1)} if code else set()) or "data" not in body:
                    surprises.append((actor, text, code, body))
                elif not code and objects_at(path, body["data"]):
                    seen |= {(type_, name) for name in names}
    assert surprises == []
    answers_of_mutations = {name for name in TYPES if name.endswith("Payload")} | {"UploadField", "UserError"}
    to_be_seen = set(TYPES) - {"Query", "Mutation"} - answers_of_mutations
    assert seen == {(type_, name) for type_ in to_be_seen for name in TYPES[type_][1]}, "somebody sees each field of something"


def steps(path):
    """Return how many fields an error's path names."""
    return sum(isinstance(step, str) for step in path)


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
def test_what_is_hidden_answers_to_the_letter_as_what_is_not_there(school, actor):
    draft = CourseFactory()

    def answer(field):
        body = EXECUTOR.answer(Request(f"query {{ x: {field} {{ __typename }} }}"), school.context(actor)).body
        return body["data"], [(error["message"], error["extensions"]) for error in body["errors"]]

    for name in ("Enrollment", "Grant", "Attempt", "Order", "Membership"):
        absent = to_global_id(name, uuid.uuid4())
        assert answer(f'node(id: "{school.ids[name]}")') == answer(f'node(id: "{absent}")')
    if not ACTORS[actor] & {"EDITOR", "STAFF"}:
        assert answer(f'course(slug: "{draft.slug}")') == answer('course(slug: "nothing-of-the-kind")')
        assert answer(f'node(id: "{gid(draft)}")') == answer(f'node(id: "{to_global_id("Course", uuid.uuid4())}")')
