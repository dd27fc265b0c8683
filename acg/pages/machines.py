"""What programs read, not people: loaded when one asks, for no visitor waits for it."""

from django.http import HttpRequest, HttpResponse


def course_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the feed of a series."""
    from courses.feeds import SeriesFeed  # noqa: PLC0415 -- as the module says

    return SeriesFeed()(request, slug=slug)


def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer the map of the pages that search engines may know."""
    from django.contrib.sitemaps.views import sitemap as answer  # noqa: PLC0415 -- as above

    from courses.sitemaps import SITEMAPS  # noqa: PLC0415 -- as above

    return answer(request, {**SITEMAPS})
