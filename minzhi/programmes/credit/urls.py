"""Addresses of the room."""

from django.urls import path

from minzhi.programmes.credit import views

app_name = "credit"
urlpatterns = [
    path("", views.index, name="room"),
    path("subjects/", views.subjects, name="subjects"),
    path("checks/", views.checks, name="checks"),
    path("checks/<uuid:uid>/papers/", views.papers, name="papers"),
    path("shared/", views.shared, name="shared"),
    path("published/", views.published, name="published"),
    path("gather/", views.gather, name="gather"),
]
