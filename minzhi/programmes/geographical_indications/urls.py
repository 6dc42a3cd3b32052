"""Addresses of the room; those under ``c/`` and ``public/`` are everybody's."""

from django.urls import path

from minzhi.programmes.geographical_indications.views import goods, registers, scanning

app_name = "geographical_indications"
urlpatterns = [
    path("", registers.index, name="room"),
    path("producers/", registers.producers, name="producers"),
    path("public/", scanning.public_list, name="public"),
    path("c/", scanning.ask, name="ask"),
    path("c/where/", scanning.where, name="where"),
    path("c/<str:code>/", scanning.look, name="look"),
    path("c/<str:code>/<str:signature>/", scanning.look, name="scan"),
    path("<uuid:uid>/", registers.indication, name="indication"),
    path("<uuid:uid>/standard/confirm/", registers.confirm, name="confirm_standard"),
    path("producers/<uuid:uid>/", goods.producer, name="producer"),
    path("producers/<uuid:uid>/leave/", goods.take_off, name="take_off"),
    path("movements/<uuid:uid>/correct/", goods.correct, name="correct"),
    path("batches/<uuid:uid>/", goods.batch, name="batch"),
    path("runs/<uuid:uid>/stop/", goods.stop, name="stop"),
    path("runs/<uuid:uid>/codes.csv", goods.codes, name="codes"),
    path("runs/<uuid:uid>/sheet/", goods.sheet, name="sheet"),
]
