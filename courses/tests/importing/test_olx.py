import re
from pathlib import Path

import pytest

from courses.importing import SourceError, import_course
from courses.models import Course, LessonKind, Question
from videos.models import Video

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported(sample):
    return import_course(sample("olx"))


def lesson(report, key):
    return report.course.lessons.get(key=key)


def test_the_sample_becomes_a_course(imported):
    course = imported.course
    assert (course.source_key, course.title, course.slug, course.language) == (
        "olx:Harbour+H101+run1",
        "Harbour Practice",
        "harbour-practice",
        "en",
    )
    assert course.summary == "Harbours in practice."
    assert course.description_html == "<div>\n<h2>About</h2><p>All about harbours.</p>\n</div>"
    assert course.cover.name.startswith(f"covers/{course.public_id}/")
    [section] = course.sections.all()
    assert (section.key, section.title) == ("chapter/start", "Casting off")
    assert list(section.lessons.values_list("key", "title", "kind", "question_count")) == [
        ("vertical/ropes1", "ropes", "article", None),
        ("vertical/colours", "Lights: Colours", "quiz", 1),
        ("vertical/film", "Lights: The film", "video", None),
        ("vertical/film/questions", "Lights: The film: questions", "quiz", None),
    ]
    assert imported.counts() == {
        "created": 16,
        "updated": 0,
        "unchanged": 0,
        "skipped": 23,
        "sections": 1,
        "lessons": 4,
        "questions": 5,
        "several_answer": 1,
        "videos": 1,
    }


def test_a_second_import_changes_nothing(sample):
    folder = sample("olx")
    first = import_course(folder)
    video = Video.objects.get()
    second = import_course(folder)
    assert (second.created, second.updated, second.unchanged) == (0, 0, first.created)
    assert Video.objects.get().source.name == video.source.name
    assert video.captions.get().pk == Video.objects.get().captions.get().pk


def test_what_cannot_be_kept_is_listed(imported):
    assert [(entry.file, entry.reason) for entry in imported.skipped] == [
        ("static/drawing.svg", "not a PNG, JPEG, GIF or WebP picture; SVG is refused because it may carry scripts"),
        ("sequential/ropes.xml", "<discussion> is not expected here"),
        ("vertical/colours.xml", "shown to some groups only: here everyone sees it"),
        ("chapter/secret.xml", "hidden from students"),
        ("html/knots.html", "an event handler: scripts of a course are never run"),
        ("html/knots.html", "a script: scripts of a course are never run"),
        ("html/knots.html", "a frame with another page"),
        ("html/knots.html", "links to /jump_to_id/nowhere, which is not part of the course"),
        ("html/knots.html", "a picture that is missing or refused: static/drawing.svg"),
        ("html/knots.html", "a picture on another site is not shown: https://pictures.example.com/x.png"),
        ("html/widget.html", "a widget: only a script would answer its controls"),
        ("html/styles.html", "a style sheet: texts wear the school's dress"),
        ("video/tube.xml", "links to tube-de.srt, which is not there"),
        (
            "video/tube.xml",
            "the film is not in the export: https://www.youtube.com/watch?v=abcDEF123 is linked, its transcripts are in the text",
        ),
        ("vertical/ropes1.xml", "<poll>: this kind of component has no counterpart here"),
        ("problem/single.xml", "hints before the answer"),
        ("problem/numeric.xml", "a kind of problem that has no counterpart here: numericalresponse"),
        ("problem/scripted.xml", "a problem that a script computes or shows: multiplechoiceresponse"),
        ("about/overview.html", "a script: scripts of a course are never run"),
        ("about/duration.html", "this part of the course's page is not kept"),
        ("policies/run1/policy.json", "grading, dates and tabs are not kept"),
        ("problem/orphan.xml", "no part of the course names it"),
        ("static/school.css", "no text of the course uses it, or only a script or style sheet did"),
    ]


