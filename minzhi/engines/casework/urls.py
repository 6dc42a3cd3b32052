"""Addresses of cases: for officers, and for the public."""

from django.urls import path

from minzhi.engines.casework.views import acts, cases, dossier, figures, filings, public, versions

app_name = "casework"
urlpatterns = [
    path("cases/", cases.index, name="cases"),
    path("cases/desk/", cases.desk, name="desk"),
    path("cases/figures/<str:key>/", figures.behind, name="behind"),
    path("cases/new/<str:process>/", acts.start, name="start"),
    path("cases/papers/<uuid:uid>/", dossier.read, name="paper"),
    path("cases/papers/<uuid:uid>/serve/", dossier.serve, name="serve"),
    path("cases/filings/<uuid:uid>/", filings.show, name="filing"),
    path("cases/filings/<uuid:uid>/<slug:how>/", filings.settle, name="settle"),
    path("cases/<uuid:uid>/", cases.show, name="case"),
    path("cases/<uuid:uid>/act/<slug:name>/", acts.act, name="act"),
    path("cases/<uuid:uid>/do/<slug:name>/", acts.verb, name="verb"),
    path("cases/<uuid:uid>/version/", versions.move, name="version"),
    path("cases/<uuid:uid>/order/", acts.order, name="order"),
    path("cases/<uuid:uid>/papers/", dossier.add, name="papers"),
    path("cases/<uuid:uid>/key/", filings.key, name="key"),
    path("cases/<uuid:uid>/reveal/", cases.reveal, name="reveal"),
    path("cases/<uuid:uid>/archive.zip", cases.archive, name="archive"),
    path("cases/<uuid:uid>/process.bpmn", cases.diagram, name="diagram"),
    path("guides/", public.index, name="guides"),
    path("guides/<str:process>/", public.show, name="guide"),
    path("guides/<str:process>/send/", public.send, name="send"),
    path("my-case/", public.follow, name="follow"),
    path("my-case/now/", public.mine, name="mine"),
    path("my-case/send/<slug:name>/", public.answer, name="answer"),
    path("my-case/papers/<int:number>/", public.paper, name="own_paper"),
    path("my-case/consent/", public.consent, name="consent"),
]
