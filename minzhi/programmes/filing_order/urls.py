"""Addresses of the room; ``own/`` is everybody's who has a code."""

from django.urls import path

from minzhi.programmes.filing_order.views import marks, own, patents, policies

app_name = "filing_order"
urlpatterns = [
    path("", patents.index, name="room"),
    path("own/", own.own, name="own"),
    path("batches/", patents.batches, name="batches"),
    path("batches/<uuid:uid>/", patents.batch, name="batch"),
    path("batches/<uuid:uid>/split/", patents.split, name="split"),
    path("rows/<uuid:uid>/assign/", patents.assign, name="assign"),
    path("listed/<uuid:uid>/together/", patents.together, name="together"),
    path("listed/<uuid:uid>/measure/", patents.propose, name="propose"),
    path("leads/", patents.leads, name="leads"),
    path("leads/screen/", patents.screen, name="screen"),
    path("leads/screening/", patents.screening, name="screening"),
    path("leads/<uuid:uid>/", patents.sheet, name="sheet"),
    path("watch/", marks.watch, name="watch"),
    path("watch/<uuid:uid>/stop/", marks.stop, name="stop"),
    path("hits/", marks.hits, name="hits"),
    path("hits/<uuid:uid>/<str:side>.png", marks.picture, name="picture"),
    path("networks/", marks.networks, name="networks"),
    path("network/", marks.network, name="network"),
    path("grounds/", marks.grounds, name="grounds"),
    path("remedies/new/", marks.remedy, name="remedy"),
    path("penalties/", marks.threats, name="threats"),
    path("policies/", policies.policies, name="policies"),
    path("policies/<uuid:uid>/", policies.policy, name="policy"),
    path("policies/<uuid:uid>/check/", policies.check, name="check"),
    path("activities/", policies.activities, name="activities"),
]
