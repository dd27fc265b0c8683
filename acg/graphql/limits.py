"""What a document may be, counted before validation: validating a hostile document costs far more than counting it."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
    StringValueNode,
    VariableNode,
)

from acg.shared.graph.errors import CodedError

MAX_SOURCE = 20_000
MAX_TOKENS = 2_000
MAX_DEPTH = 12
MAX_ALIASES = 15
MAX_DIRECTIVES = 10
MAX_FIELDS = 300
MAX_REPETITIONS = 20
MAX_STEPS = 1_000

INTROSPECTION = {"__schema", "__type"}

MESSAGES = {
    "fields": _("The document asks for more than %(most)d fields."),
    "aliases": _("The document has more than %(most)d aliases."),
    "directives": _("The document has more than %(most)d directives."),
    "depth": _("The document is more than %(most)d levels deep."),
    "repetitions": _("The document asks for the same field more than %(most)d times in one place."),
    "steps": _("The document spreads too many fragments."),
}

# What is asked for in a place, by the key in the answer: how often, and what below it.
Asked = dict[str, tuple[list[int], Any]]


class Count:
    """What counting a document found: whether it asks about the schema itself, and the variables that its directives depend on.

    Fields, aliases and directives are counted where they stand, used or not, since validation reads all of it; fields, aliases and depth
    also as they are executed, fragments where they are spread. How often the same field is asked for in one place counts, for validation
    compares each with each.

    Raises:
        CodedError: LIMIT_EXCEEDED, or BAD_USER_INPUT for a text that no column can hold.
    """

    def __init__(self, document: DocumentNode) -> None:
        self.introspects = False
        self.deciding: set[str] = set()
        self._fields = self._aliases = self._steps = 0
        self._spread: list[str] = []
        self._reached: set[str] = set()
        self._fragments = {
            node.name.value: node.selection_set for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self._look_at_every_node(document)
        for node in document.definitions:
            if isinstance(node, OperationDefinitionNode):
                self._walk(node.selection_set, {}, depth=1)
        if not self.introspects:  # else the tools' own fragments, below what is not walked
            self._walk_unused()

    def _walk_unused(self) -> None:
        for name in self._fragments.keys() - self._reached:
            self._walk(self._fragments[name], {}, depth=1)

    def _look_at_every_node(self, document: DocumentNode) -> None:
        fields = aliases = directives = 0
        pending: list[Node] = [document]
        while pending:
            node = pending.pop()
            if isinstance(node, FieldNode):
                fields += 1
                aliases += node.alias is not None
                self.introspects = self.introspects or node.name.value in INTROSPECTION
            elif isinstance(node, DirectiveNode):
                directives += 1
                self.deciding |= {given.value.name.value for given in node.arguments if isinstance(given.value, VariableNode)}
            elif isinstance(node, StringValueNode) and "\0" in node.value:
                raise CodedError("BAD_USER_INPUT", gettext("A text must not contain the character NUL."))
            for key in node.keys:
                child = getattr(node, key, None)
                if isinstance(child, Node):
                    pending.append(child)
                elif isinstance(child, (list, tuple)):
                    pending.extend(item for item in child if isinstance(item, Node))
        _refuse("fields", fields, MAX_FIELDS)
        _refuse("aliases", aliases, MAX_ALIASES)
        _refuse("directives", directives, MAX_DIRECTIVES)

    def _walk(self, selections: SelectionSetNode, asked: Asked, *, depth: int) -> None:
        """Count what is executed; stops at the first limit, so it never takes more than `MAX_STEPS` steps."""
        for node in selections.selections:
            self._steps += 1
            _refuse("steps", self._steps, MAX_STEPS)
            if isinstance(node, FieldNode):
                self._count(node, asked, depth=depth)
            elif isinstance(node, FragmentSpreadNode):
                self._enter(node.name.value, asked, depth=depth)
            elif isinstance(node, InlineFragmentNode):
                self._walk(node.selection_set, asked, depth=depth)

    def _count(self, node: FieldNode, asked: Asked, *, depth: int) -> None:
        self._fields += 1
        self._aliases += node.alias is not None
        times, below = asked.setdefault((node.alias or node.name).value, ([0], {}))
        times[0] += 1
        _refuse("depth", depth, MAX_DEPTH)
        _refuse("fields", self._fields, MAX_FIELDS)
        _refuse("aliases", self._aliases, MAX_ALIASES)
        _refuse("repetitions", times[0], MAX_REPETITIONS)
        # Below introspection the text alone bounds it: the usual query of the tools is deeper than ours may be.
        if node.selection_set and node.name.value not in INTROSPECTION:
            self._walk(node.selection_set, below, depth=depth + 1)

    def _enter(self, name: str, asked: Asked, *, depth: int) -> None:
        if name in self._spread:
            raise CodedError("GRAPHQL_VALIDATION_FAILED", gettext("A fragment must not spread itself."))
        if name in self._fragments:
            self._reached.add(name)
            self._spread.append(name)
            _refuse("depth", len(self._spread), MAX_DEPTH)
            self._walk(self._fragments[name], asked, depth=depth)
            self._spread.pop()


def _refuse(what: str, found: int, most: int) -> None:
    if found > most:
        raise CodedError("LIMIT_EXCEEDED", str(MESSAGES[what]) % {"most": most}, limit=what)