def test_texts_are_safe_and_linked(imported):
    ropes = lesson(imported, "vertical/ropes1")
    picture = imported.course.images.get()
    assert (
        f'<p>A knot holds <b>5 * 3</b> ropes. <img src="/courses/images/{picture.public_id}/" alt="A knot"></p>' in ropes.body_html
    )
    assert "<pre>one\n\ntwo</pre>" in ropes.body_html
    assert '<a href="/learn/harbour-practice/lights-the-film/"' in ropes.body_html
    assert "the list, this,\nthat and" in ropes.body_html
    assert "<p>Written <em>in place</em>.</p>" in ropes.body_html
    assert not re.search(r"<script|style|steal|onclick|iframe|inside|fixed|drawing|Was this", ropes.body + ropes.body_html)
    [resource] = ropes.resources.all()
    assert (resource.title, Path(resource.file.path).read_bytes()) == ("Rope list.txt", b"hemp\n")


def test_a_film_elsewhere_is_linked_and_its_words_are_kept(imported):
    html = lesson(imported, "vertical/ropes1").body_html
    assert '<a href="https://www.youtube.com/watch?v=abcDEF123" rel="noopener noreferrer nofollow">Ropes on film</a>' in html
    assert "<summary>Transcript: Ropes on film (en)</summary>\n<p>Hold the rope.</p>" in html


def test_a_film_in_the_export_is_stored_with_its_captions(imported):
    video = lesson(imported, "vertical/film").video
    assert (video.title, video.duration_seconds, video.state) == ("Lights at night", 9, "ready")
    [track] = video.captions.all()
    assert (track.language, [cue.text for cue in track.cues.all()]) == ("en", ["Before the part.", "Hold the rope.", "After it."])
    assert lesson(imported, "vertical/film").duration_seconds == 9


def test_problems_with_options_become_questions(imported):
    quiz = lesson(imported, "vertical/film/questions")
    assert (quiz.kind, quiz.duration_seconds) == (LessonKind.QUIZ, 180)
    single, pair, rope = quiz.pool.questions.prefetch_related("options")
    assert (single.key, pair.key, rope.key) == ("problem/single", "problem/pair/1", "problem/pair/2")
    assert single.stem_html == (
        "<div>\n<p>Look to the left.</p>\n<p>Which light is on <b>port</b>?</p>\n<p><em>Choose one.</em></p>\n</div>"
    )
    assert single.explanation_html == "<div>\n<p>Port wine is red.</p>\n</div>"
    assert [(option.text, option.is_correct, option.explanation) for option in single.options.all()] == [
        ("Green", False, "That is starboard."),
        ("Red", True, ""),
    ]
    assert (pair.stem, pair.stem_html) == ("Which are lights?", "<p>Which are lights?</p>\n")
    assert [(option.text_html, option.is_correct) for option in pair.options.all()] == [
        ("<p>Lamp</p>\n", True),
        ("<p>Torch &lt;3</p>\n", True),
        ("<p>Rope</p>\n", False),
    ]
    assert rope.stem_html == "<div>\n<p>And now the other.</p>\n<p>Which is a rope?</p>\n</div>"
    assert rope.explanation_html == "<div>\n<p>Ropes do not shine.</p>\n</div>"


def test_a_draw_beside_other_questions_asks_all(sample):
    folder = sample("olx")
    vertical = folder / "vertical" / "colours.xml"
    vertical.write_text(vertical.read_text().replace("</vertical>", '<problem url_name="extra"/></vertical>'))
    (folder / "problem" / "extra.xml").write_text((folder / "problem" / "draw1.xml").read_text())
    report = import_course(folder)
    assert lesson(report, "vertical/colours").question_count is None
    assert ("vertical/colours.xml", "a random draw beside other questions: all are asked") in [
        (entry.file, entry.reason) for entry in report.skipped
    ]


def problem(folder, xml):
    (folder / "problem" / "single.xml").write_text(f"<problem>\n{xml}\n</problem>")


CHOICE = "<multiplechoiceresponse><choicegroup>{}</choicegroup></multiplechoiceresponse>"


