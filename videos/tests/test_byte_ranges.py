import pytest
from hypothesis import given
from hypothesis import strategies as st

from videos.byte_ranges import Span, Unsatisfiable, span_of


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("", None),
        ("bytes=0-", Span(0, 99)),
        ("bytes=10-19", Span(10, 19)),
        ("bytes=99-", Span(99, 99)),
        ("bytes=90-1000", Span(90, 99)),
        ("bytes=-10", Span(90, 99)),
        ("bytes=-1000", Span(0, 99)),
        (" bytes=0-0 ", Span(0, 0)),
        ("bytes=-", None),
        ("bytes=9-5", None),
        ("bytes=0-1,5-6", None),
        ("items=0-1", None),
        ("bytes=a-b", None),
        ("bytes=0-" + "9" * 19, None),
    ],
)
def test_the_bytes_asked_for(header, span):
    assert span_of(header, size=100) == span


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_nothing_of_it_is_in_the_file(header):
    with pytest.raises(Unsatisfiable):
        span_of(header, size=100)


@given(st.text(max_size=30), st.integers(1, 10**12))
def test_a_span_is_always_inside_the_file(header, size):
    try:
        span = span_of(f"bytes={header}", size=size)
    except Unsatisfiable:
        return
    if span:
        assert 0 <= span.first <= span.last < size
        assert span.length == span.last - span.first + 1
