from django.urls import path

from students.views import dashboard, lesson, progress

app_name = "students"

urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("progress/", progress.progress, name="progress"),
    path("<slug:course>/", dashboard.course, name="course"),
    path("<slug:course>/<slug:lesson>/", lesson.lesson, name="lesson"),
    path("<slug:course>/<slug:lesson>/complete/", lesson.complete, name="complete"),
    path("<slug:course>/<slug:lesson>/resources/<uuid:public_id>/", lesson.resource, name="resource"),
]