@pytest.mark.parametrize(
    ("choices", "reason"),
    [
        (
            '<choice correct="true">A</choice>',
            "a question with one option, or with several right ones of which one is to be chosen",
        ),
        (
            '<choice correct="true">A</choice><choice correct="true">B</choice>',
            "a question with one option, or with several right ones of which one is to be chosen",
        ),
        ('<choice correct="true">A</choice><choice correct="partial">B</choice>', "partly right options: they count as wrong"),
    ],
)
def test_questions_that_mean_something_else_are_listed(sample, choices, reason):
    folder = sample("olx")
    problem(folder, CHOICE.format(choices))
    assert reason in [entry.reason for entry in import_course(folder).skipped if entry.file == "problem/single.xml"]


FAULTS = [
    ("problem/single.xml", b'correct="true"', b'correct="false"', "problem/single.xml:3: The question has no correct answer."),
    (
        "problem/pair.xml",
        b'<choice correct="True">Sheet</choice><choice correct="False">Lamp</choice>',
        b"",
        "problem/pair.xml:13: The question has no options.",
    ),
    ("problem/pair.xml", b"</problem>", b"", "problem/pair.xml:19: The XML is broken: no element found: line 19, column 0."),
    ("problem/pair.xml", b"Torch", b"T\xf6rch", "problem/pair.xml:7: The file is not UTF-8: save it with that encoding."),
    (
        "problem/single.xml",
        b"<problem display",
        b'<!DOCTYPE problem [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n<problem display',
        "problem/single.xml:1: The XML declares a document type or entities, which a course never needs.",
    ),
    (
        "vertical/film.xml",
        b'<problem url_name="pair"/>',
        b'<problem url_name="gone"/>',
        "problem/gone.xml: The file is missing; vertical/film.xml names it.",
    ),
    (
        "vertical/film.xml",
        b'<problem url_name="pair"/>',
        b'<problem url_name="single"/>',
        "vertical/film.xml:3: problem/single is named twice, first in vertical/film.xml.",
    ),
    ("policies/run1/policy.json", b'"tabs"', b"tabs", "policies/run1/policy.json:1: The JSON is broken: Expecting property name"),
    ("static/night.srt", b" --> ", b" ... ", "static/night.srt: "),
    ("static/tube-en.srt", b" --> ", b" ... ", "static/tube-en.srt: "),
    ("static/night.mp4", b"ftyp", b"what", "static/night.mp4: This is not a video"),
    ("html/knots.html", b"knot", b"kn\xf6t", "html/knots.html:4: The file is not UTF-8"),
    ("course.xml", b"<course", b"<library", "course.xml:1: "),
    ("chapter/start.xml", b"sequential", b"something", "course/run1.xml: The course holds no units."),
]


@pytest.mark.parametrize(("name", "old", "new", "message"), FAULTS)
def test_faults_are_told_and_nothing_is_imported(sample, stored_files, name, old, new, message):
    folder = sample("olx")
    data = (folder / name).read_bytes()
    assert old in data
    (folder / name).write_bytes(data.replace(old, new))
    with pytest.raises(SourceError) as refusal:
        import_course(folder)
    assert str(refusal.value).startswith(message)
    assert [model.objects.count() for model in (Course, Question, Video)] == [0, 0, 0]
    assert stored_files() == []


def test_another_film_takes_the_place_of_the_first(sample, stored_files, django_capture_on_commit_callbacks):
    from videos.tests.films import mp4  # noqa: PLC0415 -- for this test alone

    folder = sample("olx")
    import_course(folder)
    video = Video.objects.get()
    files = len(stored_files())
    (folder / "static" / "night.mp4").write_bytes(mp4(seconds=30))
    (folder / "static" / "night.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nNew.\n")
    (folder / "video" / "film1.xml").write_text((folder / "video" / "film1.xml").read_text().replace("Lights at night", "By night"))
    with django_capture_on_commit_callbacks(execute=True):
        report = import_course(folder)
    assert (report.created, report.updated) == (0, 2)
    changed = Video.objects.get()
    assert (changed.pk, changed.title, changed.duration_seconds) == (video.pk, "By night", 30)
    assert [cue.text for cue in changed.captions.get().cues.all()] == ["New."]
    assert lesson(report, "vertical/film").duration_seconds == 30
    assert changed.source.name != video.source.name
    assert len(stored_files()) == files
