"""The lesson page in a real browser: what the player promises, and that everyone can use it."""

import gzip
import threading
from pathlib import Path
from unittest import mock

import pytest
from django.conf import settings
from django.core.files.base import ContentFile

from acg import demo
from acg.tests.browser import let_threads_finish, violations
from courses.models import Lesson, LessonKind, LessonResource
from courses.services import recount_course
from courses.tests.factories import CourseFactory, LessonFactory, SectionFactory
from students.models import LessonProgress
from students.services import complete_lesson, record_progress
from students.tests.factories import GrantFactory
from videos.services import add_captions, store_video

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DEMO = Path(demo.__file__).parent
FILM = "/learn/aws/shared-responsibility/"
BODY = """## What you rent

| Service | You manage |
|---|---|
| EC2 | the operating system |

```python
print("a line of code that is certainly longer than the screen of any phone in this world, and then some more of it")
```
"""


@pytest.fixture
def course():
    course = CourseFactory(published=True, slug="aws", title="AWS from the start")
    section = SectionFactory(course=course, title="Cloud concepts")
    with (DEMO / "clip.mp4").open("rb") as film, (DEMO / "clip.jpg").open("rb") as poster:
        video = store_video(title="Shared responsibility", file=film, poster=poster)
    for language in ("en", "es"):
        add_captions(video=video, language=language, text=(DEMO / f"clip.{language}.vtt").read_text())
    LessonFactory(section=section, position=1, slug="why", title="Why the cloud exists", body=BODY)
    film = LessonFactory(
        section=section,
        position=2,
        slug="shared-responsibility",
        title="The shared responsibility model",
        kind=LessonKind.VIDEO,
        video=video,
        duration_seconds=40,
        is_free_preview=True,
    )
    LessonResource.objects.create(lesson=film, title="Slides", file=ContentFile(b"slides", name="slides.pdf"))
    LessonFactory(section=section, position=3, slug="exam", title="Practice exam", exam=True)
    recount_course(course=course)
    return course


@pytest.fixture
def student(course):
    return GrantFactory(course=course).user


@pytest.fixture
def session(client, student):
    client.force_login(student)
    return client.cookies["sessionid"].value


@pytest.fixture
def complaints():
    return []


