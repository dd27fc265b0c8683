"""The site's addresses; the fixed ones are promised to users and clients."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from acg import health, mailbox
from acg.graphql.views import graphql
from checkout.webhooks import stripe_webhook

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # the way in is allauth's, with its limits

urlpatterns = [
    path("graphql", graphql, name="graphql"),  # asked most, and found first
    path("", include("acg.pages.urls")),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    # Exempt, so that pages for everyone need no token and can be cached: the worst a forger gains is another language.
    path("language/", csrf_exempt(set_language), name="set_language"),
    path("accounts/", include("allauth.urls")),
    path("_allauth/", include("allauth.headless.urls")),  # the same ways in for apps, which get a session's token
    path("learn/", include("students.urls")),
    path("", include("checkout.urls")),
    path("team/", include("organisations.urls")),
    path("courses/", include("courses.urls")),
    path("videos/", include("videos.urls")),
    path("webhooks/stripe/", stripe_webhook, name="stripe_webhook"),
    path("admin/", include("acg.staff_pages")),
    path("admin/", admin.site.urls),
]
if settings.STRIPE_SANDBOX:
    urlpatterns.append(path("_stripe/", include("checkout.sandbox.urls")))
