"""The door to the graph, which loads the graph when the first asks: who visits a page or pays needs none of its types."""

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt  # JSON only, and from this origin only: no page of another site can send that
def graphql(request: HttpRequest) -> HttpResponseBase:
    """Answer a GraphQL request; show the tool for writing them to those who may ask for the schema."""
    from acg.graphql.views import graphql as answer  # noqa: PLC0415 -- as the module says

    return answer(request)
