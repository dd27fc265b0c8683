import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from acg.users.tests.factories import UserFactory
from courses.models import Lesson, LessonResource
from courses.tests.factories import (
    CourseFactory,
    DomainFactory,
    InstructorFactory,
    LessonFactory,
    QuestionPoolFactory,
    SectionFactory,
    TaskStatementFactory,
)
from students.models import Enrollment, LessonProgress
from videos.models import Video
from videos.tests.factories import VideoFactory
from videos.tests.films import VTT, mp4

pytestmark = pytest.mark.django_db
ADD = "/admin/courses/lesson/add/"
NO_RESOURCES = {f"resources-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")} | {
    "resources-MAX_NUM_FORMS": "1000"
}


@pytest.fixture
def owner(client):
    user = UserFactory(role="instructor")
    client.force_login(user)
    return user


@pytest.fixture
def section(owner):
    return SectionFactory(course__instructor=InstructorFactory(user=owner))


def form(section, **fields):
    return {"section": section.pk, "kind": "article", "title": "Buckets", "pass_mark_percent": "70", **NO_RESOURCES, **fields}


def change(lesson):
    return reverse("admin:courses_lesson_change", args=[lesson.pk])


def film():
    return SimpleUploadedFile("film.mp4", mp4(seconds=95), "video/mp4")


def captions(text=VTT):
    return SimpleUploadedFile("film.vtt", text.encode(), "text/vtt")


def test_an_article_is_written_and_its_author_is_back_at_the_curriculum(client, section):
    answer = client.post(ADD, form(section, body="**Objects**"))
    lesson = Lesson.objects.get()
    assert answer["Location"] == reverse("admin:courses_course_curriculum", args=[section.course.pk])
    assert (lesson.course, lesson.slug, lesson.body_html) == (section.course, "buckets", "<p><strong>Objects</strong></p>\n")
    section.course.refresh_from_db()
    assert section.course.lesson_count == 1


def test_a_video_lesson_is_added_with_its_film_and_captions(client, owner, section):
    client.post(ADD, form(section, kind="video", film=film(), captions=captions(), captions_language="en"))
    lesson = Lesson.objects.get()
    assert lesson.duration_seconds == 95
    assert (lesson.video.owner, lesson.video.title, lesson.video.state) == (owner, "Buckets", "ready")
    assert [track.language for track in lesson.video.captions.all()] == ["en"]


def test_an_upload_by_script_is_told_where_to_go(client, section):
    answer = client.post(ADD, form(section, kind="video", film=film()), headers={"X-Requested-With": "upload"})
    assert answer.json() == {"location": reverse("admin:courses_course_curriculum", args=[section.course.pk])}


def test_what_is_no_film_is_refused_and_nothing_is_kept(client, section):
    fake = SimpleUploadedFile("film.mp4", b"#EXTM3U\nhttp://example.com/\n", "video/mp4")
    answer = client.post(ADD, form(section, kind="video", film=fake), headers={"X-Requested-With": "upload"})
    assert answer.status_code == 200
    assert "This film cannot be played" in answer.content.decode()
    assert not Lesson.objects.exists()
    assert not Video.objects.exists()


@pytest.mark.parametrize("broken", ["nonsense", "WEBVTT\n\n00:05.000 --> 00:01.000\nback\n"])
def test_what_are_no_captions_is_refused(client, section, broken):
    answer = client.post(ADD, form(section, kind="video", film=film(), captions=captions(broken), captions_language="en"))
    assert answer.status_code == 200
    assert not Video.objects.exists()


def test_captions_must_be_utf8(client, section):
    latin = SimpleUploadedFile("film.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nÉté\n".encode("latin-1"), "text/vtt")
    answer = client.post(ADD, form(section, kind="video", film=film(), captions=latin, captions_language="en"))
    assert "Save the captions as UTF-8 text." in answer.content.decode()


def test_another_film_takes_the_place_of_the_first(client, owner, section):
    video = VideoFactory(owner=owner)
    lesson = LessonFactory(section=section, kind="video", video=video, slug="buckets")
    client.post(change(lesson), form(section, kind="video", video=video.pk, slug="buckets", film=film()))
    lesson.refresh_from_db()
    assert (lesson.video, lesson.duration_seconds, Video.objects.count()) == (video, 95, 1)


