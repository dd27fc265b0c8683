from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from acg.kept import page_for_everyone
from acg.pages.cards import cards
from acg.pages.course import bundle, standing, trailer_of
from acg.pages.queries import PAGE, CatalogueQuery
from acg.pages.structured import course_data, to_json_ld
from acg.shared.currencies import preferred_currency
from acg.shared.errors import DomainError
from acg.users.models import User
from courses.models import Course, Instructor, LearningPath
from courses.selectors import (
    Facets,
    catalogue_page,
    course_page,
    facets,
    instructor_page,
    learning_path,
    learning_paths,
    lessons_matching,
    practice_exams,
    suggestions,
)
from courses.services import write_review
from students.selectors import continue_learning, course_progress

LONGEST_REVIEW = 4000


@require_safe
@page_for_everyone
def home(request: HttpRequest) -> HttpResponse:
    """Show what the school is, where to go on and where to begin."""
    popular = catalogue_page(order="popular", first=6)
    return render(
        request,
        "pages/home.html",
        {
            "going_on": continue_learning(user=request.user) if isinstance(request.user, User) else None,
            "popular": cards(popular.rows, viewer=request.user, currency=preferred_currency(request)),
            "paths": learning_paths()[:3],
        },
    )


@require_safe
@page_for_everyone
@vary_on_headers("HX-Request", "HX-Target")
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show the courses that the query string asks for; htmx gets the list alone, or the next page of it."""
    query = CatalogueQuery.of(request.GET)
    try:
        page = catalogue_page(search=query.search, filters=query.filters, order=query.order, first=PAGE, after=query.after)
    except DomainError as error:
        raise Http404(error.message) from None
    context = {
        "query": query,
        "cards": cards(page.rows, viewer=request.user, currency=preferred_currency(request)),
        "next_address": query.address(after=page.next_cursor) if page.has_next else "",
    }
    if request.headers.get("HX-Target") == "more":
        return render(request, "pages/catalogue.html#more", context)
    # Most often a kept part shows them.
    found = cast("Facets", SimpleLazyObject(lambda: facets(search=query.search, filters=query.filters)))
    context |= {
        "facets": found,
        "chosen": SimpleLazyObject(lambda: _chosen(query, found)) if query.filters.active else [],
        "lessons": lessons_matching(query=query.search, filters=query.filters) if query.search and not query.after else [],
        # Nothing found: what most people take.
        "instead": cards(catalogue_page(first=3).rows, currency=preferred_currency(request)) if not page.rows else [],
    }
    response = render(request, "pages/catalogue.html", context)
    response["HX-Push-Url"] = request.path + query.address(after=query.after)
    return response


def _chosen(query: CatalogueQuery, found: Facets) -> list[tuple[str, str]]:
    """Return the names of the filters that are on, with the address of the list without each."""
    return [
        (value.label, query.without(name, value.value).address())
        for name, values in found.values.items()
        for value in values
        if value.value in getattr(query.filters, name)
    ]


@require_safe
def search_suggestions(request: HttpRequest) -> HttpResponse:
    """Answer the options under the search box."""
    return render(request, "pages/suggestions.html", {"suggestions": suggestions(query=request.GET.get("q", ""))})


@require_safe
def paths(request: HttpRequest) -> HttpResponse:
    """Show the learning paths."""
    return render(request, "pages/paths.html", {"paths": learning_paths()})


@require_safe
def path_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a learning path, step by step."""
    try:
        page = learning_path(slug=slug)
    except LearningPath.DoesNotExist:
        raise Http404 from None
    currency = preferred_currency(request)
    shown = cards(page.courses, viewer=request.user, currency=currency)
    return render(
        request, "pages/path.html", {"page": page, "cards": shown, **bundle(path=page.path, cards=shown, currency=currency)}
    )


@require_safe
def exams(request: HttpRequest) -> HttpResponse:
    """Show the courses that have practice exams."""
    try:
        page = practice_exams(first=PAGE, after=request.GET.get("after", ""))
    except DomainError as error:
        raise Http404(error.message) from None
    return render(
        request,
        "pages/practice_exams.html",
        {
            "cards": cards(page.rows, viewer=request.user, currency=preferred_currency(request)),
            "next_cursor": page.next_cursor,
        },
    )


@require_safe
def instructor(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who teaches, and what."""
    try:
        page = instructor_page(slug=slug)
    except Instructor.DoesNotExist:
        raise Http404 from None
    shown = cards(page.courses, viewer=request.user, currency=preferred_currency(request))
    return render(request, "pages/instructor.html", {"page": page, "cards": shown})


@require_safe
@page_for_everyone
def course(request: HttpRequest, slug: str) -> HttpResponse:
    """Show everything that speaks for a course, and what the viewer can do next."""
    try:
        page = course_page(slug=slug, viewer=request.user)
    except Course.DoesNotExist:
        raise Http404 from None
    currency = preferred_currency(request)
    own = standing(page=page, viewer=request.user, currency=currency)
    return render(
        request,
        "pages/course.html",
        {
            "page": page,
            "course": page.course,
            "own": own,
            "currency": currency,
            "related": SimpleLazyObject(lambda: cards(page.related, currency=currency)),
            "trailer": trailer_of(page.course),
            "json_ld": to_json_ld(course_data(page=page, price=own.price)),
        },
    )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- the same for everyone
    """Tell search engines what is nobody's business but the viewer's, and where the map is (RFC 9309)."""
    closed = ("/accounts/", "/admin/", "/checkout/", "/graphql", "/learn/", "/orders/", "/search/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@login_required
@require_POST
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a learner's review of a course."""
    reviewed = get_object_or_404(Course.objects.visible_to(request.user), slug=slug)
    if not isinstance(request.user, User) or course_progress(user=request.user, course=reviewed).enrollment is None:
        raise PermissionDenied
    stars = request.POST.get("stars", "")
    try:
        write_review(
            course=reviewed,
            author=request.user,
            stars=int(stars) if stars.isdecimal() and len(stars) == 1 else 0,
            text=request.POST.get("text", "").replace("\0", "")[:LONGEST_REVIEW],
        )
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Thank you. Your review is on the page."))
    return redirect(f"{reverse('course', args=[slug])}#reviews")
