from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.selectors import suggestions


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what the school is and where to begin."""
    return render(request, "pages/home.html")


@require_safe
def search_suggestions(request: HttpRequest) -> HttpResponse:
    """Answer the options under the search box."""
    return render(request, "pages/suggestions.html", {"suggestions": suggestions(query=request.GET.get("q", ""))})
