"""Addresses of the room; those under ``c/`` and ``public/`` are everybody's."""

from django.urls import path

from minzhi.programmes.geographical_indications.views import goods, registers, scanning, supervision, zones

app_name = "geographical_indications"
urlpatterns = [
    path("", registers.index, name="room"),
    path("producers/", registers.producers, name="producers"),
    path("laboratories/", registers.laboratories, name="laboratories"),
    path("laboratories/<uuid:uid>/end/", registers.end_laboratory, name="end_laboratory"),
    path("supervision/", supervision.index, name="supervision"),
    path("returns/", supervision.returns, name="returns"),
    path("signs/", supervision.signs, name="signs"),
    path("signs/<str:number>/<slug:verb>/", supervision.sign, name="sign"),
    path("zones/", zones.index, name="zones"),
    path("zones/<uuid:uid>/pack/", zones.pack, name="pack"),
    path("experience/", zones.experience, name="experience"),
    path("experience/<uuid:uid>/<int:number>/", zones.experience_paper, name="experience_paper"),
    path("public/", scanning.public_list, name="public"),
    path("c/", scanning.ask, name="ask"),
    path("c/where/", scanning.where, name="where"),
    path("c/<str:code>/", scanning.look, name="look"),
    path("c/<str:code>/<str:signature>/", scanning.look, name="scan"),
    path("<uuid:uid>/", registers.indication, name="indication"),
    path("<uuid:uid>/quarter/", supervision.quarter, name="quarter"),
    path("<uuid:uid>/standard/confirm/", registers.confirm, name="confirm_standard"),
    path("producers/<uuid:uid>/", goods.producer, name="producer"),
    path("producers/<uuid:uid>/leave/", goods.take_off, name="take_off"),
    path("movements/<uuid:uid>/correct/", goods.correct, name="correct"),
    path("batches/<uuid:uid>/", goods.batch, name="batch"),
    path("batches/<uuid:uid>/return/", goods.return_goods, name="return_goods"),
    path("runs/<uuid:uid>/stop/", goods.stop, name="stop"),
    path("runs/<uuid:uid>/codes.csv", goods.codes, name="codes"),
    path("runs/<uuid:uid>/sheet/", goods.sheet, name="sheet"),
]
