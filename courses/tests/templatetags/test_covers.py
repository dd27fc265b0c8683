import re
from xml.etree import ElementTree as ET

import pytest

from courses.models import Provider
from courses.templatetags.covers import COLOURS, cover_art, cover_svg


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_same_address_draws_the_same_cover_and_another_another():
    assert cover_svg("clf-c02", "aws") == cover_svg("clf-c02", "aws")
    assert cover_svg("clf-c02", "aws") != cover_svg("saa-c03", "aws")


@pytest.mark.parametrize("provider", Provider.values)
def test_every_provider_has_colours_on_which_white_can_be_read(provider):
    ground, figure = COLOURS[provider]
    assert ground in cover_svg("x", provider)
    assert figure in cover_svg("x", provider)
    assert 1.05 / (luminance(ground) + 0.05) >= 7


def test_an_unknown_provider_is_drawn_as_other():
    assert cover_svg("x", "oracle") == cover_svg("x", "other")


def top_left(shape):
    if "d" in shape:
        x, y = map(int, re.findall(r"\d+", shape["d"])[:2])
        return x, y - 40 if "v-" in shape["d"] else y
    return int(shape.get("x", shape.get("cx"))), int(shape.get("y", shape.get("cy")))


@pytest.mark.parametrize("slug", [f"course-{n}" for n in range(40)])
def test_the_corner_of_the_code_stays_plain(slug):
    shapes = [top_left(shape.attrib) for shape in ET.fromstring(cover_svg(slug, "aws"))[1:]]  # noqa: S314 -- of our own making
    assert shapes
    assert [(x, y) for x, y in shapes if x < 200 and y >= 80] == []


def test_nothing_of_the_address_is_in_the_drawing():
    drawn = cover_art("<script>\"'", "aws")
    assert "<script" not in drawn
    assert "style=" not in drawn
