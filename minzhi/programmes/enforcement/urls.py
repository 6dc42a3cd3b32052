"""Addresses of the room."""

from django.urls import path

from minzhi.programmes.enforcement.views import field, occasions, rooms

app_name = "enforcement"
urlpatterns = [
    path("", rooms.index, name="room"),
    path("published/", rooms.published, name="published"),
    path("penalties/", rooms.penalties, name="penalties"),
    path("thresholds/", rooms.thresholds, name="thresholds"),
    path("orders/", field.index, name="orders"),
    path("orders/worker.js", field.worker, name="worker"),
    path("orders/<uuid:uid>/", field.show, name="order"),
    path("orders/<uuid:uid>/queue/", field.queue, name="queue"),
    path("fairs/", occasions.fairs, name="fairs"),
    path("fairs/<uuid:uid>/", occasions.fair, name="fair"),
    path("fairs/<uuid:uid>/report/", occasions.report, name="fair_report"),
    path("exhibitors/<uuid:uid>/check/", occasions.check, name="check"),
    path("exhibitors/<uuid:uid>/complain/", occasions.complain, name="complain"),
    path("campaigns/<uuid:uid>/targets/", occasions.targets, name="targets"),
    path("targets/<uuid:uid>/", occasions.self_check, name="self_check"),
    path("calendar/", occasions.calendar, name="calendar"),
    path("calendar/<uuid:uid>/", occasions.occasion, name="occasion"),
    path("meetings/", occasions.meetings, name="meetings"),
]
