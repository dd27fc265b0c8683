import pytest
from django.core.files.base import ContentFile

from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from courses.tests.factories import PNG, CourseFactory, CourseImageFactory, InstructorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def author():
    return UserFactory(role=Role.INSTRUCTOR)


@pytest.fixture
def draft(author):
    return CourseFactory(instructor=InstructorFactory(user=author), cover=ContentFile(PNG, name="cover.png"))


@pytest.fixture
def published(draft):
    course = CourseFactory(published=True, cover=ContentFile(PNG, name="cover.png"))
    assert course.pk != draft.pk
    return course


def addresses(course):
    return [f"/courses/images/{CourseImageFactory(course=course).public_id}/", f"/courses/covers/{course.public_id}/"]


def test_pictures_of_a_published_course_are_for_everyone(client, published):
    for address in addresses(published):
        response = client.get(address)
        assert (response.status_code, response.content, response["Content-Type"]) == (200, PNG, "image/png")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "public, max-age=3600"
        again = client.get(address, headers={"If-None-Match": response["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", response["ETag"])


def test_pictures_of_a_draft_are_for_its_authors(client, draft, author):
    other = UserFactory(role=Role.INSTRUCTOR)
    for address in addresses(draft):
        client.logout()
        assert client.get(address).status_code == 404
        for user, status in [(UserFactory(), 404), (other, 404), (author, 200), (UserFactory(role=Role.EDITOR), 200)]:
            client.force_login(user)
            response = client.get(address)
            assert response.status_code == status
        assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("data", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<html>", b"", b"%PDF-1.7"])
def test_nothing_but_pictures_is_sent(client, published, data):
    image = CourseImageFactory(course=published, file=ContentFile(data, name="picture.png"))
    assert client.get(f"/courses/images/{image.public_id}/").status_code == 404


@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0", b"GIF87a", b"GIF89a", b"RIFF\0\0\0\0WEBP"])
def test_the_type_is_told_by_the_bytes(client, published, data):
    image = CourseImageFactory(course=published, file=ContentFile(data + b"...", name="picture.html"))
    response = client.get(f"/courses/images/{image.public_id}/")
    assert response["Content-Type"] in {"image/jpeg", "image/gif", "image/webp"}


def test_what_is_not_there(client, published):
    image = CourseImageFactory(course=published)
    image.file.storage.delete(image.file.name)
    assert client.get(f"/courses/images/{image.public_id}/").status_code == 404
    assert client.get(f"/courses/images/{published.public_id}/").status_code == 404
    assert client.get(f"/courses/covers/{CourseFactory(published=True).public_id}/").status_code == 404
    assert client.post(f"/courses/images/{image.public_id}/").status_code == 405
