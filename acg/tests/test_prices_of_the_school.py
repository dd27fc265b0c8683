"""Whatever is asked of the school's own graph costs the same in every spelling, and a larger page is never cheaper."""

import itertools

import pytest
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    NamedTypeNode,
    NameNode,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    get_named_type,
    get_operation_ast,
    parse,
    print_ast,
    validate,
    visit,
)
from graphql.language import Visitor

from acg.graphql.pricing import Prices
from acg.graphql.tests.random_operations import Operations
from acg.schema import schema

COUNT = 150
POOL = {
    "first": [1, 5, 20, 100],
    "last": [1, 5, 20, 100],
    "ID": ["x"],
    "String": ["text", ""],
    "Int": [1, 2, 100],
    "Boolean": [True, False],
}


class Spelling(Visitor):
    """Writes a document otherwise: what it asks for stays."""

    def __init__(self, info, how):
        super().__init__()
        self.info, self.how, self.fragments, self.numbers = info, how, [], itertools.count()

    def leave_field(self, node: FieldNode, *_path):
        """Give a field another name in the answer."""
        if self.how == "alias" and node.alias is None:
            return FieldNode(
                alias=NameNode(value=f"other_{node.name.value}"),
                name=node.name,
                arguments=node.arguments,
                directives=node.directives,
                selection_set=node.selection_set,
            )
        return None

    def leave_selection_set(self, node: SelectionSetNode, *_path):
        """Put what is chosen into a fragment."""
        type_ = NamedTypeNode(name=NameNode(value=get_named_type(self.info.get_parent_type()).name))
        if self.how == "inline":
            inside = InlineFragmentNode(type_condition=type_, directives=(), selection_set=node)
            return SelectionSetNode(selections=(inside,))
        if self.how == "fragment":
            name = NameNode(value=f"Spelled{next(self.numbers)}")
            self.fragments.append(
                FragmentDefinitionNode(name=name, variable_definitions=(), type_condition=type_, directives=(), selection_set=node)
            )
            return SelectionSetNode(selections=(FragmentSpreadNode(name=name, directives=()),))
        return None


def spelled(document, how):
    info = TypeInfo(schema)
    visitor = Spelling(info, how)
    written = visit(document, TypeInfoVisitor(info, visitor))
    return parse("\n".join([print_ast(written), *map(print_ast, visitor.fragments)]))


def price(document, variables):
    return Prices(schema, document).of(get_operation_ast(document), variables).total


@pytest.fixture(scope="module")
def operations():
    made = Operations(schema, POOL, seed=7)
    found = [made.next() for _number in range(COUNT)]
    documents = [(parse(one.source), variables) for one in found for variables in one.variables[:1]]
    return [(document, variables) for document, variables in documents if not validate(schema, document)]


@pytest.mark.parametrize("how", ["alias", "inline", "fragment"])
def test_every_spelling_costs_the_same(operations, how):
    assert len(operations) > COUNT / 2
    priced = 0
    for document, variables in operations:
        other = spelled(document, how)
        assert not validate(schema, other), print_ast(other)
        assert price(other, variables) == price(document, variables), print_ast(document)
        priced += price(document, variables) > 1
    assert priced > COUNT / 4


def test_a_larger_page_is_never_cheaper(operations):
    grown = 0
    for document, variables in operations:
        prices = [price(_with_pages_of(document, size), variables) for size in (1, 7, 100)]
        assert prices == sorted(prices), print_ast(document)
        grown += prices[0] < prices[-1]
    assert grown > COUNT / 10


def _with_pages_of(document, size):
    """Return the document with every page's size written out anew."""

    class Sized(Visitor):
        """Writes a size into whatever asks for one."""

        def leave_argument(self, node, *_path):
            """Change one."""
            if node.name.value not in {"first", "last"}:
                return None
            return parse(f"{{ f({node.name.value}: {size}) }}").definitions[0].selection_set.selections[0].arguments[0]

    return visit(document, Sized())
