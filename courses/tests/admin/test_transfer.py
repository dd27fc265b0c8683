import io
import tarfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from acg.users.tests.factories import UserFactory
from courses.models import Course
from courses.tests.factories import InstructorFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/courses/course/import/"
SAMPLE = Path(__file__).parent.parent / "samples" / "markdown"


@pytest.fixture
def instructor(client):
    user = UserFactory(role="instructor")
    client.force_login(user)
    return InstructorFactory(user=user)


def archive(folder=SAMPLE):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as target:
        target.add(folder, arcname="course")
    return SimpleUploadedFile("course.tar.gz", packed.getvalue(), "application/gzip")


def test_an_instructor_imports_a_course_of_their_own(client, instructor):
    assert client.get(ADDRESS).status_code == 200
    answer = client.post(ADDRESS, {"archive": archive(), "instructor": InstructorFactory().pk})
    course = Course.objects.get()
    assert answer["Location"] == reverse("admin:courses_course_curriculum", args=[course.pk])
    assert (course.instructor, course.is_published) == (instructor, False)
    assert "Imported:" in client.get(answer["Location"]).content.decode()


def test_an_editor_says_who_teaches(client):
    instructor = InstructorFactory()
    client.force_login(UserFactory(role="editor"))
    client.post(ADDRESS, {"archive": archive(), "instructor": instructor.pk})
    assert Course.objects.get().instructor == instructor


def test_anothers_course_is_not_overwritten_by_an_import_of_the_same_archive(client, instructor):
    client.post(ADDRESS, {"archive": archive()})
    other = InstructorFactory(user=UserFactory(role="instructor"))
    client.force_login(other.user)
    answer = client.post(ADDRESS, {"archive": archive()})
    assert answer.status_code == 200
    assert Course.objects.get().instructor == instructor


def test_what_is_no_archive_is_refused_in_words(client, instructor):
    answer = client.post(ADDRESS, {"archive": SimpleUploadedFile("course.tar.gz", b"nonsense")})
    assert "damaged" in answer.content.decode()
    assert not Course.objects.exists()


def test_who_may_not_begin_a_course_may_not_import_one(client):
    client.force_login(UserFactory(role="instructor"))
    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, {"archive": archive()}).status_code == 403
    assert not Course.objects.exists()


def test_a_course_goes_out_as_what_comes_in_again(client, instructor):
    client.post(ADDRESS, {"archive": archive()})
    course = Course.objects.get()
    answer = client.get(reverse("admin:courses_course_export", args=[course.pk]))
    assert answer["Content-Disposition"] == f'attachment; filename="{course.slug}.tar.gz"'
    packed = SimpleUploadedFile("again.tar.gz", b"".join(answer.streaming_content), "application/gzip")
    assert client.post(ADDRESS, {"archive": packed}).status_code == 302
    assert Course.objects.get().lessons.count() == course.lessons.count() > 0
