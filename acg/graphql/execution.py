"""A request becomes an answer: the document, who may, execution."""

from typing import Any, Protocol

from django.conf import settings
from django.utils.translation import gettext as _
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_operation_ast,
)
from graphql.execution import execute_sync
from graphql.execution.collect_fields import collect_fields
from graphql.execution.values import get_argument_values, get_variable_values

from acg.graphql.context import Context
from acg.graphql.coordinates import Use
from acg.graphql.documents import Document, Documents, Refused
from acg.graphql.errors import MOST, told
from acg.graphql.pricing import Cost, rows_in
from acg.graphql.retries import Retry
from acg.shared.graph.errors import CodedError
from acg.shared.values import frozen

MOST_POINTS = 1_000


class Purse(Protocol):
    """What a price is taken from."""

    @property
    def key(self) -> str:
        """Whose it is."""

    def take(self, points: int) -> None:
        """Take a price before execution; raise Refused when there is not enough."""

    def settle(self, actual: int, use: Use) -> None:
        """Give back the difference to what was really used, and note what the answer needed of the schema."""

    @property
    def status(self) -> dict[str, float]:
        """What is left."""


@frozen
class Request:
    """What a client asks.

    Args:
        query: the document's text.
        variables: as they came.
        operation_name: which operation of the document, when it has several.
        is_trusted: whether the document is registered.
        by_get: whether it came by GET, which only reads, and whose answer may be kept for others.
    """

    query: str
    variables: dict[str, Any] | None = None
    operation_name: str | None = None
    is_trusted: bool = False
    by_get: bool = False


@frozen
class Answer:
    """What it is told.

    Args:
        body: of the response.
        is_executed: false when the request itself was refused.
        objects: how many objects it holds, if that is known already.
    """

    body: dict[str, Any]
    is_executed: bool
    objects: int | None = None


