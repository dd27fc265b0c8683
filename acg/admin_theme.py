"""The admin in the school's colours: unfold's settings, and the menu in plain words."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

Entry = dict[str, Any]


def _link(title: Any, icon: str, model: str) -> Entry:
    """Return the entry of a model's list, shown to those who may see it."""
    app, name = model.split(".")

    def may_see(request: HttpRequest) -> bool:
        from django.contrib import admin  # noqa: PLC0415 -- settings are read before the applications are there

        registered = {one._meta.label_lower: model_admin for one, model_admin in admin.site._registry.items()}  # noqa: SLF001 -- its only door
        model_admin = registered.get(model)
        return model_admin is not None and model_admin.has_module_permission(request)

    return {"title": title, "icon": icon, "link": lazy(_address, str)(f"admin:{app}_{name}_changelist"), "permission": may_see}


def _page(title: Any, icon: str, name: str) -> Entry:
    """Return the entry of a page that is for staff only."""

    def may_see(request: HttpRequest) -> bool:
        return str(getattr(request.user, "role", "")) == "staff"

    return {"title": title, "icon": icon, "link": lazy(_address, str)(f"staff:{name}"), "permission": may_see}


def _address(name: str) -> str:
    from django.urls import NoReverseMatch, reverse  # noqa: PLC0415 -- as above

    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def navigation(request: HttpRequest) -> list[Entry]:
    """Return the menu: what one may see, grouped by what one comes for; a group without entries is left out."""
    groups = [
        (
            _("Teaching"),
            [
                _link(_("Courses"), "school", "courses.course"),
                _link(_("Lessons"), "menu_book", "courses.lesson"),
                _link(_("Question bank"), "quiz", "courses.questionpool"),
                _link(_("Questions"), "help", "courses.question"),
                _link(_("Films"), "movie", "videos.video"),
                _link(_("Pictures"), "image", "courses.courseimage"),
                _link(_("Reviews"), "star", "courses.review"),
            ],
        ),
        (
            _("Catalogue"),
            [
                _link(_("Certifications"), "workspace_premium", "courses.certification"),
                _link(_("Exams"), "assignment", "courses.examversion"),
                _link(_("Learning paths"), "route", "courses.learningpath"),
                _link(_("Subjects"), "sell", "courses.tag"),
                _link(_("Instructors"), "co_present", "courses.instructor"),
            ],
        ),
        (
            _("Money"),
            [
                _link(_("Orders"), "receipt_long", "checkout.order"),
                _link(_("Memberships"), "card_membership", "checkout.subscription"),
                _link(_("Offers and prices"), "storefront", "checkout.offer"),
                _link(_("Coupons"), "confirmation_number", "checkout.coupon"),
                _link(_("Ledger"), "account_balance", "checkout.ledgerentry"),
                _link(_("Stripe events"), "webhook", "checkout.stripeevent"),
                _link(_("Comparisons with Stripe"), "sync", "checkout.reconcilerun"),
                _page(_("Ten promises"), "verified", "promises"),
            ],
        ),
        (
            _("People"),
            [
                _link(_("Accounts"), "person", "users.user"),
                _link(_("Rights to learn"), "key", "students.grant"),
                _page(_("Why can they learn?"), "contact_support", "why"),
                _link(_("Teams"), "groups", "organisations.organization"),
                _link(_("Enrolments"), "how_to_reg", "students.enrollment"),
                _link(_("Exam attempts"), "fact_check", "students.attempt"),
            ],
        ),
        (
            _("Under the bonnet"),
            [
                _link(_("Facts told"), "campaign", "events.outboxevent"),
                _link(_("What learning knows of courses"), "content_copy", "students.coursecopy"),
                _link(_("Messages given up"), "mark_email_unread", "events.deadmessage"),
                _link(_("What was done by hand"), "edit_note", "events.logentry"),
                _link(_("Clients of the graph"), "hub", "acg.operationuse"),
            ],
        ),
    ]
    home = {"title": _("Overview"), "icon": "monitoring", "link": reverse_lazy("admin:index")}
    shown: list[Entry] = [{"title": None, "separator": False, "items": [home]}]
    for title, entries in groups:
        mine = [entry for entry in entries if entry["permission"](request)]
        if mine:
            shown.append({"title": title, "separator": True, "items": mine})
    return shown


def _static(path: str) -> Any:
    """Return the address of a static file, asked for when a page is drawn: its name may carry a hash."""
    return lambda _request: static(path)


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "Cloud School",
    "SITE_HEADER": "Cloud School",
    "SITE_SUBHEADER": _("Authoring"),
    "SITE_URL": "/",
    "SITE_ICON": _static("favicon.svg"),
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": _static("favicon.svg")}],
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "BORDER_RADIUS": "8px",
    "DASHBOARD_CALLBACK": "acg.admin_dashboard.dashboard",
    "STYLES": [_static("dist/admin.css")],
    "SCRIPTS": [_static("dist/admin.js")],
    "COMMAND": {"search_models": True, "show_history": False},
    "SIDEBAR": {"show_search": False, "command_search": True, "show_all_applications": False, "navigation": navigation},
    "COLORS": {
        # Paper and ink.
        "base": {
            "50": "#f5f6f4",
            "100": "#ecefea",
            "200": "#e3e6e1",
            "300": "#cdd4ce",
            "400": "#93a19b",
            "500": "#586661",
            "600": "#44514c",
            "700": "#31403b",
            "800": "#22302d",
            "900": "#101a18",
            "950": "#0b1312",
        },
        # The one green for action and progress.
        "primary": {
            "50": "#eef8f5",
            "100": "#d3ece6",
            "200": "#a8d9cf",
            "300": "#74c2b4",
            "400": "#4fd1bd",
            "500": "#17867a",
            "600": "#0b5f56",
            "700": "#094f48",
            "800": "#083f3a",
            "900": "#07322e",
            "950": "#041f1c",
        },
        "font": {
            "subtle-light": "var(--color-base-500)",
            "subtle-dark": "var(--color-base-400)",
            "default-light": "var(--color-base-700)",
            "default-dark": "var(--color-base-300)",
            "important-light": "var(--color-base-900)",
            "important-dark": "var(--color-base-100)",
        },
    },
}
