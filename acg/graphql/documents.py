"""Documents: parsed, counted and validated once per text."""

from collections import OrderedDict
from threading import Lock

from django.utils.translation import gettext as _
from graphql import DocumentNode, FragmentDefinitionNode, GraphQLError, GraphQLSchema, GraphQLSyntaxError, parse, validate

from acg.graphql import limits
from acg.graphql.coordinates import Uses
from acg.graphql.errors import MOST, coded
from acg.graphql.plan import Plans
from acg.graphql.pricing import Prices
from acg.shared.graph.errors import CodedError
from acg.shared.values import frozen

MAX_DOCUMENTS = 500
MAX_TEXT = 1_000_000


@frozen
class Document:
    """A valid document.

    Args:
        node: parsed.
        introspects: whether it asks about the schema itself.
        prices: of its operations.
        uses: what its operations need of the schema.
        fragments: by name.
        plans: of its queries.
    """

    node: DocumentNode
    introspects: bool
    prices: Prices
    uses: Uses
    fragments: dict[str, FragmentDefinitionNode]
    plans: Plans


class Refused(Exception):  # noqa: N818 -- not an error of ours: the request is answered with its errors
    """A request that is not executed.

    Args:
        errors: why, each with a code.
    """

    def __init__(self, *errors: GraphQLError) -> None:
        super().__init__(errors)
        self.errors = errors


class Documents:
    """The documents of one schema: the valid ones that were used last are kept, bounded in number and in text."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._kept: OrderedDict[str, Document] = OrderedDict()
        self._text = 0
        self._lock = Lock()

    def get(self, source: str, *, may_introspect: bool) -> Document:
        """Return the document of a text.

        Args:
            source: as the client sent it.
            may_introspect: whether this client may ask about the schema.

        Raises:
            Refused: it is too large, is not GraphQL, does not fit the schema, or asks what the client may not.
        """
        with self._lock:
            found = self._kept.get(source)
            if found:
                self._kept.move_to_end(source)
        if found is None:
            found = self._read(source, may_introspect=may_introspect)
            self._keep(source, found)
        elif found.introspects and not may_introspect:
            raise Refused(_closed())
        return found

    def _read(self, source: str, *, may_introspect: bool) -> Document:
        if len(source) > limits.MAX_SOURCE:
            message = _("The document is too long: it may have %(most)d characters.") % {"most": limits.MAX_SOURCE}
            raise Refused(CodedError("LIMIT_EXCEEDED", message, limit="characters"))
        try:
            node = parse(source, max_tokens=limits.MAX_TOKENS)
            count = limits.Count(node)
        except GraphQLSyntaxError as error:
            raise Refused(coded(error, "GRAPHQL_PARSE_FAILED")) from None
        except GraphQLError as error:
            raise Refused(error) from None
        if count.introspects and not may_introspect:
            raise Refused(_closed())
        errors = validate(self._schema, node, max_errors=MOST, hide_suggestions=True)
        if errors:
            raise Refused(*(coded(error, "GRAPHQL_VALIDATION_FAILED") for error in errors))
        fragments = {part.name.value: part for part in node.definitions if isinstance(part, FragmentDefinitionNode)}
        prices, uses = Prices(self._schema, node), Uses(self._schema, node)
        plans = Plans(self._schema, fragments, sorted(count.deciding))
        return Document(node, introspects=count.introspects, prices=prices, uses=uses, fragments=fragments, plans=plans)

    def _keep(self, source: str, document: Document) -> None:
        with self._lock:
            if source not in self._kept:
                self._kept[source] = document
                self._text += len(source)
            while len(self._kept) > MAX_DOCUMENTS or self._text > MAX_TEXT:
                oldest, _document = self._kept.popitem(last=False)
                self._text -= len(oldest)


def _closed() -> CodedError:
    return CodedError("FORBIDDEN", _("The schema is published as schema.graphql; asking for it here is for staff."))