NEW_WAY = "/admin/courses/lesson/upload/"


def way_of(lesson):
    return reverse("admin:courses_lesson_upload", args=[lesson.pk])


def ask(client, address=NEW_WAY, **fields):
    return client.post(address, {"content_type": "video/mp4", "title": "Buckets", **fields})


def sent(client, address=NEW_WAY, **fields):
    """Ask for a way, send a film on it, and return the upload's id."""
    way = ask(client, address, **fields).json()
    assert client.post(way["url"], {**way["fields"], "file": film()}).status_code == 204
    return way["upload"]


def test_a_lesson_gets_the_film_that_was_sent_apart_from_its_form(client, owner, section):
    answer = client.post(ADD, form(section, kind="video", film_upload=sent(client), captions=captions(), captions_language="en"))
    assert answer["Location"] == reverse("admin:courses_course_curriculum", args=[section.course.pk])
    lesson = Lesson.objects.get()
    assert (lesson.duration_seconds, lesson.video.owner, lesson.video.title, lesson.video.state) == (95, owner, "Buckets", "ready")
    assert lesson.video.captions.count() == Video.objects.count() == 1


def test_a_film_that_an_editor_sent_is_the_instructors(client, owner, section):
    client.force_login(UserFactory(role="editor"))
    client.post(ADD, form(section, kind="video", film_upload=sent(client)))
    assert Lesson.objects.get().video.owner == owner


def test_a_film_that_was_sent_takes_the_place_of_the_lessons(client, owner, section):
    video = VideoFactory(owner=UserFactory(), captions=["en"])  # a colleague's, attached here
    lesson = LessonFactory(section=section, kind="video", video=video, slug="buckets")
    upload = sent(client, way_of(lesson), video=video.pk)
    assert (
        client.post(change(lesson), form(section, kind="video", video=video.pk, slug="buckets", film_upload=upload)).status_code
        == 302
    )
    lesson.refresh_from_db()
    assert (lesson.video, lesson.duration_seconds, Video.objects.get(), video.captions.count()) == (video, 95, video, 1)


def test_a_film_sent_in_the_place_of_another_video_than_the_lesson_shows_is_refused(client, owner, section):
    video, other = VideoFactory(owner=owner), VideoFactory(owner=owner)
    lesson = LessonFactory(section=section, kind="video", video=video, slug="buckets")
    upload = sent(client, way_of(lesson), video=other.pk)
    answer = client.post(change(lesson), form(section, kind="video", video=video.pk, slug="buckets", film_upload=upload))
    assert answer.context["adminform"].form.errors == {"film": ["This upload is over. Choose the film again."]}
    assert Video.objects.count() == 3


def test_what_another_sent_is_refused_and_what_was_written_stays(client, section):
    colleague = UserFactory(role="instructor")
    client.force_login(colleague)
    upload = sent(client)
    client.force_login(section.course.instructor.user)
    answer = client.post(ADD, form(section, kind="video", film_upload=upload, title="As written", body="**Kept**"))
    assert answer.context["adminform"].form.errors == {"film": ["This upload is over. Choose the film again."]}
    assert 'value="As written"' in answer.content.decode()
    assert not Lesson.objects.exists()
    assert Video.objects.get().state == "draft"


def test_the_way_for_a_lessons_film_is_given_to_who_may_change_it(client, owner, section):
    lesson = LessonFactory(section=section, kind="video", slug="buckets")
    foreign = LessonFactory(kind="video", video=VideoFactory())
    assert ask(client, way_of(lesson)).status_code == 200
    assert ask(client, way_of(foreign)).status_code == 404
    assert ask(client, way_of(lesson), video=foreign.video.pk).status_code == 404, "a film that cannot be chosen"
    assert ask(client, way_of(lesson), video="1; drop").status_code == 404
    assert client.get(NEW_WAY).status_code == 405
    client.force_login(UserFactory())
    assert ask(client).status_code == 302
    client.force_login(UserFactory(role="editor"))
    assert ask(client, way_of(foreign), video=foreign.video.pk).status_code == 200
    assert Video.objects.filter(state="draft").count() == 2


