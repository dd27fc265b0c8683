"""Who reaches what in the admin: one rule for every registered model.

Register every model with `OwnedAdmin` (or `OwnedHistoryAdmin` where changes are kept) and every inline with `OwnedTabularInline` or
`OwnedStackedInline`. Nothing declared means staff only. A test walks the registry: a model without the mixin fails it.

| declared | instructors | editors | staff |
|---|---|---|---|
| nothing (`owner_path = None`) | nothing | nothing | everything |
| `owner_path = "course__instructor__user"` | their own rows | everything | everything |
| `is_shared = True` | read | everything | everything |
| `is_editorial = True` | nothing | everything | everything |

Filtering the list alone would leave history pages, choices, filters, actions and own addresses open, so each is closed here; and
`get_urls` puts a guard before every address of the model, also before those that a subclass or a library adds.
"""

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import FieldDoesNotExist, PermissionDenied, ValidationError
from django.db.models import Field, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseRedirectBase
from django.urls import URLPattern, reverse
from simple_history.admin import SimpleHistoryAdmin
from unfold.admin import ModelAdmin, StackedInline, TabularInline
from unfold.contrib.filters.admin import RelatedDropdownFilter

from acg.shared.errors import DomainError

View = Callable[..., HttpResponse]


class Reach(Enum):
    """How far someone's hand goes over the rows of a model."""

    NOTHING = 0
    READ = 1
    OWN = 2
    ALL = 3


class OwnedRelatedFilter(RelatedDropdownFilter):  # type: ignore[misc]  # unfold is published without types
    """A filter by a related row that offers only rows which the viewer may see."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:
        """Return the choices: key and text."""
        rows = reachable(model_admin.admin_site, field.remote_field.model, request)
        return [(row.pk, str(row)) for row in rows]


def reachable(admin_site: Any, model: type[Model], request: HttpRequest) -> QuerySet[Model]:
    """Return the rows of a model that someone may see in the admin; of a model that is not registered, all for staff only."""
    related = admin_site._registry.get(model)  # noqa: SLF001 -- the registry has no other door
    if related is not None:
        rows: QuerySet[Model] = related.get_queryset(request)
        return rows
    rows = model._default_manager.all()  # noqa: SLF001 -- Django's documented Model._default_manager
    return rows if _is_staff(request) else rows.none()


def _role(request: HttpRequest) -> str:
    """Return the role of an active user, as its stored word: the users stand above this floor."""
    return str(getattr(request.user, "role", "")) if request.user.is_active else ""


def _is_staff(request: HttpRequest) -> bool:
    return _role(request) == "staff"


class OwnedAccess:
    """The rule itself, for models and for inlines.

    `owner_path` is the lookup from a row to the user who owns it; `is_shared` lets all authors read what editors write,
    and `is_editorial` keeps that from instructors.
    """

    owner_path: ClassVar[str | None] = None
    is_shared: ClassVar[bool] = False
    is_editorial: ClassVar[bool] = False
    model: type[Model]
    admin_site: Any

    def reach(self, request: HttpRequest) -> Reach:
        """Return how far the viewer's hand goes here."""
        role = _role(request)
        if role == "staff" or (role == "editor" and (self.owner_path or self.is_shared or self.is_editorial)):
            return Reach.ALL
        if role == "instructor" and (self.owner_path or self.is_shared):
            return Reach.READ if self.is_shared else Reach.OWN
        return Reach.NOTHING

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows within reach."""
        rows: QuerySet[Any] = super().get_queryset(request)  # type: ignore[misc]  # the admin class beside this one has it
        reach = self.reach(request)
        if reach is Reach.NOTHING:
            return rows.none()
        return rows.filter(**{str(self.owner_path): request.user}) if reach is Reach.OWN else rows

    def get_field_queryset(self, db: str | None, db_field: "Field[Any, Any]", request: HttpRequest) -> QuerySet[Any]:  # noqa: ARG002
        """Return the rows that a foreign key or a many-to-many field may name: those that the viewer sees."""
        return reachable(self.admin_site, db_field.remote_field.model, request)  # type: ignore[union-attr]  # only relations ask

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Return whether the model stands in the menu."""
        return self.reach(request) is not Reach.NOTHING

    def has_export_permission(self, request: HttpRequest) -> bool:
        """Return whether the list may be taken out of the admin; it holds what the viewer sees."""
        return self.has_module_permission(request)

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Return whether rows may be brought in wholesale: staff only, since a file names its rows by itself."""
        return _is_staff(request)


class ReadOnly:
    """Rows that only verbs write."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- for everyone
        """Nobody adds one by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- for everyone
        """Nobody changes one by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- for everyone
        """Nobody removes one."""
        return False


class OwnedInline(OwnedAccess):
    """An inline's side of the rule. Its parent's page has been allowed already: here only the role counts."""

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002 -- the parent
        """Return whether the rows are shown."""
        return self.reach(request) is not Reach.NOTHING

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002 -- the parent
        """Return whether the rows are edited."""
        return self.reach(request) in {Reach.OWN, Reach.ALL}

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002 -- the parent
        """Return whether rows are added."""
        return self.reach(request) in {Reach.OWN, Reach.ALL}

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002 -- the parent
        """Return whether rows are taken away."""
        return self.reach(request) in {Reach.OWN, Reach.ALL}


