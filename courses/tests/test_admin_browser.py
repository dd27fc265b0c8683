"""An instructor at work, in a real browser: order by dragging, a film, a look at the draft, publication."""

import io
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from acg.tests.browser import let_threads_finish, overflows
from acg.users.tests.factories import UserFactory
from courses.models import Lesson, Section
from courses.services import save_lesson, save_section
from courses.tests.factories import CourseFactory, InstructorFactory
from students.tests.factories import EnrollmentFactory
from videos.services import add_captions, store_video
from videos.tests.films import VTT, mp4

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def owner():
    user = UserFactory(role="instructor", email="maya@example.com")
    user.set_password("a long enough word")
    user.save()
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def course(owner):
    course = CourseFactory(instructor=InstructorFactory(user=owner, name="Maya Ortiz"), title="Storage that lasts", slug="storage")
    for title, lessons in {"Objects": ["Buckets", "Classes", "Locks"], "Blocks": ["Volumes"]}.items():
        section = save_section(section=Section(course=course, title=title))
        for lesson in lessons:
            save_lesson(lesson=Lesson(section=section, title=lesson, body=f"About **{lesson}**."))
    return course


@pytest.fixture
def desk(chromium, live_server):
    context = chromium.new_context(viewport={"width": 1280, "height": 1000}, base_url=live_server.url)
    page = context.new_page()
    page.set_default_timeout(15_000)
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    let_threads_finish()
    # A refused page is what the second test asks for; the browser's console tells of it.
    assert [complaint for complaint in complaints if "Failed to load resource" not in complaint] == []


def order(course):
    rows = Lesson.objects.filter(course=course).order_by("section__position", "position")
    return [(lesson.section.title, lesson.title) for lesson in rows.select_related("section")]


def drag(page, source, target):
    """Drag a lesson by its handle onto another one, as a hand does: in steps."""
    handle = page.locator(f"[data-title='{source}'] [data-drag=lesson]")
    start, end = handle.bounding_box(), page.locator(f"li[data-title='{target}']").bounding_box()
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(start["x"] + 20, start["y"] + 8, steps=4)
    page.mouse.move(end["x"] + 60, end["y"] + 4, steps=15)
    page.mouse.move(end["x"] + 60, end["y"] + 6, steps=4)
    page.mouse.up()


def saved(page):
    page.locator("[data-status]", has_text="Saved.").wait_for()


def test_an_instructor_arranges_adds_a_film_looks_and_publishes(desk, course, owner):
    page = desk
    # In through the school's own door.
    page.goto("/admin/courses/course/")
    page.get_by_text("Sign in with a password").click()
    page.fill("input[name=login]", owner.email)
    page.fill("input[name=password]", "a long enough word")
    page.locator("form:has(input[name=password]) button").last.click()
    page.get_by_role("link", name="Storage that lasts").click()
    page.get_by_role("link", name="Sections and lessons").click()
    page.locator("[data-curriculum][data-ready]").wait_for()

    # By hand, within a section and over into the next one.
    drag(page, "Locks", "Buckets")
    saved(page)
    assert order(course) == [("Objects", "Locks"), ("Objects", "Buckets"), ("Objects", "Classes"), ("Blocks", "Volumes")]
    page.reload()
    page.locator("[data-curriculum][data-ready]").wait_for()
    drag(page, "Classes", "Volumes")
    saved(page)
    assert order(course) == [("Objects", "Locks"), ("Objects", "Buckets"), ("Blocks", "Classes"), ("Blocks", "Volumes")]

    # By keyboard, with the place told and the focus kept.
    button = page.get_by_role("button", name="Move Buckets up")
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Objects, Buckets: 1. Saved.").wait_for()
    assert order(course)[0] == ("Objects", "Buckets")
    assert button.evaluate("one => one === document.activeElement")

    # A film with captions, and Markdown beside its look.
    page.locator("[data-section]", has_text="Blocks").get_by_role("link", name="Video").click()
    page.fill("input[name=title]", "How blocks break")
    page.fill("textarea[name=body]", "They **wear** out. <script>document.title = 'run'</script>")
    page.locator("[data-markdown-preview] strong", has_text="wear").wait_for()
    page.set_input_files("input[name=film]", {"name": "film.mp4", "mimeType": "video/mp4", "buffer": b"no film at all"})
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("alert").get_by_text("This is not a video that browsers play").wait_for()
    assert page.input_value("input[name=title]") == "How blocks break"
    page.set_input_files("input[name=film]", {"name": "film.mp4", "mimeType": "video/mp4", "buffer": mp4(seconds=95)})
    page.set_input_files("input[name=captions]", {"name": "film.vtt", "mimeType": "text/vtt", "buffer": VTT.encode()})
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("[data-curriculum][data-ready]").wait_for()
    lesson = Lesson.objects.get(title="How blocks break")
    assert (lesson.section.title, lesson.duration_seconds, lesson.video.owner) == ("Blocks", 95, owner)
    assert lesson.video.captions.count() == 1

    # The draft, as everyone will see it, and as nobody else sees it yet.
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Preview").click()
    draft = opened.value
    draft.get_by_text("Draft: only its authors see this page.").wait_for()
    assert draft.get_by_role("heading", level=1).inner_text().startswith("Storage that lasts")
    draft.close()

    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_text("“Storage that lasts” is public now.").wait_for()
    course.refresh_from_db()
    assert course.is_published


