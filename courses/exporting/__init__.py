"""Courses go out in the format that `courses.importing` reads."""
