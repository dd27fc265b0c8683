"""How authors type what is stored otherwise: lines, questions with answers, Markdown."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from courses.models import Course


class MarkdownWidget(UnfoldAdminTextareaWidget):  # type: ignore[misc]  # unfold is published without types
    """A text area with what it will look like beside it, drawn by the server as the school will show it."""

    template_name = "courses/admin/markdown.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, rows: int = 16) -> None:
        super().__init__({"rows": rows, **(attrs or {}), "class": "markdown-source"})


class LinesField(forms.CharField):
    """A list of short texts, a line each."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", UnfoldAdminTextareaWidget({"rows": 6}))
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """Return the text to edit."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Return the list."""
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether the list differs, whatever its lines look like."""
        return bool(self.to_python(self.prepare_value(initial)) != self.to_python(data))


class FaqField(LinesField):
    """Questions with answers: a question, its answer in the lines below it, and an empty line before the next one."""

    def prepare_value(self, value: Any) -> Any:
        """Return the text to edit."""
        if not isinstance(value, list):
            return value
        return "\n\n".join(f"{entry.get('question', '')}\n{entry.get('answer', '')}" for entry in value)

    def to_python(self, value: Any) -> Any:
        """Return the list of questions and answers."""
        blocks = "\n".join(line.strip() for line in str(value or "").splitlines()).split("\n\n")
        entries = []
        for block in blocks:
            question, _break, answer = block.strip().partition("\n")
            if not question:
                continue
            if not answer.strip():
                raise forms.ValidationError(
                    _("“%(question)s” has no answer: write it in the line below."), params={"question": question}
                )
            entries.append({"question": question, "answer": answer.strip()})
        return entries

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether the list differs; what cannot be read does."""
        try:
            return super().has_changed(initial, data)
        except forms.ValidationError:
            return True


def draw_with_pictures_of(form: Any, course: Course | None) -> None:
    """Let the form's Markdown fields ask for their look, with the pictures of a course."""
    address = (
        reverse("admin:courses_course_render", args=[course.pk])
        if course and course.pk
        else reverse("admin:courses_course_render_any")
    )
    for field in form.fields.values():
        if isinstance(field.widget, MarkdownWidget):
            field.widget.attrs["data-render-url"] = address
