"""The site's addresses; the fixed ones are promised to users and clients."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from acg import health, mailbox

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # the way in is allauth's, with its limits

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("accounts/", include("allauth.urls")),
    path("videos/", include("videos.urls")),
    path("admin/", admin.site.urls),
]
