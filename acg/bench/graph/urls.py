"""The school's addresses, and those of the other ways to answer, behind the same middleware."""

from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from graphene_django.views import GraphQLView

from acg.bench.graph import hand
from acg.urls import urlpatterns as school

urlpatterns = [
    path("bench/h/catalogue", hand.catalogue),
    path("bench/h/course page", hand.course_page),
    path("bench/h/library", hand.library),
    path("bench/nobody", hand.nobody),
    path("bench/somebody", hand.somebody),
    *school,
]


def add_rivals() -> None:
    """Add those that are written with graphene-django alone."""
    from acg.bench.graph.rivals import idiomatic, naive  # noqa: PLC0415 -- a process has these or the optimizer's, never both

    for name, schema in (("naive", naive), ("idiomatic", idiomatic)):
        urlpatterns.insert(0, path(f"bench/{name}", csrf_exempt(GraphQLView.as_view(schema=schema))))


def add_optimizer() -> None:
    """Add the one that changes graphene-django."""
    from acg.bench.graph.optimizer import schema  # noqa: PLC0415 -- as above

    urlpatterns.insert(0, path("bench/optimizer", csrf_exempt(GraphQLView.as_view(schema=schema))))