def test_only_ones_own_films_can_be_chosen_but_one_that_is_attached_stays(client, section):
    foreign = VideoFactory()
    assert client.post(ADD, form(section, kind="video", video=foreign.pk)).status_code == 200
    assert not Lesson.objects.exists()
    lesson = LessonFactory(section=section, kind="video", video=foreign, slug="buckets")
    assert client.post(change(lesson), form(section, kind="video", video=foreign.pk, slug="buckets")).status_code == 302


def test_nothing_is_added_to_anothers_section_nor_moved_there(client, section):
    foreign = SectionFactory()
    assert client.post(ADD, form(foreign)).status_code == 200
    lesson = LessonFactory(section=section, slug="buckets")
    assert client.post(change(lesson), form(foreign, slug="buckets")).status_code == 200
    lesson.refresh_from_db()
    assert lesson.section == section
    assert not foreign.lessons.exists()


def test_pools_and_sections_are_those_of_the_lessons_course(client, section):
    other = SectionFactory(course=CourseFactory(instructor=section.course.instructor), title="Other chapter")
    pool = QuestionPoolFactory(course=other.course, title="Other pool")
    lesson = LessonFactory(section=section, quiz=True, slug="buckets")
    text = client.get(change(lesson)).content.decode()
    assert "Other chapter" not in text
    assert "Other pool" not in text
    assert client.post(change(lesson), form(section, kind="quiz", slug="buckets", pool=pool.pk)).status_code == 200


def test_a_new_lesson_without_a_section_offers_all_of_ones_own_with_their_courses(client, section):
    text = client.get(ADD).content.decode()
    assert f"{section.course.title}: {section.title}" in text


def test_task_statements_are_those_of_the_courses_exam(client, section):
    statement = TaskStatementFactory()
    TaskStatementFactory(domain=DomainFactory(), text="Of another exam")
    section.course.exam_version = statement.domain.exam_version
    section.course.save()
    text = client.get(f"{ADD}?section={section.pk}&kind=article").content.decode()
    assert statement.text in text
    assert "Of another exam" not in text
    client.post(f"{ADD}?section={section.pk}", form(section, task_statements=[statement.pk]))
    assert list(Lesson.objects.get().task_statements.all()) == [statement]


def test_an_address_is_used_once_in_a_course(client, section):
    LessonFactory(section=section, slug="buckets")
    answer = client.post(ADD, form(section, slug="buckets"))
    assert "Another lesson of the course has this address." in answer.content.decode()


def test_resources_come_with_the_lesson(client, section):
    resource = {"resources-TOTAL_FORMS": "1", "resources-0-title": "Sheet", "resources-0-url": "example.com/sheet"}
    client.post(ADD, form(section, **resource))
    assert LessonResource.objects.get().url == "https://example.com/sheet"


def test_a_lesson_in_which_someone_learned_stays(client, section):
    lesson = LessonFactory(section=section)
    enrollment = Enrollment.objects.create(user=UserFactory(email="private@example.com"), course=lesson.course)
    LessonProgress.objects.create(enrollment=enrollment, lesson=lesson)
    for row, name in ((lesson, "lesson"), (section, "section")):
        address = reverse(f"admin:courses_{name}_delete", args=[row.pk])
        answer = client.post(address, {"post": "yes"}, follow=True)
        assert "People have already learned here" in answer.content.decode()
        assert "private@example.com" not in answer.content.decode()
    assert Lesson.objects.filter(pk=lesson.pk).exists()


def test_a_lesson_and_a_section_that_nobody_began_go(client, section):
    lesson = LessonFactory(section=section)
    client.post(reverse("admin:courses_lesson_delete", args=[lesson.pk]), {"post": "yes"})
    assert not Lesson.objects.exists()
    client.post(reverse("admin:courses_section_delete", args=[section.pk]), {"post": "yes"})
    assert not section.course.sections.exists()


def test_a_section_is_renamed_and_stays_with_its_course(client, section):
    other = CourseFactory(instructor=section.course.instructor)
    client.post(reverse("admin:courses_section_change", args=[section.pk]), {"title": "Storage", "course": other.pk})
    section.refresh_from_db()
    assert section.title == "Storage"
    assert section.course != other
