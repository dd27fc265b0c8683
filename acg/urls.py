"""All of the site's addresses: the visitors', and those that few ask for."""

from django.contrib import admin
from django.urls import include, path

from acg import visitor_urls

admin.autodiscover()

urlpatterns = [
    *visitor_urls.urlpatterns,
    path("_allauth/", include("allauth.headless.urls")),  # the same ways in as /accounts/ for apps, which get a session's token
    path("admin/", include("acg.staff_pages")),
    path("admin/", admin.site.urls),
]
