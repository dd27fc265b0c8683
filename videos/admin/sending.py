"""Films go from the author's browser straight to where they are kept: no request of the site is as large as a film."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import URLPattern, path

from acg.shared.admin import OwnedAdmin
from acg.shared.errors import DomainError
from acg.users.models import User
from videos.models import Video
from videos.services import request_upload


class TakesFilms(OwnedAdmin):
    """A model whose form has a film: beside the page where it is added or changed lies the address that gives the way for the film."""

    def own_urls(self) -> list[URLPattern]:
        """Return the address beside the form of a new row, and beside the one of a row that is there."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_upload"
        view = self.admin_site.admin_view(self._upload)
        return [
            *super().own_urls(),
            path("upload/", view, name=f"{name}_new"),
            path("<path:object_id>/upload/", view, name=name),
        ]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:  # noqa: FBT001, FBT002 -- Django's signature
        """Return the form, made for this request: it takes what its author sent, and nobody else's."""
        form = super().get_form(request, obj, change, **options)
        form.sender = request.user
        return form

    def replaced(self, request: HttpRequest, obj: Any) -> Video | None:
        """Return the video whose film the new one becomes, among those that the viewer may change; None when it is one of its own.

        Raises:
            Http404: the page names one that the viewer may not change.
        """
        raise NotImplementedError

    def _upload(self, request: HttpRequest, object_id: str | None = None) -> HttpResponse:
        """Answer how to send a film: its id for the form, the address, the fields; or why it cannot be."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        obj: Model | None = self.get_object(request, object_id) if object_id else None
        if object_id and obj is None:
            raise Http404
        may = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        if not may or not isinstance(request.user, User):
            raise PermissionDenied
        try:
            form = request_upload(
                owner=request.user,
                title=request.POST.get("title", ""),
                content_type=request.POST.get("content_type", ""),
                replaces=self.replaced(request, obj),
            )
        except DomainError as error:
            return JsonResponse({"error": error.message}, status=400)
        return JsonResponse({"upload": form.video.public_id, "url": form.url, "fields": form.fields})
