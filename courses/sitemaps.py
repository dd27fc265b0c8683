"""Which pages search engines may know."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from courses.models import Course, Instructor, LearningPath


class CourseSitemap(Sitemap):  # type: ignore[type-arg]  # generic in the stubs only
    """Published courses, with when their content changed."""

    limit = 5000

    def items(self) -> QuerySet[Course]:
        """List the courses by their key, so that pages of the map do not shift."""
        return Course.objects.published().only("slug", "content_updated_at").order_by("pk")

    def location(self, item: Course) -> str:
        """Give the course's page."""
        return f"/courses/{item.slug}/"

    def lastmod(self, item: Course) -> datetime:
        """Say when its content changed."""
        return item.content_updated_at


class PathSitemap(Sitemap):  # type: ignore[type-arg]  # generic in the stubs only
    """Published learning paths that have a course to show."""

    def items(self) -> QuerySet[LearningPath]:
        """List the paths."""
        return LearningPath.objects.filter(is_published=True, steps__course__published_at__isnull=False).distinct().order_by("pk")

    def location(self, item: LearningPath) -> str:
        """Give the path's page."""
        return f"/paths/{item.slug}/"


class InstructorSitemap(Sitemap):  # type: ignore[type-arg]  # generic in the stubs only
    """Instructors with a published course."""

    def items(self) -> QuerySet[Instructor]:
        """List the instructors."""
        return Instructor.objects.filter(courses__published_at__isnull=False).distinct().order_by("pk")

    def location(self, item: Instructor) -> str:
        """Give the instructor's page."""
        return f"/instructors/{item.slug}/"


class ListSitemap(Sitemap):  # type: ignore[type-arg]  # generic in the stubs only
    """The lists themselves."""

    def items(self) -> list[str]:
        """List their addresses."""
        return ["/", "/courses/", "/paths/", "/practice-exams/"]

    def location(self, item: str) -> str:
        """Give the address."""
        return item


SITEMAPS = {"lists": ListSitemap, "courses": CourseSitemap, "paths": PathSitemap, "instructors": InstructorSitemap}
