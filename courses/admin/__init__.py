"""Authoring: what instructors, editors and staff see and do. Every rule is a verb of `courses.services`."""

from courses.admin import certifications, courses, images, lessons, people, questions

__all__ = ["certifications", "courses", "images", "lessons", "people", "questions"]
