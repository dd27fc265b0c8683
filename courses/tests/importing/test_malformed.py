"""Spoiled sources: told by file and line, and nothing is half-imported."""

import pytest
from django.core.management import CommandError, call_command

from courses.models import Course, Instructor, QuestionPool
from videos.models import Video

pytestmark = pytest.mark.django_db


def spoiled(folder, name, old, new):
    path = folder / name
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))


MARKDOWN = [
    ("practice-exam/exam-2.md", b"Correct Answers: A and C", b"", "practice-exam/exam-2.md:5: The question has no correct answer."),
    (
        "practice-exam/exam-2.md",
        b"**Correct answer:** A",
        b"**Correct answer:** F",
        "practice-exam/exam-2.md:21: The correct answer F is not among the options.",
    ),
    (
        "practice-exam/exam-10.md",
        b"    - A. At the bow\n    - B. At the stern\n    - C. Ashore\n",
        b"\n",
        "practice-exam/exam-10.md:3: The question has fewer than two options.",
    ),
    (
        "practice-exam/exam-10.md",
        b"    - B. Iron",
        b"    - A. Iron",
        "practice-exam/exam-10.md:11: The question's options are lettered A A C D instead of A B C D.",
    ),
    ("basics/regions.md", b"# Regions", b"# R\xe9gions", "basics/regions.md:6: The file is not UTF-8: save it with that encoding."),
    ("README.md", b"# Azure", b"# Az\0ure", "README.md:1: The file holds a zero byte: it is no text."),
]


@pytest.mark.parametrize(("name", "old", "new", "message"), MARKDOWN)
def test_a_spoiled_markdown_course(sample, stored_files, name, old, new, message):
    folder = sample("markdown")
    spoiled(folder, name, old, new)
    with pytest.raises(CommandError) as refusal:
        call_command("import_course", folder)
    assert str(refusal.value) == message
    assert [model.objects.count() for model in (Course, Instructor, QuestionPool, Video)] == [0, 0, 0, 0]
    assert stored_files() == []


def test_a_spoiled_second_import_leaves_the_first(sample, stored_files):
    folder = sample("markdown")
    call_command("import_course", folder)
    before = stored_files()
    spoiled(folder, "basics/costs.md", b"by the hour", b"by the year")
    spoiled(folder, "practice-exam/exam-2.md", b"**Correct answer:** A", b"")
    with pytest.raises(CommandError):
        call_command("import_course", folder)
    assert "by the hour" in Course.objects.get().lessons.get(slug="costs").body
    assert stored_files() == before
