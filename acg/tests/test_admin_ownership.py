"""Nobody reaches in the admin what is not theirs: every registered model, every address, every actor."""

import re

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import NoReverseMatch, reverse
from django.urls.resolvers import RegexPattern

from acg.shared.admin import OwnedAdmin, OwnedInline
from acg.users.tests.factories import UserFactory
from courses.tests import factories as courses
from videos.tests.factories import VideoFactory

CANARY = "Canary7431"


def owned_rows(owner, CANARY=CANARY):  # noqa: N803 -- the constant, unless another word is wanted
    """Return one row of every model that instructors own, all of them this owner's, each saying the canary."""
    instructor = courses.InstructorFactory(user=owner, name=f"{CANARY} teacher", slug=f"{CANARY.lower()}-teacher")
    course = courses.CourseFactory(instructor=instructor, title=f"{CANARY} course", slug=f"{CANARY.lower()}-course")
    section = courses.SectionFactory(course=course, title=f"{CANARY} section")
    lesson = courses.LessonFactory(section=section, exam=True, title=f"{CANARY} lesson", slug=f"{CANARY.lower()}-lesson")
    lesson.pool.title = f"{CANARY} pool"
    lesson.pool.save()
    question = courses.QuestionFactory(pool=lesson.pool, stem=f"{CANARY} question", right=1, wrong=1)
    rows = [
        instructor,
        course,
        section,
        lesson,
        lesson.pool,
        question,
        courses.CourseImageFactory(course=course, key=f"{CANARY}.png"),
        courses.ReviewFactory(course=course, text=f"{CANARY} review"),
        VideoFactory(owner=owner, title=f"{CANARY} film"),
    ]
    return {type(row): row for row in rows}


admin.autodiscover()
REGISTRY = sorted(admin.site._registry.items(), key=lambda entry: entry[0]._meta.label)
OWNED = [model_admin for _model, model_admin in REGISTRY if getattr(model_admin, "owner_path", None)]
SHARED = [model_admin for _model, model_admin in REGISTRY if getattr(model_admin, "is_shared", False)]
REST = [model_admin for _model, model_admin in REGISTRY if model_admin not in OWNED and model_admin not in SHARED]


def label(model_admin):
    return model_admin.model._meta.label


def addresses(model_admin, row):
    """Return every address of a model, with this row where one is named."""
    key = str(row.pk) if row is not None else "1"
    found = []
    for pattern in model_admin.get_urls():
        if isinstance(pattern.pattern, RegexPattern):
            version = row.history.first().pk if row is not None else 1
            path = re.sub(r"\([^)]*\)", "{}", str(pattern.pattern).strip("^$")).format(key, version)
        else:
            path = re.sub(r"<[^>]*object_id>", key, str(pattern.pattern))
            assert "<" not in path, f"teach this test the argument of {pattern.pattern}"
        name = model_admin.model._meta
        found.append(f"/admin/{name.app_label}/{name.model_name}/{path}")
    return found


def answers(client, address):
    """Return what the address says to reading and to writing; a redirect is followed, for its message may tell."""
    for answer in (client.get(address), client.post(address, {"_save": "1", "post": "yes"})):
        yield answer
        if answer.status_code == 302:
            yield client.get(answer["Location"])


@pytest.mark.parametrize("model_admin", admin.site._registry.values(), ids=label)
def test_every_registered_model_and_inline_obeys_the_rule(model_admin):
    assert isinstance(model_admin, OwnedAdmin)
    assert all(issubclass(inline, OwnedInline) for inline in model_admin.inlines)
    if model_admin.owner_path:
        field = model_admin.model
        for step in model_admin.owner_path.split("__"):
            relation = field._meta.get_field(step)
            assert relation.many_to_one or relation.one_to_one, "a path through many rows would repeat them"
            field = relation.related_model
        assert field._meta.label == "users.User"


