"""The site's addresses; the fixed ones are promised to users and clients."""

from django.contrib import admin
from django.urls import include, path

from acg import health

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("accounts/", include("allauth.urls")),
    path("videos/", include("videos.urls")),
    path("admin/", admin.site.urls),
]
