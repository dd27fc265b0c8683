from django.urls import path

from courses import views

app_name = "courses"
urlpatterns = [
    path("images/<uuid:public_id>/", views.picture, name="picture"),
    path("covers/<uuid:public_id>/", views.cover, name="cover"),
]
