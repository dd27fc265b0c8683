"""Instructors, reviews, learning paths."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from acg.shared.admin import OwnedAdmin, OwnedTabularInline, Reach
from courses.admin.fields import MarkdownWidget, draw_with_pictures_of
from courses.models import Instructor, LearningPath, LearningPathStep, Review
from courses.services import delete_review, save_instructor


class InstructorForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    """How an instructor is shown."""

    class Meta:
        model = Instructor
        fields = ("name", "headline", "bio", "user", "slug")
        widgets = {"bio": MarkdownWidget(rows=10)}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        draw_with_pictures_of(self, None)
        if "slug" in self.fields:
            self.fields["slug"].required = False


@admin.register(Instructor)
class InstructorAdmin(OwnedAdmin):
    """Those who teach. Instructors write their own profile; whose account it is, staff decide."""

    owner_path = "user"
    form = InstructorForm
    list_display = ("name", "headline")
    search_fields = ("name", "headline")
    autocomplete_fields = ("user",)

    def get_fields(self, request: HttpRequest, obj: Instructor | None = None) -> list[str]:  # noqa: ARG002 -- Django's signature
        """Only staff may see people's accounts."""
        shown = ["name", "headline", "bio", "slug"]
        return [*shown, "user"] if request.user.is_authenticated and request.user.role == "staff" else shown

    def has_add_permission(self, request: HttpRequest) -> bool:
        """An instructor has one profile, made by the office."""
        return self.reach(request) is Reach.ALL

    def has_delete_permission(self, request: HttpRequest, obj: Instructor | None = None) -> bool:  # noqa: ARG002 -- the role decides
        """An instructor does not take the profile from courses that show it."""
        return self.reach(request) is Reach.ALL

    def save_model(self, request: HttpRequest, obj: Instructor, form: Any, change: bool) -> None:  # noqa: ARG002, FBT001 -- Django's signature
        """Write the profile."""
        save_instructor(instructor=obj)


@admin.register(Review)
class ReviewAdmin(OwnedAdmin):
    """What learners think. Instructors read it; editors take away what breaks the rules; nobody rewrites it."""

    owner_path = "course__instructor__user"
    list_display = ("course", "stars", "text", "reviewer", "created_at")
    list_filter = ("stars", "course")
    list_select_related = ("course", "author")
    fields = readonly_fields = ("course", "stars", "text", "reviewer", "created_at")

    @admin.display(description=_("reviewer"))
    def reviewer(self, review: Review) -> str:
        """Return the name, never the address."""
        return review.author.display_name

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- nobody
        """Reviews come from learners."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Review | None = None) -> bool:  # noqa: ARG002 -- nobody
        """Reviews are their authors' words."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Review | None = None) -> bool:  # noqa: ARG002 -- the role decides
        """An instructor does not take away what a learner wrote about them."""
        return self.reach(request) is Reach.ALL

    def delete_model(self, request: HttpRequest, obj: Review) -> None:  # noqa: ARG002 -- Django's signature
        """Take a review away, and out of the rating."""
        delete_review(review=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Review]) -> None:  # noqa: ARG002 -- Django's signature
        """Take reviews away, and out of their ratings."""
        for review in queryset.select_related("course"):
            delete_review(review=review)


class StepInline(OwnedTabularInline):
    """The courses of a path, in order."""

    model = LearningPathStep
    is_editorial = True
    extra = 0
    fields = ("position", "course")
    autocomplete_fields = ("course",)


@admin.register(LearningPath)
class LearningPathAdmin(OwnedAdmin):
    """Courses in the order to take them; a path may name drafts of several instructors, so it is the editors'."""

    is_editorial = True
    list_display = ("title", "is_published")
    search_fields = ("title",)
    inlines = (StepInline,)
