from django.urls import path

from videos import views

app_name = "videos"

urlpatterns = [
    path("uploads/", views.upload, name="upload"),
    path("<uuid:public_id>/<str:token>/<str:name>", views.media_file, name="file"),
]
