import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from acg.shared.errors import DomainError
from acg.users.tests.factories import UserFactory
from courses.models import LessonKind
from courses.services import finish_film, request_film
from courses.tests.factories import LessonFactory
from videos.models import Video
from videos.tests.factories import VideoFactory
from videos.tests.films import mp4

pytestmark = pytest.mark.django_db


def test_a_lesson_gets_its_film_when_it_is_finished_and_takes_as_long():
    lesson, author = LessonFactory(kind=LessonKind.VIDEO, title="Roof"), UserFactory()
    form = request_film(lesson=lesson, by=author, content_type="video/mp4")
    lesson.refresh_from_db()
    assert (lesson.video, form.video.title, form.video.owner) == (None, "Roof", author)
    default_storage.save(form.fields["key"], ContentFile(mp4(seconds=40)))
    finish_film(lesson=lesson, video=form.video)
    lesson.refresh_from_db()
    lesson.course.refresh_from_db()
    assert (lesson.video, lesson.duration_seconds, lesson.course.duration_seconds) == (form.video, 40, 40)


def test_a_film_that_did_not_come_leaves_the_lesson_as_it_was():
    lesson = LessonFactory(kind=LessonKind.VIDEO)
    form = request_film(lesson=lesson, by=UserFactory(), content_type="video/mp4")
    with pytest.raises(DomainError, match="has not arrived"):
        finish_film(lesson=lesson, video=form.video)
    lesson.refresh_from_db()
    assert lesson.video is None


def test_only_a_video_lesson_has_a_film():
    lesson = LessonFactory(kind=LessonKind.ARTICLE)
    with pytest.raises(DomainError) as error:
        request_film(lesson=lesson, by=UserFactory(), content_type="video/mp4")
    assert (error.value.code, error.value.field) == ("not_a_video_lesson", "lesson_id")
    assert not Video.objects.exists()


def test_a_film_takes_the_place_of_the_lessons_and_its_captions_stay():
    video = VideoFactory(captions=["en"])
    lesson = LessonFactory(kind=LessonKind.VIDEO, video=video)
    form = request_film(lesson=lesson, by=UserFactory(), content_type="video/mp4", is_replacement=True)
    default_storage.save(form.fields["key"], ContentFile(mp4(seconds=95)))
    finish_film(lesson=lesson, video=form.video)
    lesson.refresh_from_db()
    assert (lesson.video, lesson.duration_seconds, video.captions.count(), Video.objects.count()) == (video, 95, 1, 1)


def test_a_lesson_without_a_film_gets_one_of_its_own():
    lesson = LessonFactory(kind=LessonKind.VIDEO)
    form = request_film(lesson=lesson, by=UserFactory(), content_type="video/mp4", is_replacement=True)
    assert form.video.replaces is None
