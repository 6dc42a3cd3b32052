"""Addresses of the room."""

from django.urls import path

from minzhi.programmes.plans.views import appraisals, groups, outlines

app_name = "plans"
urlpatterns = [
    path("", outlines.index, name="room"),
    path("stated/", outlines.stated, name="stated"),
    path("outlines/<uuid:uid>/", outlines.outline, name="outline"),
    path("outlines/<uuid:uid>/adopt/", outlines.adopt, name="adopt"),
    path("targets/<uuid:uid>/", outlines.target, name="target"),
    path("targets/<uuid:uid>/drop/", outlines.drop, name="drop"),
    path("groups/", groups.index, name="groups"),
    path("groups/<uuid:uid>/", groups.group, name="group"),
    path("groups/<uuid:uid>/end/", groups.end, name="end_group"),
    path("members/<uuid:uid>/leave/", groups.leave_group, name="leave"),
    path("points/", groups.points, name="points"),
    path("appraisals/", appraisals.index, name="appraisals"),
    path("appraisals/<uuid:uid>/", appraisals.appraisal, name="appraisal"),
    path("appraisals/<uuid:uid>/change/", appraisals.change, name="change"),
    path("packs/<uuid:uid>/", appraisals.pack, name="pack"),
]