CLIP = settings.BASE_DIR / "acg/demo/clip.mp4"
LOST = "The upload did not arrive. Everything you chose is still here: try again."


def test_a_film_goes_past_the_form_and_nothing_is_lost_on_the_way(desk, client, live_server, course, owner):
    page = desk
    client.force_login(owner)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([session])
    lesson = Lesson.objects.get(title="Volumes")
    video = store_video(title="Volumes", file=io.BytesIO(mp4(seconds=40)), owner=owner)
    add_captions(video=video, language="en", text=VTT)
    lesson.kind, lesson.video = "video", video
    save_lesson(lesson=lesson)
    first = video.source.name
    page.goto(reverse("admin:courses_lesson_change", args=[lesson.pk]))
    page.fill("input[name=title]", "Volumes that last")
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)

    def save_and_hear(words):
        page.get_by_role("button", name="Save", exact=True).click()
        page.get_by_role("alert").get_by_text(words).wait_for()
        assert page.input_value("input[name=title]") == "Volumes that last"
        assert page.locator("input[name=film]").evaluate("input => input.files.length") == 1
        video.refresh_from_db()
        assert video.source.name == first

    # Refused before it is sent, and when it has come.
    page.set_input_files("input[name=film]", {"name": "film.mov", "mimeType": "video/quicktime", "buffer": b"no film"})
    save_and_hear("Upload an MP4 or WebM file.")
    page.set_input_files("input[name=film]", {"name": "film.mp4", "mimeType": "video/mp4", "buffer": b""})
    save_and_hear("The film is empty or larger than 5 GB.")
    page.set_input_files("input[name=film]", {"name": "film.mp4", "mimeType": "video/mp4", "buffer": b"no film at all"})
    save_and_hear("This is not a video that browsers play")

    # The network fails on the way; the session ends, and another begins.
    page.set_input_files("input[name=film]", CLIP)
    page.route("**/videos/uploads/", lambda route: route.abort("internetdisconnected"))
    save_and_hear(LOST)
    page.unroute("**/videos/uploads/")
    page.context.clear_cookies(name="sessionid")
    save_and_hear("You are signed out.")
    page.context.clear_cookies(name="csrftoken")
    page.context.add_cookies([session, {"name": "csrftoken", "value": "a" * 32, "url": live_server.url}])

    # Something else is refused: what has arrived is not sent again.
    page.set_input_files("input[name=captions]", {"name": "a.vtt", "mimeType": "text/vtt", "buffer": b"nonsense"})
    save_and_hear("New captions: ")
    page.set_input_files("input[name=captions]", [])
    sent.clear()
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("[data-curriculum][data-ready]").wait_for()
    assert [urlsplit(request.url).path for request in sent] == [reverse("admin:courses_lesson_change", args=[lesson.pk])]
    assert sent[0].sizes()["requestBodySize"] < CLIP.stat().st_size

    lesson.refresh_from_db()
    assert (lesson.title, lesson.video, lesson.video.captions.count()) == ("Volumes that last", video, 1)
    assert lesson.video.source.name != first
    assert lesson.video.source.name.startswith(f"videos/{video.public_id}/")
    page.goto(reverse("admin:courses_lesson_change", args=[lesson.pk]))
    page.locator("video.school-player").evaluate("video => video.play()")
    page.wait_for_function("document.querySelector('video.school-player').currentTime > 0.2")


def test_another_instructor_reaches_none_of_it(desk, client, live_server, course):
    page = desk
    other = UserFactory(role="instructor")
    client.force_login(other)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    lesson = Lesson.objects.filter(course=course).first()
    rows = {"course": course.pk, "lesson": lesson.pk, "section": lesson.section_id}
    for name, key in rows.items():
        for kind in ("change", "delete", "history"):
            page.goto(reverse(f"admin:courses_{name}_{kind}", args=[key]))
            assert "Storage that lasts" not in page.content()
            assert lesson.title not in page.content()
    page.goto(reverse("admin:courses_course_curriculum", args=[course.pk]))
    assert "Storage that lasts" not in page.content()


def test_on_a_phone_no_page_is_wider_than_the_screen(desk, client, live_server, course, owner):
    lesson = Lesson.objects.get(title="Buckets")
    Section.objects.filter(pk=lesson.section_id).update(title="A section whose title is far longer than a phone is wide, by far")
    EnrollmentFactory(course=course, completed_at=timezone.now())
    client.force_login(owner)
    desk.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    desk.set_viewport_size({"width": 390, "height": 900})
    addresses = {
        "overview": reverse("admin:index"),
        "courses": reverse("admin:courses_course_changelist"),
        "course": reverse("admin:courses_course_change", args=[course.pk]),
        "lesson": reverse("admin:courses_lesson_change", args=[lesson.pk]),
        "questions": reverse("admin:courses_question_changelist"),
    }
    wide = []
    for name, address in addresses.items():
        desk.goto(address)
        wide += [name] if overflows(desk) else []
    assert not wide
