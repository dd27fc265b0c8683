import pytest
from django.core.files.base import ContentFile

from acg.users.tests.factories import UserFactory
from courses.models import LessonKind, LessonResource
from courses.tests.factories import CourseFactory, LessonFactory, LessonResourceFactory, SectionFactory
from students.models import Enrollment, LessonProgress
from students.tests.factories import GrantFactory
from videos.tests.factories import VideoFactory

pytestmark = pytest.mark.django_db
QUERIES = 16  # the session with its viewer, lesson; its page 7; noting the visit 3 and, in a test, 4 for savepoints


@pytest.fixture
def course():
    return CourseFactory(published=True, slug="aws", title="AWS from the start")


@pytest.fixture
def section(course):
    return SectionFactory(course=course)


@pytest.fixture
def article(section):
    return LessonFactory(section=section, position=1, slug="why", title="Why the cloud", body="It is **rented**.")


@pytest.fixture
def film(section):
    video = VideoFactory(captions=["en"])
    return LessonFactory(section=section, position=2, slug="film", kind=LessonKind.VIDEO, video=video, is_free_preview=True)


@pytest.fixture
def student(course):
    return GrantFactory(course=course).user


@pytest.fixture
def signed_in(client, student):
    client.force_login(student)
    return client


def test_an_article(signed_in, article, film, student):
    answer = signed_in.get("/learn/aws/why/")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "<p>It is <strong>rented</strong>.</p>" in html
    assert 'href="/learn/aws/film/"' in html
    assert "dist/player.js" not in html
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert Enrollment.objects.get(user=student).last_lesson == article


def test_a_film(signed_in, film, student):
    html = signed_in.get("/learn/aws/film/").content.decode()
    assert f'<video slot="media" src="/videos/{film.video.public_id}/' in html
    assert '<track kind="captions"' in html
    assert 'data-beats="/learn/progress/"' in html
    assert '<a href="?t=4">' in html
    assert "dist/player.js" in html


def test_queries_of_a_lesson(signed_in, film, student, django_assert_num_queries):
    LessonResourceFactory(lesson=film)
    signed_in.get("/learn/aws/film/")
    with django_assert_num_queries(QUERIES):
        signed_in.get("/learn/aws/film/")
    LessonFactory.create_batch(10, section=film.section)
    LessonResourceFactory.create_batch(3, lesson=film)
    with django_assert_num_queries(QUERIES):
        signed_in.get("/learn/aws/film/")


def test_head_leaves_no_trace(signed_in, article):
    assert signed_in.head("/learn/aws/why/").status_code == 200
    assert not Enrollment.objects.exists()


@pytest.mark.parametrize("signs_in", [True, False])
def test_without_the_right_the_course_is_offered(client, article, signs_in):
    if signs_in:
        client.force_login(UserFactory())
    answer = client.get("/learn/aws/why/")
    html = answer.content.decode()
    assert answer.status_code == 403
    assert 'href="/courses/aws/"' in html
    assert ("/accounts/login/?next=/learn/aws/why/" in html) is not signs_in
    assert "rented" not in html
    assert not Enrollment.objects.exists()


@pytest.mark.parametrize("signs_in", [True, False])
def test_a_free_preview_is_open_to_all_and_keeps_nothing(client, film, article, signs_in):
    if signs_in:
        client.force_login(UserFactory())
    answer = client.get("/learn/aws/film/")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "data-beats" not in html
    assert "Mark complete" not in html
    source = html.partition('slot="media" src="')[2].partition('"')[0]
    assert client.get(source).status_code == 200
    assert not Enrollment.objects.exists()


def test_a_paid_film_is_closed_to_everyone_else(client, signed_in, film):
    film.is_free_preview = False
    film.save()
    source = signed_in.get("/learn/aws/film/").content.decode().partition('slot="media" src="')[2].partition('"')[0]
    assert signed_in.head(source).status_code == 200
    signed_in.logout()
    assert client.head(source).status_code == 403


