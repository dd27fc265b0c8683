import io

import pytest
from PIL import Image

from acg.shared.errors import DomainError
from courses.models import CourseImage
from courses.services import images, save_image
from courses.tests.factories import CourseFactory

pytestmark = pytest.mark.django_db


def picture(kind="PNG", size=(4, 3)):
    file = io.BytesIO()
    Image.new("RGB", size).save(file, kind)
    file.seek(0)
    return file


@pytest.mark.parametrize(("kind", "ending"), [("PNG", ".png"), ("JPEG", ".jpg"), ("WEBP", ".webp"), ("GIF", ".gif")])
def test_a_picture_is_kept_under_its_name_and_ends_as_its_bytes_say(kind, ending):
    image = save_image(course=CourseFactory(), name="../folder/My chart.svg", file=picture(kind))
    assert image.key == "My_chart.svg"
    assert image.file.name.endswith(ending)
    assert len(image.sha256) == 64


def test_a_picture_of_that_name_is_replaced_and_keeps_its_address(django_capture_on_commit_callbacks):
    course = CourseFactory()
    first = save_image(course=course, name="a.png", file=picture())
    with django_capture_on_commit_callbacks(execute=True):
        second = save_image(course=course, name="a.png", file=picture(size=(9, 9)))
    assert (second.pk, second.public_id, CourseImage.objects.count()) == (first.pk, first.public_id, 1)
    assert second.sha256 != first.sha256
    assert not first.file.storage.exists(first.file.name)
    assert second.file.storage.exists(second.file.name)


@pytest.mark.parametrize("content", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", b"\x89PNG\r\n\x1a\nbroken"])
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(DomainError) as refused:
        save_image(course=CourseFactory(), name="a.png", file=io.BytesIO(content))
    assert refused.value.code == "image_invalid"
    assert not CourseImage.objects.exists()


def test_pictures_have_limits(monkeypatch):
    monkeypatch.setattr(images, "MAX_PIXELS", 11)
    with pytest.raises(DomainError, match="megapixels") as refused:
        save_image(course=CourseFactory(), name="a.png", file=picture())
    assert refused.value.code == "image_too_large"
    monkeypatch.setattr(images, "MAX_BYTES", 10)
    with pytest.raises(DomainError, match="5 MB"):
        save_image(course=CourseFactory(), name="a.png", file=picture())
    assert not CourseImage.objects.exists()
