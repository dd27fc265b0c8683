from django.urls import path

from students.views import assessment, dashboard, lesson, progress

app_name = "students"

urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("progress/", progress.progress, name="progress"),
    path("attempts/<uuid:attempt>/", assessment.attempt, name="attempt"),
    path("attempts/<uuid:attempt>/<int:number>/", assessment.question, name="question"),
    path("attempts/<uuid:attempt>/answers/", assessment.answers, name="answers"),
    path("attempts/<uuid:attempt>/submit/", assessment.submit, name="submit"),
    path("attempts/<uuid:attempt>/result/", assessment.result, name="result"),
    path("<slug:course>/<slug:lesson>/start/", assessment.start, name="start"),
    path("<slug:course>/", dashboard.course, name="course"),
    path("<slug:course>/<slug:lesson>/", lesson.lesson, name="lesson"),
    path("<slug:course>/<slug:lesson>/complete/", lesson.complete, name="complete"),
    path("<slug:course>/<slug:lesson>/resources/<uuid:public_id>/", lesson.resource, name="resource"),
]