class Executor:
    """Answers requests on one schema."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.schema = schema
        self.documents = Documents(schema)

    def answer(self, request: Request, context: Context, *, purse: Purse | None = None, may_introspect: bool = False) -> Answer:
        """Return the answer to a request.

        Args:
            request: what is asked.
            context: who asks.
            purse: what the price is taken from, which the answer then tells; without one it is only limited.
            may_introspect: whether this client may ask about the schema.
        """
        try:
            document = self.documents.get(request.query, may_introspect=may_introspect)
            operation = self._check(document, request)
            values = self._values(operation, request)
            cost = self._price(document, operation, values)
            payer = purse if cost.total else None  # what is free is nobody's business
            if payer:
                payer.take(cost.total)
            retry = self._retry(document, operation, values, request, payer.key) if payer else None
            kept = retry.begin() if retry else None
        except Refused as refused:
            return Answer({"errors": told(refused.errors)}, is_executed=False)
        if kept is None:
            answer = self._planned(document, operation, values, context) or self._execute(document, request, context)
            if retry:
                retry.end(answer.body)
        else:
            answer = Answer(kept, is_executed=True)
        if payer:
            actual = cost.work + (rows_in(answer.body.get("data")) if answer.objects is None else answer.objects)
            payer.settle(actual, document.uses.of(operation))
            spent = {"requestedQueryCost": cost.total, "actualQueryCost": actual, "throttleStatus": payer.status}
            if not request.by_get:  # what is left is nobody else's business
                answer.body["extensions"] = {"cost": spent}
        return answer

    @staticmethod
    def _planned(document: Document, operation: OperationDefinitionNode, values: dict[str, Any], context: Context) -> Answer | None:
        """Return the answer by the compiled plan, which is the same and sooner there; None when there is none for it."""
        planned = document.plans.run(operation, values, context) if settings.GRAPH_COMPILED_PLAN else None
        return Answer({"data": planned[0]}, is_executed=True, objects=planned[1]) if planned else None

    def _execute(self, document: Document, request: Request, context: Context) -> Answer:
        result = execute_sync(
            self.schema,
            document.node,
            context_value=context,
            variable_values=request.variables,
            operation_name=request.operation_name,
            max_coercion_errors=MOST,
            hide_suggestions=True,
        )
        if result.data is None and result.errors and not any(error.path for error in result.errors):
            return Answer({"errors": told(result.errors)}, is_executed=False)
        errors = told(result.errors or [])
        return Answer({"errors": errors, "data": result.data} if errors else {"data": result.data}, is_executed=True)

    def _values(self, operation: OperationDefinitionNode, request: Request) -> dict[str, Any]:
        """Return the values of an operation's variables; refuse it when they do not fit."""
        values = get_variable_values(
            self.schema, operation.variable_definitions, request.variables or {}, max_errors=MOST, hide_suggestions=True
        )
        if isinstance(values, list):
            raise Refused(*values)
        return values

    def _retry(
        self, document: Document, operation: OperationDefinitionNode, values: dict[str, Any], request: Request, client: str
    ) -> Retry | None:
        """Return the retry that a mutation is when its client named it."""
        root = self.schema.mutation_type
        if operation.operation is not OperationType.MUTATION or root is None:
            return None
        chosen = collect_fields(self.schema, document.fragments, values, root, operation.selection_set)
        names = []
        for nodes in chosen.values():
            field = root.fields.get(nodes[0].name.value)
            given = get_argument_values(field, nodes[0], values).get("input", {}) if field else {}
            if name := given.get("client_mutation_id"):
                names.append((nodes[0].name.value, name))
        asked = [request.query, request.operation_name, request.variables]
        return Retry(client=client, names=names, asked=asked) if names else None

    def _price(self, document: Document, operation: OperationDefinitionNode, values: dict[str, Any]) -> Cost:
        """Return what an operation costs; refuse it when it is too dear for one request."""
        try:
            cost = document.prices.of(operation, values)
        except GraphQLError as error:
            raise Refused(error) from None
        if cost.total > MOST_POINTS:
            message = _("The operation costs %(cost)d points; one request may cost %(most)d. Ask for smaller pages.")
            raise Refused(CodedError("COST_LIMIT", message % {"cost": cost.total, "most": MOST_POINTS}, cost=cost.total))
        return cost

    def _check(self, document: Document, request: Request) -> OperationDefinitionNode:
        """Refuse a request without one operation to execute, and one that pays twice."""
        operation = get_operation_ast(document.node, request.operation_name)
        if operation is None or self.schema.get_root_type(operation.operation) is None:
            raise Refused(CodedError("OPERATION_RESOLUTION_FAILURE", _("Say which operation of the document to execute.")))
        if request.by_get and operation.operation is not OperationType.QUERY:
            raise Refused(CodedError("METHOD_NOT_ALLOWED", _("What changes something is sent by POST.")))
        if operation.operation is OperationType.MUTATION and self._guarded_fields(document, operation) > 1:
            message = _("Sign-ins and payments are made one in a request.")
            raise Refused(CodedError("LIMIT_EXCEEDED", message, limit="payments"))
        return operation

    def _guarded_fields(self, document: Document, operation: OperationDefinitionNode) -> int:
        """Return how many fields of the operation may stand only once in a request, fragments resolved."""
        fragments = {
            node.name.value: node.selection_set for node in document.node.definitions if isinstance(node, FragmentDefinitionNode)
        }
        fields = self.schema.mutation_type.fields if self.schema.mutation_type else {}
        pending: list[SelectionSetNode] = [operation.selection_set]
        count = 0
        while pending:
            for node in pending.pop().selections:
                if isinstance(node, FieldNode):
                    known = fields.get(node.name.value)
                    count += bool(known and known.extensions.get("once"))
                elif isinstance(node, FragmentSpreadNode):
                    pending.append(fragments[node.name.value])
                elif isinstance(node, InlineFragmentNode):
                    pending.append(node.selection_set)
        return count
