import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from acg.users.tests.factories import UserFactory
from courses.models import Course

pytestmark = pytest.mark.django_db
MARKDOWN = Path(__file__).parent.parent / "samples" / "markdown"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def run(*args, **options):
    out = StringIO()
    call_command("import_course", *args, stdout=out, **options)
    return out.getvalue().splitlines()


def test_the_last_line_is_for_programs():
    lines = run(MARKDOWN)
    assert lines[0] == "Azure Harbour Course: /courses/azure-harbour-course-az-901/ draft"
    assert lines[1] == "  skipped: README.md: links to networks/missing.md, which is not there"
    assert (
        lines[-1]
        == "import: created=18 updated=0 unchanged=0 skipped=11 sections=3 lessons=5 questions=4 several_answer=2 videos=0"
    )
    assert (
        run(MARKDOWN)[-1]
        == "import: created=0 updated=0 unchanged=18 skipped=11 sections=3 lessons=5 questions=4 several_answer=2 videos=0"
    )


def test_json_is_one_object():
    [line] = run(MARKDOWN, json=True)
    report = json.loads(line)
    assert [report[name] for name in ("created", "updated", "unchanged", "skipped")] == [18, 0, 0, 11]
    assert [report[name] for name in ("sections", "lessons", "questions", "several_answer", "videos")] == [3, 5, 4, 2, 0]
    assert report["course"] == "azure-harbour-course-az-901"
    assert report["skipped_list"][0] == {"file": "README.md", "reason": "links to networks/missing.md, which is not there"}


def test_publishing_and_owner():
    user = UserFactory(email="master@example.com")
    lines = run(MARKDOWN, publish=True, owner="Master@example.com")
    course = Course.objects.get()
    assert course.is_published
    assert course.instructor.user == user
    assert lines[0].endswith(" published")


@pytest.mark.parametrize(
    ("path", "options", "message"),
    [
        (Path("no/such/folder"), {}, "no/such/folder: There is no such file or folder."),
        (MARKDOWN, {"owner": "nobody@example.com"}, "There is no account nobody@example.com."),
        (MARKDOWN, {"instructor": "nobody"}, "There is no instructor “nobody”."),
        (
            Path(__file__).parent,
            {},
            "This is no course: it has no course.json (our own export), course.xml (Open edX) or README.md.",
        ),
    ],
)
def test_refusals(path, options, message):
    with pytest.raises(CommandError) as refusal:
        run(path, **options)
    assert str(refusal.value) == message
    assert Course.objects.count() == 0


def test_an_unpublishable_course_is_imported_and_stays_a_draft(tmp_path):
    folder = tmp_path / "course"
    (folder / "texts").mkdir(parents=True)
    (folder / "README.md").write_text("# A")
    (folder / "texts" / "a.md").write_text("# A")
    run(folder, publish=True)
    assert Course.objects.get().is_published
