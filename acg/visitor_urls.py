"""The addresses of whoever visits, learns and buys; the fixed ones are promised to users and clients."""

from django.conf import settings
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from acg import health, mailbox
from acg.graphql.door import graphql
from checkout.webhooks import stripe_webhook

urlpatterns = [
    path("graphql", graphql, name="graphql"),  # asked most, and found first
    path("", include("acg.pages.urls")),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    # Exempt, so that pages for everyone need no token and can be cached: the worst a forger gains is another language.
    path("language/", csrf_exempt(set_language), name="set_language"),
    path("accounts/", include("allauth.urls")),
    path("learn/", include("students.urls")),
    path("", include("checkout.urls")),
    path("team/", include("organisations.urls")),
    path("courses/", include("courses.urls")),
    path("videos/", include("videos.urls")),
    path("webhooks/stripe/", stripe_webhook, name="stripe_webhook"),
]
if settings.STRIPE_SANDBOX:
    urlpatterns.append(path("_stripe/", include("checkout.sandbox.urls")))
