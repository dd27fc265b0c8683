"""What search engines read: schema.org in JSON-LD (https://schema.org/Course, Google's course-info guide)."""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from acg.shared.money import Money
from courses.selectors import CoursePage

# As Django's json_script: nothing in a string can end the element or begin another.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
HOUR = 3600


def to_json_ld(data: dict[str, Any]) -> SafeString:
    """Return data as the text of a `<script type="application/ld+json">`."""
    return mark_safe(json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False).translate(ESCAPES))  # noqa: S308 -- escaped


def course_data(*, page: CoursePage, price: Money | None) -> dict[str, Any]:
    """Return a course as schema.org's Course."""
    course = page.course
    school = {"@type": "Organization", "name": settings.SITE_NAME, "url": f"{settings.SITE_URL}/"}
    data: dict[str, Any] = {
        "@type": "Course",
        "@id": f"{settings.SITE_URL}/courses/{course.slug}/",
        "url": f"{settings.SITE_URL}/courses/{course.slug}/",
        "name": course.title,
        "description": course.summary or course.title,
        "inLanguage": course.language,
        "educationalLevel": course.level,
        "provider": school,
        "instructor": {"@type": "Person", "name": course.instructor.name},
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "courseMode": "Online",
            "courseWorkload": f"PT{max(round(course.duration_seconds / HOUR), 1)}H",
        },
    }
    if course.outcomes:
        data["teaches"] = course.outcomes
    if course.exam_version is not None:
        data["courseCode"] = course.exam_version.code
        data["educationalCredentialAwarded"] = course.exam_version.certification.name
    if course.is_free:
        data["offers"] = {"@type": "Offer", "category": "Free", "price": "0", "priceCurrency": "USD"}
    elif price is not None:
        data["offers"] = {
            "@type": "Offer",
            "category": "Paid",
            "price": str(price.decimal()),
            "priceCurrency": price.currency,
        }
    if course.rating_count:
        data["aggregateRating"] = {
            "@type": "AggregateRating",
            "ratingValue": str(course.rating_average),
            "ratingCount": course.rating_count,
        }
    return data
