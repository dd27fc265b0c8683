"""The question bank."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.forms import PaginationInlineFormSet
from unfold.widgets import UnfoldAdminTextareaWidget

from acg.shared.admin import OwnedAdmin, OwnedHistoryAdmin, OwnedTabularInline
from acg.shared.errors import DomainError
from courses.admin.fields import MarkdownWidget, draw_with_pictures_of
from courses.models import Option, Question, QuestionPool
from courses.services import check_question, delete_question, save_pool, save_question

LAST = 10**6


@admin.register(QuestionPool)
class QuestionPoolAdmin(OwnedAdmin):
    """Pools: what a course's quizzes and exams draw from."""

    owner_path = "course__instructor__user"
    list_display = ("title", "course", "question_count")
    list_filter = ("course",)
    list_select_related = ("course",)
    search_fields = ("title", "course__title")
    autocomplete_fields = ("course",)
    ordering = ("title", "id")
    fields = ("course", "title")
    change_form_outer_after_template = "courses/admin/pool_questions.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[QuestionPool]:
        """Count the questions with the pools."""
        pools: QuerySet[QuestionPool] = super().get_queryset(request).annotate(questions_count=Count("questions"))
        return pools

    @admin.display(description=_("questions"), ordering="questions_count")
    def question_count(self, pool: QuestionPool) -> int:
        """Return how many questions the pool holds."""
        return int(getattr(pool, "questions_count", 0))

    def get_readonly_fields(self, request: HttpRequest, obj: QuestionPool | None = None) -> tuple[str, ...]:  # noqa: ARG002 -- Django's signature
        """A pool stays with its course."""
        return ("course",) if obj else ()

    def save_model(self, request: HttpRequest, obj: QuestionPool, form: Any, change: bool) -> None:  # noqa: ARG002, FBT001 -- Django's signature
        """Write the pool."""
        save_pool(pool=obj)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Show the pool's questions below its title."""
        pool = self.get_object(request, object_id) if object_id else None
        questions = pool.questions.order_by("position").annotate(options_count=Count("options")) if pool else []
        return super().changeform_view(
            request, object_id, form_url, {**(extra_context or {}), "pool": pool, "questions": questions}
        )


class OptionFormSet(PaginationInlineFormSet):  # type: ignore[misc]  # unfold is published without types
    """A question's options, as they stand in the form."""

    def options(self) -> list[Option]:
        """Return the options that stay, in the order that their author gave them."""
        forms_left = [
            form for form in self.forms if form not in self.deleted_forms and (form.instance.pk is not None or form.has_changed())
        ]
        order = {id(form): (form.cleaned_data.get("position") or LAST, place) for place, form in enumerate(forms_left)}
        return [form.instance for form in sorted(forms_left, key=lambda form: order[id(form)])]

    def clean(self) -> None:
        """Refuse what the verb would refuse, while nothing is lost yet."""
        super().clean()
        if any(self.errors) or not self.instance.stem:
            return
        try:
            check_question(question=self.instance, options=self.options())
        except DomainError as error:
            raise forms.ValidationError(error.message, code=error.code) from error

    def validate_unique(self) -> None:
        """The verb numbers the options: two that claim a place are no error."""


class OptionForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    """One answer."""

    class Meta:
        model = Option
        # Unfold puts the handle into the first cell, and hides the number.
        fields = ("text", "is_correct", "explanation", "position")
        widgets = {"text": UnfoldAdminTextareaWidget({"rows": 2}), "explanation": UnfoldAdminTextareaWidget({"rows": 2})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "position" in self.fields:
            self.fields["position"].required = False


class OptionInline(OwnedTabularInline):
    """The answers offered: dragged into order, at least one of them right."""

    model = Option
    owner_path = "question__pool__course__instructor__user"
    form = OptionForm
    formset = OptionFormSet
    ordering_field = "position"
    hide_ordering_field = True
    hide_title = True
    ordering = ("position",)

    def get_extra(self, request: HttpRequest, obj: Question | None = None, **options: Any) -> int:  # noqa: ARG002 -- Django's signature
        """Offer four empty rows to a new question."""
        return 0 if obj else 4


class QuestionForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    """A question; tagged to what the exam asks and to the lesson that teaches it."""

    class Meta:
        model = Question
        fields = ("pool", "stem", "explanation", "task_statement", "lesson", "lesson_second")
        widgets = {"stem": MarkdownWidget(rows=8), "explanation": MarkdownWidget(rows=6)}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        draw_with_pictures_of(self, self.instance.pool.course if self.instance.pk else None)

    def clean(self) -> dict[str, Any]:
        """The lesson that teaches the answer is one of the same course."""
        cleaned: dict[str, Any] = super().clean() or {}
        pool, lesson = cleaned.get("pool"), cleaned.get("lesson")
        if pool and lesson and lesson.course_id != pool.course_id:
            self.add_error("lesson", _("Choose a lesson of the same course."))
        return cleaned


@admin.register(Question)
class QuestionAdmin(OwnedHistoryAdmin):
    """Questions with their options."""

    owner_path = "pool__course__instructor__user"
    form = QuestionForm
    list_display = ("__str__", "pool", "task_statement")
    list_filter = ("pool",)
    list_select_related = ("pool", "task_statement")
    search_fields = ("stem", "pool__title")
    autocomplete_fields = ("pool", "task_statement", "lesson")
    inlines = (OptionInline,)
    warn_unsaved_form = True

    def save_model(self, request: HttpRequest, obj: Question, form: Any, change: bool) -> None:  # noqa: FBT001 -- Django's signature
        """Wait for the options: the question is written with them."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: ARG002, FBT001 -- Django's signature
        """Write the question with its options."""
        (options,) = formsets
        chosen = options.options()
        save_question(question=form.instance, options=chosen)
        options.new_objects, options.changed_objects, options.deleted_objects = [], [], []

    def delete_model(self, request: HttpRequest, obj: Question) -> None:  # noqa: ARG002 -- Django's signature
        """Delete a question that nobody has answered."""
        delete_question(question=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Question]) -> None:  # noqa: ARG002 -- Django's signature
        """Delete questions that nobody has answered."""
        for question in queryset:
            delete_question(question=question)
