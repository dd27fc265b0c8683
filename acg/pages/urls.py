"""The public pages: what can be learned, seen by everyone."""

from django.urls import path

from acg.pages import views

urlpatterns = [
    path("", views.home, name="home"),
    path("search/suggestions/", views.search_suggestions, name="search_suggestions"),
]
