"""The page about payments says what the tests and the gateway say."""

import pytest

from checkout.tests import documenting


def test_the_page_is_as_it_would_be_written_now():
    page = documenting.PAGE.read_text()
    assert page == documenting.documented(page), "run python -m checkout.tests.documenting"


@pytest.mark.parametrize("number", documenting.FAULTS)
def test_every_fault_is_tested_and_told_once(number):
    words, tests = documenting.fault_tests()
    assert number in tests
    assert len(words.get(number, [])) == 1, "its words are told once"


def test_no_test_names_a_fault_that_is_not_in_the_table():
    words, tests = documenting.fault_tests()
    assert (set(words) | set(tests)) == set(documenting.FAULTS)


def test_every_call_of_the_gateway_is_in_the_list():
    assert len(documenting.sent()) >= 16
    assert all(documenting.sent().values())


def test_a_page_without_a_place_is_refused():
    with pytest.raises(ValueError, match="0 places for faults"):
        documenting.documented("nothing")
