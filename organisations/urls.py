"""A team's addresses."""

from django.urls import path

from organisations import views

app_name = "organisations"

urlpatterns = [
    path("", views.team, name="team"),
    path("invite/", views.invite, name="invite"),
    path("take-back/", views.take_back, name="take_back"),
    path("name/", views.rename, name="rename"),
]
