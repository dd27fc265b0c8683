"""The feed of a series: one entry an episode, for readers and podcast players."""

from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from courses.models import Course, Kind, Lesson
from courses.selectors import lessons_of_feed


class SeriesFeed(Feed):  # type: ignore[type-arg]  # generic in the stubs only
    """The newest episodes of a published series as RSS 2.0 (https://www.rssboard.org/rss-specification)."""

    def get_object(self, request: HttpRequest, *, slug: str) -> Course:  # noqa: ARG002 -- the signature of a feed
        """Return the series; a course that is not one has no feed."""
        return get_object_or_404(Course.objects.published().filter(kind=Kind.SERIES), slug=slug)

    def title(self, obj: Course) -> str:
        """Name the feed."""
        return f"{obj.title} · {settings.SITE_NAME}"

    def description(self, obj: Course) -> str:
        """Say what the series is about."""
        return obj.summary or obj.title

    def link(self, obj: Course) -> str:
        """Lead to the series' page."""
        return f"/courses/{obj.slug}/"

    def items(self, obj: Course) -> list[Lesson]:
        """List the episodes."""
        return lessons_of_feed(course=obj)

    def item_title(self, item: Lesson) -> str:
        """Name an episode; Django escapes it for XML."""
        return item.title

    def item_description(self, item: Lesson) -> str:
        """Give the episode's text: HTML, sanitised when it was written."""
        return item.body_html

    def item_link(self, item: Lesson) -> str:
        """Lead to the episode."""
        return f"/learn/{item.course.slug}/{item.slug}/"

    def item_guid(self, item: Lesson) -> str:
        """Give the episode's lasting name."""
        return str(item.public_id)

    item_guid_is_permalink = False

    def item_pubdate(self, item: Lesson) -> datetime | None:
        """Say when it came out."""
        return item.published_at
