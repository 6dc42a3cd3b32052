"""Addresses of similarity: the check and the errors are public, judging is for officers."""

from django.urls import path

from minzhi.engines.similarity.views import judging, public

app_name = "similarity"
urlpatterns = [
    path("check/", public.before_filing, name="check"),
    path("similarity/errors/", public.errors, name="errors"),
    path("similarity/judging/", judging.index, name="judging"),
    path("similarity/judging/<uuid:uid>/", judging.judge, name="judge"),
    path("similarity/judging/<uuid:uid>/withdraw/", judging.withdraw, name="withdraw"),
]
