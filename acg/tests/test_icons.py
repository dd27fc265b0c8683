import pytest
from django.template import Context, Template, TemplateDoesNotExist


def drawn(text, **context):
    return Template(text).render(Context(context))


def test_an_icon_has_the_look_that_is_asked_for():
    assert drawn('{% icon "check" class="size-4 text-primary" %}').startswith('<svg class="size-4 text-primary" aria-hidden="true"')


def test_an_icon_does_not_take_the_look_of_what_is_around_it():
    assert drawn('{% icon "check" %}', **{"class": "mt-3"}).startswith('<svg class="size-5" ')


def test_its_name_may_come_from_outside():
    assert drawn('{% icon name|default:"search" %}', name="") == drawn('{% icon "search" %}')


def test_an_icon_that_is_not_there_is_told():
    with pytest.raises(TemplateDoesNotExist, match=r"icons/unicorn\.svg"):
        drawn('{% icon "unicorn" %}')
