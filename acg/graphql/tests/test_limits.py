import pytest
from graphql import parse

from acg.graphql import limits
from acg.shared.graph import CodedError


def refused(source):
    with pytest.raises(CodedError) as caught:
        limits.Count(parse(source))
    return caught.value.extensions.get("limit") or caught.value.extensions["code"]


def nest(depth):
    return "{" + "a{" * (depth - 1) + "b" + "}" * (depth - 1) + "}"


def fields(count):
    return " ".join(f"a{number}" for number in range(count))


@pytest.mark.parametrize(
    "source",
    [
        nest(12),
        "{" + fields(300) + "}",
        "{" + " ".join(f"a{n}: b" for n in range(15)) + "}",
        "{a " + "@include(if: true) " * 10 + "}",
        "{" + "a " * 20 + "}",
        "{" + "a " * 20 + "b {" + "a " * 20 + "}}",
        "{" + "...f " * 7 + "} fragment f on Q {" + "a b" + "}",
        "{ __schema " + nest(30) + "}",
    ],
)
def test_at_the_limit(source):
    limits.Count(parse(source))


@pytest.mark.parametrize(
    ("source", "limit"),
    [
        (nest(13), "depth"),
        ("{...f} fragment f on Q " + nest(13), "depth"),
        ("{ a {...f} } fragment f on Q " + nest(12), "depth"),
        ("{" + fields(301) + "}", "fields"),
        ("{ a } fragment unused on Q {" + fields(300) + "}", "fields"),
        ("{a{...f} b{...f}} fragment f on Q {" + fields(150) + "}", "fields"),
        ("{" + " ".join(f"a{n}: b" for n in range(16)) + "}", "aliases"),
        ("{x{...f} y{...f}} fragment f on Q {" + " ".join(f"a{n}: b" for n in range(8)) + "}", "aliases"),
        ("{a " + "@include(if: true) " * 11 + "}", "directives"),
        ("query Q " + "@a " * 11 + "{a}", "directives"),
        ("{" + "a " * 21 + "}", "repetitions"),
        ("{" + "... {a a a} " * 7 + "}", "repetitions"),
        ("{" + "x{a a a} " * 7 + "}", "repetitions"),
        ("{a} fragment unused on Q {" + "a " * 21 + "}", "repetitions"),
        ("{" + "...f " * 21 + "} fragment f on Q {a}", "repetitions"),
        ("{...a ...a} fragment a on Q {...b} fragment b on Q {...a}", "GRAPHQL_VALIDATION_FAILED"),
        ('{a(b: "\\u0000")}', "BAD_USER_INPUT"),
    ],
)
def test_beyond_the_limit(source, limit):
    assert refused(source) == limit


def test_a_chain_of_fragments_is_as_deep_as_fields_may_be():
    chain = " ".join(f"fragment f{n} on Q {{...f{n + 1}}}" for n in range(12)) + " fragment f12 on Q {a}"
    assert refused("{...f0}" + chain) == "depth"


def test_fragments_that_double_are_stopped_after_a_bounded_number_of_steps():
    chain = (
        " ".join(f"fragment f{n} on Q {{...f{n + 1} ...f{n + 1}}}" for n in range(10)) + " fragment f10 on Q {" + fields(1) + "}"
    )
    assert refused("{...f0}" + chain) == "repetitions"
    empty = " ".join(f"fragment f{n} on Q {{...f{n + 1} ...f{n + 1}}}" for n in range(10)) + " fragment f10 on Q {...missing}"
    assert refused("{...f0}" + empty) == "steps"


def test_says_whether_the_schema_is_asked_for():
    assert not limits.Count(parse("query __schema { __typename a }")).introspects
    assert limits.Count(parse("{ a } fragment f on Query { b: __schema { x } }")).introspects