def test_a_draft_does_not_exist_for_others(client, article, course):
    course.published_at = None
    course.save()
    assert client.get("/learn/aws/why/").status_code == 404
    assert client.get("/learn/aws/").status_code == 404


def test_what_was_bought_stays_open_when_it_leaves_the_catalogue(signed_in, article, course):
    course.published_at = None
    course.save()
    assert signed_in.get("/learn/aws/why/").status_code == 200


def test_no_such_lesson(client, article):
    assert client.get("/learn/aws/nothing/").status_code == 404
    assert client.get("/learn/nothing/why/").status_code == 404


def test_marked_complete_by_a_plain_form(signed_in, article, film):
    answer = signed_in.post("/learn/aws/why/complete/")
    assert (answer.status_code, answer["Location"]) == (302, "/learn/aws/why/")
    assert LessonProgress.objects.get(lesson=article).completed_at is not None
    assert "1 of 2 lessons" in signed_in.get("/learn/aws/why/").content.decode()


def test_complete_and_go_on(signed_in, article, film):
    answer = signed_in.post("/learn/aws/why/complete/", {"next": "film"})
    assert answer["Location"] == "/learn/aws/film/"


@pytest.mark.parametrize("elsewhere", ["//example.com/x", "https://example.com/", "../../admin"])
def test_the_next_is_a_lesson_and_nothing_else(signed_in, article, elsewhere):
    answer = signed_in.post("/learn/aws/why/complete/", {"next": elsewhere})
    assert answer["Location"] == "/learn/aws/why/"


def test_the_last_lesson_completes_the_course(signed_in, article):
    html = signed_in.post("/learn/aws/why/complete/", follow=True).content.decode()
    assert "You have completed every lesson of this course." in html


def test_an_exam_is_not_marked_by_hand(signed_in, section):
    exam = LessonFactory(section=section, slug="exam", exam=True)
    html = signed_in.post("/learn/aws/exam/complete/", follow=True).content.decode()
    assert "Pass it once, and it is done." in html
    assert LessonProgress.objects.filter(lesson=exam, completed_at__isnull=False).count() == 0


def test_completing_needs_the_right(client, article):
    assert client.post("/learn/aws/why/complete/")["Location"] == "/accounts/login/?next=/learn/aws/why/complete/"
    client.force_login(UserFactory())
    assert client.post("/learn/aws/why/complete/").status_code == 403
    assert client.get("/learn/aws/why/complete/").status_code == 405
    assert not LessonProgress.objects.exists()


@pytest.fixture
def slides(article):
    file = ContentFile(b"<script>alert(1)</script>", name="x.html")
    return LessonResource.objects.create(lesson=article, title="Slides: part 1", file=file)


def test_a_file_to_take_along(signed_in, slides):
    address = f"/learn/aws/why/resources/{slides.public_id}/"
    assert address in signed_in.get("/learn/aws/why/").content.decode()
    answer = signed_in.get(address)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
    assert answer["Content-Disposition"] == 'attachment; filename="slides-part-1.html"'
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_file_is_for_those_with_the_right(client, slides):
    address = f"/learn/aws/why/resources/{slides.public_id}/"
    assert client.get(address).status_code == 403
    client.force_login(UserFactory())
    assert client.get(address).status_code == 403


def test_a_file_of_another_lesson_a_link_and_a_lost_file(signed_in, slides, film):
    link = LessonResourceFactory(lesson=film)
    assert signed_in.get(f"/learn/aws/film/resources/{slides.public_id}/").status_code == 404
    assert signed_in.get(f"/learn/aws/film/resources/{link.public_id}/").status_code == 404
    slides.file.storage.delete(slides.file.name)
    assert signed_in.get(f"/learn/aws/why/resources/{slides.public_id}/").status_code == 404


def test_the_way_back_into_a_course(signed_in, client, article, film):
    assert signed_in.get("/learn/aws/")["Location"] == "/learn/aws/why/"
    signed_in.get("/learn/aws/film/")
    assert signed_in.get("/learn/aws/")["Location"] == "/learn/aws/film/"
    client.logout()
    assert client.get("/learn/aws/")["Location"] == "/learn/aws/why/"