@pytest.mark.django_db
@pytest.mark.parametrize("model_admin", OWNED, ids=label)
@pytest.mark.parametrize("role", ["instructor", "student", "anonymous"])
def test_nobody_reaches_what_is_anothers(client, model_admin, role):
    rows = owned_rows(UserFactory(role="instructor"))
    assert model_admin.model in rows, "owned_rows lacks this model"
    row = rows[model_admin.model]
    if role != "anonymous":
        viewer = UserFactory(role=role)
        client.force_login(viewer)
        if role == "instructor":
            courses.InstructorFactory(user=viewer)
    before = type(row).objects.filter(pk=row.pk).values().get()
    for address in addresses(model_admin, row):
        for answer in answers(client, address):
            body = answer.getvalue() if answer.streaming else answer.content
            assert CANARY.encode() not in body, f"{address} tells {role}"
            if f"/{row.pk}/" in address and answer.request["PATH_INFO"] == address:
                assert answer.status_code in {302, 403, 404, 405}, f"{address} answers {role}"
    assert type(row).objects.filter(pk=row.pk).values().get() == before


@pytest.mark.django_db
@pytest.mark.parametrize("model_admin", OWNED, ids=label)
def test_the_owner_and_the_editor_reach_it(client, model_admin):
    owner = UserFactory(role="instructor")
    row = owned_rows(owner)[model_admin.model]
    for viewer in (owner, UserFactory(role="editor"), UserFactory(role="staff")):
        client.force_login(viewer)
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}"
        assert CANARY in client.get(reverse(f"{name}_changelist")).content.decode()
        assert client.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200
        assert client.get(reverse(f"{name}_history", args=[row.pk])).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("model_admin", REST, ids=label)
def test_what_is_nobodys_is_for_staff_only(client, model_admin):
    model = model_admin.model
    for role in ("instructor", "student", *(["editor"] if not model_admin.is_editorial else [])):
        client.force_login(UserFactory(role=role))
        for address in addresses(model_admin, None):
            assert {client.get(address).status_code, client.post(address).status_code} <= {302, 403}, address
    client.force_login(UserFactory(role="staff"))
    assert client.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("model_admin", SHARED, ids=label)
def test_what_is_shared_is_read_by_instructors_and_written_by_editors(client, model_admin):
    name = f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}"
    client.force_login(UserFactory(role="instructor"))
    assert client.get(reverse(f"{name}_changelist")).status_code == 200
    assert client.get(reverse(f"{name}_add")).status_code == 403
    client.force_login(UserFactory(role="editor"))
    assert client.get(reverse(f"{name}_add")).status_code == 200
    client.force_login(UserFactory())
    assert client.get(reverse(f"{name}_changelist")).status_code == 302


@pytest.mark.django_db
def test_choices_filters_and_searches_offer_only_what_is_ones_own(client):
    owned_rows(UserFactory(role="instructor"))
    viewer = UserFactory(role="instructor")
    courses.SectionFactory(course__instructor=courses.InstructorFactory(user=viewer))
    client.force_login(viewer)
    asked = 0
    for model, _model_admin in REGISTRY:
        for field in [*model._meta.fields, *model._meta.many_to_many]:
            if not field.remote_field:
                continue
            where = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": field.name}
            answer = client.get("/admin/autocomplete/", {**where, "term": ""})
            assert CANARY not in answer.content.decode(), where
            asked += answer.status_code == 200
    assert asked
    for extra in ({}, {"extended": "1"}):
        assert CANARY not in client.get("/admin/search/", {"s": CANARY.lower(), **extra}).content.decode()
    assert CANARY not in client.get("/admin/").content.decode()


@pytest.mark.django_db
def test_the_pages_of_ones_own_rows_offer_nothing_of_anothers(client):
    owned_rows(UserFactory(role="instructor"))
    viewer = UserFactory(role="instructor")
    client.force_login(viewer)
    for row in owned_rows(viewer, "Mine").values():
        answer = client.get(reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk]))
        assert answer.status_code == 200
        assert "Mine" in answer.content.decode()
        assert CANARY not in answer.content.decode()


@pytest.mark.django_db
def test_the_way_to_an_objects_page_tells_nothing(client):
    rows = owned_rows(UserFactory(role="instructor"))
    client.force_login(UserFactory(role="instructor"))
    for row in rows.values():
        kind = ContentType.objects.get_for_model(row)
        try:
            address = reverse("admin:view_on_site", args=[kind.pk, row.pk])
        except NoReverseMatch:
            continue
        answer = client.get(address)
        assert "canary7431" not in (answer.content.decode() + answer.get("Location", "")).lower()
