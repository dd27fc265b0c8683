from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from courses.tests.factories import LessonFactory
from videos.models import Video

pytestmark = pytest.mark.django_db


def run(*args, **options):
    out = StringIO()
    call_command("export_course", *args, stdout=out, **options)
    return out.getvalue().splitlines()


def test_a_folder_named_by_the_slug_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lesson = LessonFactory(body="Words.", video=Video.objects.create(title="Later"))
    lines = run(lesson.course.slug)
    assert lines == ["  left out: the video “Later” has no film", f"export: files=3 left_out=1 to={lesson.course.slug}"]
    assert [path.name for path in (tmp_path / lesson.course.slug / "lessons").iterdir()] == [f"001-{lesson.slug}.md"]
    with pytest.raises(CommandError, match="exists already"):
        run(lesson.course.slug)


def test_an_unknown_course(tmp_path):
    with pytest.raises(CommandError) as refusal:
        run("nothing", to=tmp_path / "out")
    assert str(refusal.value) == "There is no course nothing."
    assert not (tmp_path / "out").exists()
