"""All addresses of the house."""

from allauth.mfa.base.views import authenticate
from django.urls import URLPattern, URLResolver, include, path

from minzhi.engines.tasklist import api as plan
from minzhi.records.scope.public import public
from minzhi.site import watching
from minzhi.site.api import api
from minzhi.site.views import api as programs
from minzhi.site.views import arranging, backups, door, elsewhere, factors, front, officers, posts, privacy, registers

units = [
    path("", registers.index, name="index"),
    path("<slug:key>/", registers.unit, name="unit"),
    path("<slug:key>/place/", arranging.move, name="move"),
    path("<slug:key>/name/", arranging.name, name="name"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("public/", front.front, name="front"),
    path("sign-in/", door.signin, name="signin"),
    path("sign-in/", door.signin, name="account_login"),  # the same page, as allauth calls it
    path("sign-in/code/", public(authenticate), name="mfa_authenticate"),
    path("sign-in/<slug:provider_id>/", elsewhere.go, name="elsewhere"),
    path("sign-in/<slug:provider_id>/back/", elsewhere.back, name="openid_connect_callback"),  # allauth's own name
    path("sign-out/", door.signout, name="signout"),
    path("ways-in/", factors.index, name="factors"),
    path("ways-in/code/", factors.add_totp, name="factors_totp"),
    path("ways-in/key/", factors.add_key, name="factors_key"),
    path("ways-in/recovery/", factors.codes, name="factors_codes"),
    path("ways-in/end/", factors.end, name="factors_end"),
    path("ways-in/<slug:provider_id>/bind/", factors.bind, name="factors_bind"),
    path("ways-in/<int:pk>/remove/", factors.remove, name="factors_remove"),
    path("ways-in/<int:pk>/unbind/", factors.unbind, name="factors_unbind"),
    path("officers/", officers.index, name="officers"),
    path("officers/<uuid:uid>/", officers.officer, name="officer"),
    path("officers/<uuid:uid>/telephone/", privacy.phone, name="phone"),
    path("officers/<uuid:uid>/<slug:verb>/", officers.act, name="officer_act"),
    path("posts/<int:pk>/relieve/", officers.relieve, name="officer_relieve"),
    path("audit/", officers.audit, name="audit"),
    path("backups/", backups.index, name="backups"),
    path("own-data/", privacy.own_data, name="own_data"),
    path("own-data/copy/", privacy.own_copy, name="own_copy"),
    path("own-data/ask/", privacy.ask, name="own_ask"),
    path("protection/", privacy.protection, name="protection"),
    path("protection/assessment/", privacy.assess, name="protection_assess"),
    path("protection/provisions/", privacy.provisions, name="provisions"),
    path("protection/provisions/new/", privacy.provide, name="provide"),
    path("protection/notices/", privacy.form_notices, name="form_notices"),
    path("protection/notices/<slug:form>/", privacy.form_notice, name="form_notice"),
    path("protection/assessments/", privacy.assessments, name="assessments"),
    path("protection/breaches/", privacy.breaches, name="breaches"),
    path("protection/breach/", privacy.find_breach, name="protection_find"),
    path("protection/breach/<uuid:uid>/", privacy.breach, name="protection_breach"),
    path("protection/asking/<uuid:uid>/", privacy.answer, name="protection_answer"),
    path("password/", door.password, name="password"),
    path("posts/", posts.index, name="posts"),
    path("posts/lend/", posts.lend, name="lend_post"),
    path("posts/lent/<int:pk>/take-back/", posts.take_back, name="take_post_back"),
    path("language/", door.language, name="language"),
    path("large-text/", door.large_text, name="large_text"),
    path("about/", door.about, name="about"),
    path("health/", watching.health, name="health"),
    path("metrics/", watching.metrics, name="metrics"),
    path("search/", registers.search, name="search"),
    path("facts/", registers.facts, name="facts"),
    path("facts/<uuid:uid>/", registers.fact, name="fact"),
    path("units/", include((units, "units"))),
    path("tokens/", programs.tokens, name="tokens"),
    path("tokens/<uuid:uid>/revoke/", programs.revoke, name="revoke_token"),
    path("api/docs/", programs.docs, name="api_docs"),
    path("api/openapi.json", programs.schema, name="api_schema"),
    path("api/", api.urls),
    path("documents/", include("minzhi.engines.documents.urls")),
    path("intake/", include("minzhi.engines.intake.urls")),
    path("", include("minzhi.engines.casework.urls")),
    path("", include("minzhi.engines.register.urls")),
    path("", include("minzhi.engines.search.urls")),
    path("", include("minzhi.engines.similarity.urls")),
    path("", include("minzhi.engines.scoring.urls")),
    path("", include("minzhi.engines.tasklist.urls")),
    *(
        path(f"{key.replace('_', '-')}/", include(f"{card.name}.urls"))
        for key, card in plan.programmes().items()
        if card.is_built
    ),
]
handler400 = "minzhi.site.views.errors.bad_request"
