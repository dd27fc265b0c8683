import graphene
import pytest

from acg.graphql import documents
from acg.graphql.building import build
from acg.graphql.documents import Documents, Refused
from acg.shared.graph import PUBLIC, Field, Type


class Query(Type):
    """Root."""

    hello = Field(graphene.String, "Hello.", access=PUBLIC)


@pytest.fixture
def kept():
    return Documents(build(query=Query))


def refused(kept, source):
    with pytest.raises(Refused) as caught:
        kept.get(source, may_introspect=False)
    return [error.extensions["code"] for error in caught.value.errors]


def test_a_valid_document_is_read_once(kept, monkeypatch):
    first = kept.get("{ hello }", may_introspect=False)
    monkeypatch.setattr(documents, "parse", None)
    assert kept.get("{ hello }", may_introspect=False) is first


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("", "GRAPHQL_PARSE_FAILED"),
        ("{ hello", "GRAPHQL_PARSE_FAILED"),
        ("{" + "hello " * 2000 + "}", "GRAPHQL_PARSE_FAILED"),
        ("{" + "a{" * 900 + "b" + "}" * 900 + "}", "GRAPHQL_PARSE_FAILED"),
        ("{ hellO }", "GRAPHQL_VALIDATION_FAILED"),
        ("#" + "x" * 20_000 + "\n{ hello }", "LIMIT_EXCEEDED"),
        ("{" + "hello " * 21 + "}", "LIMIT_EXCEEDED"),
    ],
)
def test_a_document_that_is_refused_is_not_kept(kept, source, code):
    assert refused(kept, source) == [code]
    assert not kept._kept


def test_at_most_a_handful_of_mistakes_is_looked_for_and_none_is_corrected(kept):
    with pytest.raises(Refused) as caught:
        kept.get("{ hellO1 hellO2 hellO3 hellO4 hellO5 }", may_introspect=False)
    assert len(caught.value.errors) == 4
    assert caught.value.errors[0].message == "Cannot query field 'hellO1' on type 'Query'."


def test_what_was_not_used_for_longest_goes_first(kept, monkeypatch):
    monkeypatch.setattr(documents, "MAX_DOCUMENTS", 2)
    for source in ("{ hello }", "{ a: hello }", "{ hello }", "{ b: hello }"):
        kept.get(source, may_introspect=False)
    assert list(kept._kept) == ["{ hello }", "{ b: hello }"]
    assert kept._text == len("{ hello }{ b: hello }")


def test_the_text_that_is_kept_is_bounded(kept, monkeypatch):
    monkeypatch.setattr(documents, "MAX_TEXT", 20)
    for source in ("{ hello }", "{ a: hello }"):
        kept.get(source, may_introspect=False)
    assert list(kept._kept) == ["{ a: hello }"]
