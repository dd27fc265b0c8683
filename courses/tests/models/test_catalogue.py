import pytest
from django.contrib.auth.models import AnonymousUser

from acg.users.tests.factories import UserFactory
from courses.models import Course
from courses.tests.factories import CourseFactory, InstructorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    owner = UserFactory(role="instructor")
    mine = CourseFactory(instructor=InstructorFactory(user=owner))
    theirs = CourseFactory(instructor=InstructorFactory(user=UserFactory(role="instructor")))
    public = CourseFactory(published=True)
    return owner, mine, theirs, public


def test_drafts_are_seen_by_their_instructor_and_by_editors_and_staff_only(shelf):
    owner, mine, theirs, public = shelf
    viewers = {role: UserFactory(role=role) for role in ("student", "editor", "staff")}

    def seen(user):
        return set(Course.objects.visible_to(user))

    assert seen(owner) == {mine, public}
    assert seen(viewers["editor"]) == seen(viewers["staff"]) == {mine, theirs, public}
    assert seen(viewers["student"]) == seen(AnonymousUser()) == {public}


def test_only_authors_author(shelf):
    owner, mine, theirs, public = shelf
    assert set(Course.objects.authored_by(owner)) == {mine}
    assert set(Course.objects.authored_by(UserFactory(role="editor"))) == {mine, theirs, public}
    assert not Course.objects.authored_by(UserFactory()).exists()
    assert not Course.objects.authored_by(AnonymousUser()).exists()


def test_who_teaches_no_more_authors_no_more(shelf):
    owner, *_rest = shelf
    owner.role = "student"
    assert not Course.objects.authored_by(owner).exists()
    owner.role, owner.is_active = "instructor", False
    assert not Course.objects.authored_by(owner).exists()