@pytest.fixture
def browse(chromium, live_server, session, complaints):
    """Open pages as the student (or as nobody); fail at the end when the browser complained about any of them."""
    contexts = []

    def open_page(path, *, width=1280, height=900, anonymous=False, **options):
        context = chromium.new_context(base_url=live_server.url, viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        if not anonymous:
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    let_threads_finish()
    assert [text for text in complaints if "status of 403" not in text and "ERR_INTERNET" not in text] == []


@pytest.fixture
def film(browse):
    page = browse(FILM)
    ready(page)
    return page


def ready(page):
    until(page, "video.readyState >= 2 && !video.controls")


def video(page, expression):
    return page.evaluate(f"(() => {{ const video = document.querySelector('video'); return {expression}; }})()")


def until(page, expression):
    page.wait_for_function(f"() => {{ const video = document.querySelector('video'); return {expression}; }}")


def beat(page):
    return page.expect_response(lambda answer: answer.url.endswith("/learn/progress/") and answer.ok)


def test_it_plays_tells_and_resumes_at_the_second(film, student):
    video(film, "(video.currentTime = 12, null)")
    until(film, "!video.seeking")
    video(film, "(video.play(), null)")
    until(film, "video.currentTime > 13.2")
    with beat(film):
        film.keyboard.press("k")
    assert video(film, "video.paused") is True
    progress = LessonProgress.objects.get(enrollment__user=student)
    assert progress.position_seconds == video(film, "Math.floor(video.currentTime)")
    assert progress.watched[0][0] == 12
    assert progress.watched[0][1] >= 14
    film.reload()
    ready(film)
    until(film, f"video.currentTime === {progress.position_seconds}")


def test_what_the_school_did_not_hear_is_kept_and_told_later(film, student):
    film.route("**/learn/progress/", lambda route: route.abort("internetdisconnected"))
    video(film, "(video.currentTime = 20, video.play(), null)")
    until(film, "video.currentTime > 21.2")
    film.keyboard.press("k")
    film.get_by_text("The school cannot be reached.").wait_for()
    stopped = video(film, "Math.floor(video.currentTime)")
    assert not LessonProgress.objects.filter(watched_seconds__gt=0).exists()
    film.unroute_all()
    with beat(film):
        film.reload()
    ready(film)
    until(film, f"video.currentTime === {stopped}")
    assert film.get_by_text("The school cannot be reached.").is_hidden()
    progress = LessonProgress.objects.get(enrollment__user=student)
    assert progress.watched_seconds >= 1
    assert progress.position_seconds == stopped
    until(film, "Object.keys(localStorage).every((key) => !key.startsWith('beats.'))")


def test_leaving_the_page_tells_the_rest(film, student):
    video(film, "(video.currentTime = 5, video.play(), null)")
    until(film, "video.currentTime > 6.2")
    heard = threading.Event()

    def record_and_tell(**said):
        answer = record_progress(**said)
        heard.set()
        return answer

    with mock.patch("students.views.progress.record_progress", record_and_tell):
        film.goto("/learn/aws/why/")
        assert heard.wait(20)
    film.evaluate("localStorage.clear()")
    film.goto(FILM)
    ready(film)
    until(film, "video.currentTime >= 6")


def test_ninety_per_cent_watched_completes_the_lesson_on_the_spot(film, student):
    progress = LessonProgress.objects.get(enrollment__user=student)
    progress.watched, progress.watched_seconds = [[0, 35]], 35
    progress.save()
    video(film, "(video.currentTime = 35, video.play(), null)")
    until(film, "video.currentTime > 36.2")
    with beat(film):
        film.keyboard.press("k")
    film.locator(".lesson-text").get_by_text("Completed").wait_for()
    assert film.get_by_role("button", name="Mark complete").is_hidden()
    assert film.get_by_role("link", name="Completed: The shared responsibility model").is_visible()


def test_a_second_in_the_address_wins(browse):
    page = browse(FILM + "?t=27.5")
    ready(page)
    until(page, "video.currentTime === 27.5")


def test_the_speed_is_chosen_and_remembered(film):
    film.locator("#rate-button").click()
    film.get_by_role("menuitemradio", name="1.75x").click()
    until(film, "video.playbackRate === 1.75")
    film.reload()
    ready(film)
    assert video(film, "video.playbackRate") == 1.75
    film.locator("#rate-button").click()
    assert film.get_by_role("menuitemradio").all_text_contents()[-6:] == ["0.75x", "1x", "1.25x", "1.5x", "1.75x", "2x"]


SHOWN = "[...video.textTracks].filter((track) => track.mode === 'showing').map((track) => track.language).join()"


def test_captions_switch_on_and_off(film):
    assert video(film, SHOWN) == ""
    film.keyboard.press("c")
    until(film, f"{SHOWN} === 'en'")
    film.keyboard.press("c")
    until(film, f"{SHOWN} === ''")
    film.locator("#captions-button").click()
    film.get_by_role("menuitemradio", name="Español").click()
    until(film, f"{SHOWN} === 'es'")
    until(film, "video.textTracks[1].cues.length === 16")


def test_the_transcript_is_searched_and_leads_to_the_second(film):
    cues = film.locator("[data-cue]")
    assert cues.count() == 16
    film.get_by_role("searchbox", name="Search this transcript").fill("TEJADO")
    assert film.locator("[data-cue]:visible").count() == 0
    film.get_by_role("searchbox", name="Search this transcript").fill("Roof")
    assert film.locator("[data-cue]:visible").count() == 1
    assert film.locator("#transcript mark").text_content() == "roof"
    film.get_by_text("1 line").wait_for()
    film.locator("[data-cue]:visible a").click()
    until(film, "video.currentTime >= 7.5 && !video.paused")
    film.locator("[aria-current=true]", has_text="The landlord keeps the roof tight.").wait_for()
    film.keyboard.press("k")
    until(film, "video.paused")
    assert "?t=" not in film.url


def test_the_keyboard(film):
    film.keyboard.press(" ")
    until(film, "!video.paused")
    film.keyboard.press(" ")
    until(film, "video.paused")
    video(film, "(video.currentTime = 20, null)")
    for key, second in (("l", 30), ("j", 20), ("ArrowRight", 25), ("ArrowLeft", 20), ("L", 30), ("l", 40), ("j", 30)):
        film.keyboard.press(key)
        until(film, f"video.currentTime === {second}")
    film.keyboard.press("m")
    assert video(film, "video.muted") is True
    film.keyboard.press("ArrowDown")
    assert video(film, "video.volume") == 1
    film.locator("media-play-button").focus()
    film.keyboard.press("ArrowDown")
    assert video(film, "video.volume") == pytest.approx(0.9)
    film.keyboard.press("f")
    until(film, "document.fullscreenElement !== null")
    film.keyboard.press("f")
    until(film, "document.fullscreenElement === null")


def test_keys_are_explained_and_can_be_switched_off(film):
    help_dialog = film.get_by_role("dialog", name="Keys of the player")
    film.keyboard.press("?")
    help_dialog.wait_for()
    help_dialog.get_by_role("checkbox").uncheck()
    help_dialog.get_by_role("button", name="Close").click()
    film.locator("h1").click()
    film.keyboard.press("m")
    assert video(film, "video.muted") is False
    film.locator("media-play-button").focus()
    film.keyboard.press("m")
    assert video(film, "video.muted") is True


def test_keys_do_nothing_while_one_types(film):
    film.get_by_role("searchbox", name="Search this transcript").press_sequentially("km j?")
    assert (video(film, "video.muted"), video(film, "video.paused")) == (False, True)
    assert film.get_by_role("searchbox", name="Search this transcript").input_value() == "km j?"


def test_tabs_by_keyboard(film):
    film.get_by_role("tab", name="Transcript").focus()
    film.keyboard.press("ArrowRight")
    film.get_by_role("link", name="Slides").wait_for()
    assert film.locator("[data-cues]").is_hidden()
    assert film.get_by_role("tab", name="Resources").get_attribute("aria-selected") == "true"


def test_marked_complete_by_hand(film, student):
    film.get_by_role("button", name="Mark complete").click()
    film.locator(".lesson-text").get_by_text("Completed").wait_for()
    assert LessonProgress.objects.get(enrollment__user=student).completed_at is not None


def test_without_scripts_the_page_still_teaches(browse, student):
    page = browse(FILM, java_script_enabled=False)
    assert page.locator("video").get_attribute("controls") == ""
    assert page.locator("video").is_visible()
    assert page.locator("media-play-button").is_hidden()
    assert page.get_by_role("link", name="Slides").is_visible()
    page.get_by_role("link", name="0:07").click()
    assert page.url.endswith("?t=7.5")
    page.get_by_role("button", name="Mark complete").click()
    assert LessonProgress.objects.get(enrollment__user=student).completed_at is not None


def test_the_curriculum_is_a_drawer_on_a_phone(browse):
    page = browse(FILM, width=390, height=844, has_touch=True)
    drawer = page.get_by_role("complementary", name="Course content")
    assert drawer.is_hidden()
    page.get_by_role("button", name="Course content").tap()
    drawer.get_by_role("link", name="Why the cloud exists").wait_for()
    page.keyboard.press("Escape")
    assert drawer.is_hidden()


def test_a_free_preview_plays_for_everyone_and_keeps_nothing(browse):
    page = browse(FILM, anonymous=True)
    ready(page)
    video(page, "(video.play(), null)")
    until(page, "video.currentTime > 1")
    page.keyboard.press("k")
    assert not LessonProgress.objects.exists()


@pytest.mark.parametrize(
    ("width", "height", "scheme"),
    [(1280, 900, "light"), (1280, 900, "dark"), (390, 844, "light"), (320, 640, "dark"), (844, 390, "light")],
)
def test_everyone_can_use_it(browse, complaints, student, width, height, scheme):
    complete_lesson(user=student, lesson=Lesson.objects.get(slug="why"))
    look = {"width": width, "height": height, "color_scheme": scheme, "reduced_motion": "reduce"}

    def check(page):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        before = len(complaints)
        assert violations(page) == []
        del complaints[before:]  # axe tries styles of its own

    page = browse("/learn/", **look)
    check(page)
    page.goto("/learn/aws/why/")
    check(page)
    page.goto(FILM)
    ready(page)
    check(page)
    page.keyboard.press("?")
    check(page)
    stranger = browse("/learn/aws/why/", anonymous=True, **look)
    check(stranger)
    stranger.goto(FILM)
    check(stranger)


def test_the_player_is_small():
    assert len(gzip.compress((settings.BASE_DIR / "static" / "dist" / "player.js").read_bytes())) < 220_000
