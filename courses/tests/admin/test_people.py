import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from acg.users.tests.factories import UserFactory
from courses.models import CourseImage, Instructor, Review
from courses.services import recount_course
from courses.tests.factories import CourseFactory, InstructorFactory, ReviewFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def instructor(client):
    user = UserFactory(role="instructor")
    client.force_login(user)
    return InstructorFactory(user=user, name="Maya Ortiz", slug="maya-ortiz")


def page(row, name="change"):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{name}", args=[row.pk])


def test_an_instructor_writes_their_profile_and_gives_it_to_nobody(client, instructor):
    other = UserFactory()
    client.post(page(instructor), {"name": "Maya O.", "bio": "*Calm*", "slug": "maya-ortiz", "user": other.pk})
    changed = Instructor.objects.get(pk=instructor.pk)
    assert (changed.name, changed.bio_html, changed.user) == ("Maya O.", "<p><em>Calm</em></p>\n", instructor.user)
    assert client.get("/admin/courses/instructor/add/").status_code == 403
    assert client.post(page(instructor, "delete"), {"post": "yes"}).status_code == 403


def test_staff_give_an_account_to_an_instructor_and_editors_do_not_see_accounts(client):
    user = UserFactory(role="instructor", email="private@example.com")
    client.force_login(UserFactory(role="editor"))
    client.post("/admin/courses/instructor/add/", {"name": "Maya Ortiz", "user": user.pk})
    instructor = Instructor.objects.get()
    assert (instructor.slug, instructor.user) == ("maya-ortiz", None)
    client.force_login(UserFactory(role="staff"))
    client.post(page(instructor), {"name": "Maya Ortiz", "slug": "maya-ortiz", "user": user.pk})
    instructor.refresh_from_db()
    assert instructor.user == user
    client.force_login(UserFactory(role="editor"))
    assert "private@example.com" not in client.get(page(instructor)).content.decode()


def test_an_instructor_reads_reviews_and_neither_changes_nor_removes_them(client, instructor):
    author = UserFactory(email="private@example.com", name="Paul")
    review = ReviewFactory(course=CourseFactory(instructor=instructor), author=author, stars=2, text="Slow.")
    text = client.get(page(review)).content.decode()
    assert "Slow." in text
    assert "Paul" in text
    assert "private@example.com" not in text
    assert client.post(page(review), {"stars": 5}).status_code == 403
    assert client.post(page(review, "delete"), {"post": "yes"}).status_code == 403
    assert client.get("/admin/courses/review/add/").status_code == 403
    review.refresh_from_db()
    assert review.stars == 2


def test_an_editor_takes_reviews_away_and_the_rating_follows(client):
    course = CourseFactory()
    one, two, three = (ReviewFactory(course=course, stars=stars) for stars in (1, 2, 5))
    recount_course(course=course)
    client.force_login(UserFactory(role="editor"))
    client.post(page(one, "delete"), {"post": "yes"})
    course.refresh_from_db()
    assert (course.rating_count, course.rating_average) == (2, 3.5)
    chosen = {"action": "delete_selected", "_selected_action": [two.pk], "post": "yes"}
    client.post(reverse("admin:courses_review_changelist"), chosen)
    course.refresh_from_db()
    assert (course.rating_count, list(Review.objects.all())) == (1, [three])


def test_a_picture_is_uploaded_for_ones_own_course(client, instructor):
    file = io.BytesIO()
    Image.new("RGB", (4, 3)).save(file, "PNG")
    picture = file.getvalue()
    own, foreign = CourseFactory(instructor=instructor), CourseFactory()

    def upload(course, content=picture):
        return client.post(
            "/admin/courses/courseimage/add/", {"course": course.pk, "file": SimpleUploadedFile("a chart.png", content)}
        )

    assert upload(foreign).status_code == 200
    assert upload(own, b"<svg/>").status_code == 302
    assert not CourseImage.objects.exists()
    upload(own)
    image = CourseImage.objects.get()
    assert (image.course, image.key) == (own, "a_chart.png")
    assert "![description](a_chart.png)" in client.get(page(image)).content.decode()
