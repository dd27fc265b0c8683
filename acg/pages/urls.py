"""The public pages: what can be learned, seen by everyone."""

from django.urls import path

from acg.pages import machines, views

urlpatterns = [
    path("", views.home, name="home"),
    path("search/suggestions/", views.search_suggestions, name="search_suggestions"),
    path("courses/", views.catalogue, name="catalogue"),
    path("courses/<slug:slug>/", views.course, name="course"),
    path("courses/<slug:slug>/review/", views.review, name="course_review"),
    path("courses/<slug:slug>/feed/", machines.course_feed, name="course_feed"),
    path("paths/", views.paths, name="paths"),
    path("paths/<slug:slug>/", views.path_page, name="path"),
    path("practice-exams/", views.exams, name="practice_exams"),
    path("instructors/<slug:slug>/", views.instructor, name="instructor"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
]
