"""Addresses of the room."""

from django.urls import path

from minzhi.programmes.disputes import views

app_name = "disputes"
urlpatterns = [
    path("", views.index, name="room"),
    path("roads/", views.router, name="roads"),
    path("bodies/", views.register, name="bodies"),
    path("bodies/<uuid:uid>/strike/", views.strike, name="strike"),
    path("bodies/<uuid:uid>/mediators/", views.mediator, name="mediator"),
    path("cases/<uuid:uid>/confirmation.zip", views.pack, name="pack"),
]
