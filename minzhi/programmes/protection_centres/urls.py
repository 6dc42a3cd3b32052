"""Addresses of the room."""

from django.urls import path

from minzhi.programmes.protection_centres import views

app_name = "protection_centres"
urlpatterns = [
    path("", views.index, name="room"),
    path("centres/", views.centres, name="centres"),
    path("register/", views.register, name="register"),
    path("register/<uuid:uid>/", views.centre, name="centre"),
    path("register/<uuid:uid>/close/", views.close, name="close"),
    path("fields/<uuid:uid>/end/", views.end, name="end"),
    path("confirm/<slug:kind>/<uuid:uid>/", views.confirm, name="confirm"),
]