class OwnedTabularInline(OwnedInline, TabularInline):  # type: ignore[misc]  # unfold is published without types
    """Rows below a row, as a table."""


class OwnedStackedInline(OwnedInline, StackedInline):  # type: ignore[misc]  # unfold is published without types
    """Rows below a row, one under the other."""


class OwnedAdmin(OwnedAccess, ModelAdmin):  # type: ignore[misc]  # unfold is published without types
    """A model in the admin. Rules that a verb enforces come back as a message, whatever the page."""

    view_on_site = False
    list_filter_submit = True
    list_per_page = 50

    def owns(self, request: HttpRequest, obj: Model) -> bool:
        """Return whether the row belongs to the viewer, as the database says: a page may hold it changed, or from its history."""
        cache = request.__dict__.setdefault("_owned_rows", {})
        key = (self.model, obj.pk)
        if key not in cache:
            base = self.model._base_manager  # noqa: SLF001 -- Django's documented Model._base_manager
            mine = base.filter(**{"pk": obj.pk, str(self.owner_path): request.user})
            cache[key] = obj.pk is not None and mine.exists()
        return bool(cache[key])

    def _may(self, request: HttpRequest, obj: Any, reaches: set[Reach]) -> bool:
        reach = self.reach(request)
        if reach not in reaches:
            return False
        if reach is not Reach.OWN or obj is None:
            return True
        # unfold hands its actions the key instead of the row.
        return self.owns(request, obj if isinstance(obj, Model) else self.model(pk=obj))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return whether the row may be seen."""
        return self._may(request, obj, {Reach.READ, Reach.OWN, Reach.ALL})

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return whether the row may be changed."""
        return self._may(request, obj, {Reach.OWN, Reach.ALL})

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return whether the row may be deleted."""
        return self._may(request, obj, {Reach.OWN, Reach.ALL})

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return whether rows may be added."""
        return self._may(request, None, {Reach.OWN, Reach.ALL})

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        """Return the filters; one by a relation offers only what the viewer sees."""
        return [
            (name, OwnedRelatedFilter) if isinstance(name, str) and self._is_relation(name) else name
            for name in super().get_list_filter(request)
        ]

    def _is_relation(self, name: str) -> bool:
        try:
            return bool(self.opts.get_field(name).is_relation)
        except FieldDoesNotExist:
            return False

    def get_deleted_objects(
        self, objs: Iterable[Model], request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Name what was asked for and nothing else: Django's own list would name other people's rows that hang on it."""
        rows = list(objs)
        refused = {str(self.opts.verbose_name) for row in rows if not self.has_delete_permission(request, row)}
        return [str(row) for row in rows], {str(self.opts.verbose_name_plural): len(rows)}, refused, []

    def own_urls(self) -> list[URLPattern]:
        """Return the addresses of pages beside Django's own; one about a row calls its key `object_id`."""
        return []

    def get_urls(self) -> list[URLPattern]:
        """Return the model's addresses, each behind the guard."""
        patterns: list[URLPattern] = [*self.own_urls(), *super().get_urls()]
        for pattern in patterns:
            pattern.callback = self._guarded(pattern.callback)
        return patterns

    def _guarded(self, view: View) -> View:
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            # Whoever may not enter the admin at all is sent to sign in by the view itself.
            if self.admin_site.has_permission(request):
                self._stop_at_the_door(request, kwargs.get("object_id", args[0] if args else None))
            try:
                answer = view(request, *args, **kwargs)
            except DomainError as error:
                messages.error(request, error.message)
                answer = HttpResponseRedirect(self._back_to(kwargs.get("object_id")))
            if request.headers.get("X-Requested-With") == "upload" and isinstance(answer, HttpResponseRedirectBase):
                # A script that follows a redirect by itself would read the message meant for the page.
                return JsonResponse({"location": answer.url})
            return answer

        for name in ("csrf_exempt", "login_required", "model_admin"):
            if hasattr(view, name):
                setattr(guarded, name, getattr(view, name))
        return guarded

    def _stop_at_the_door(self, request: HttpRequest, object_id: str | None) -> None:
        reach = self.reach(request)
        if reach is Reach.NOTHING:
            raise PermissionDenied
        if reach is Reach.OWN and object_id is not None:
            try:
                key = self.opts.pk.to_python(unquote(object_id))
            except ValidationError:
                raise Http404 from None
            if not self.owns(request, self.model(pk=key)):
                raise Http404

    def _back_to(self, object_id: str | None) -> str:
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}"
        return reverse(f"{name}_change", args=[object_id]) if object_id else reverse(f"{name}_changelist")


class OwnedHistoryAdmin(OwnedAdmin, SimpleHistoryAdmin):  # type: ignore[misc]  # simple_history is published without types
    """A model whose changes are kept: who changed what, and any earlier state can be looked at and brought back."""
