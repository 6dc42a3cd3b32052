"""Addresses of scoring: draws for officers, on a phone, and for everybody."""

from django.urls import path

from minzhi.engines.scoring.views import draws

app_name = "scoring"
urlpatterns = [
    path("draws/", draws.index, name="draws"),
    path("draws/published/", draws.published, name="published"),
    path("draws/published/<slug:seed>/", draws.shown, name="shown"),
    path("draws/published/<slug:seed>/draw.json", draws.document, name="document"),
    path("draws/<uuid:uid>/", draws.draw, name="draw"),
    path("draws/<uuid:uid>/act/", draws.act, name="act"),
    path("draws/objects/<uuid:uid>/", draws.lot, name="lot"),
]
