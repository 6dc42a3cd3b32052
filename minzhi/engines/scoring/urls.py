"""Addresses of scoring: draws for officers, on a phone, and for everybody; grades, and a subject's own page."""

from django.urls import path

from minzhi.engines.scoring.views import automation, draws, editions, grades, pools, tree_drafts, trees

app_name = "scoring"
urlpatterns = [
    path("draws/", draws.index, name="draws"),
    path("draws/published/", draws.published, name="published"),
    path("draws/published/<slug:seed>/", draws.shown, name="shown"),
    path("draws/published/<slug:seed>/draw.json", draws.document, name="document"),
    path("draws/<uuid:uid>/", draws.draw, name="draw"),
    path("draws/<uuid:uid>/act/", draws.act, name="act"),
    path("draws/objects/<uuid:uid>/", draws.lot, name="lot"),
    path("draws/objects/<uuid:uid>/attend/", pools.attend, name="attend"),
    path("draws/pools/<str:key>/", pools.pool, name="pool"),
    path("draws/experts/<uuid:uid>/", pools.expert, name="expert"),
    path("draws/experts/own/", pools.own, name="expert_own"),
    path("draws/experts/<uuid:uid>/code/", pools.code, name="expert_code"),
    path("grades/own/", grades.own, name="own"),
    path("grades/leads/", grades.index, name="leads"),
    path("grades/leads/<uuid:uid>/", grades.lead, name="lead"),
    path("grades/objections/<uuid:uid>/", grades.objection, name="objection"),
    path("grades/objections/<uuid:uid>/evidence/<int:number>/", grades.evidence, name="evidence"),
    path("grades/marks/<uuid:uid>/end/", grades.end, name="end_mark"),
    path("grades/editions/<uuid:uid>/", editions.edition, name="edition"),
    path("grades/editions/<uuid:uid>/act/", editions.act, name="edition_act"),
    path("grades/editions/<uuid:uid>/try/", editions.try_on, name="edition_try"),
    path("grades/trials/<uuid:uid>/", editions.trial, name="trial"),
    path("grades/trials/<uuid:uid>/again/", editions.again, name="trial_again"),
    path("grades/editions/<uuid:uid>/again/", editions.regrade_again, name="regrade_again"),
    path("grades/schemes/<str:scheme>/", editions.index, name="editions"),
    path("grades/schemes/<str:scheme>/draft/", editions.begin, name="draft"),
    path("grades/schemes/<str:scheme>/automation/", automation.automation, name="automation"),
    path("trees/", trees.index, name="trees"),
    path("trees/drafts/<uuid:uid>/", tree_drafts.draft, name="tree_draft"),
    path("trees/drafts/<uuid:uid>/act/", tree_drafts.act, name="tree_draft_act"),
    path("trees/<uuid:uid>/", trees.tree, name="tree"),
    path("trees/<uuid:uid>/draft/", tree_drafts.begin, name="draft_tree"),
    path("trees/quoted/<uuid:uid>/", trees.frozen, name="frozen"),
    path("trees/<uuid:uid>/<slug:unit>/<str:quantity>/proof.zip", trees.proof, name="proof"),
    path("trees/<uuid:uid>/<slug:unit>/<str:quantity>/", trees.behind, name="behind"),
    path("grades/<uuid:uid>/", grades.graded, name="graded"),
    path("grades/<uuid:uid>/mark/", grades.mark, name="mark"),
    path("grades/<uuid:uid>/proof.zip", grades.proof, name="graded_proof"),
    path("grades/<uuid:uid>/code/", grades.code, name="code"),
]
