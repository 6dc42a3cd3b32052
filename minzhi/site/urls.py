"""All addresses of the house."""

from django.urls import URLPattern, URLResolver, include, path

from minzhi.site.api import api
from minzhi.site.views import api as programs
from minzhi.site.views import door, registers

units = [path("", registers.index, name="index"), path("<slug:key>/", registers.unit, name="unit")]
urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", door.signin, name="signin"),
    path("sign-out/", door.signout, name="signout"),
    path("password/", door.password, name="password"),
    path("posts/", door.posts, name="posts"),
    path("language/", door.language, name="language"),
    path("large-text/", door.large_text, name="large_text"),
    path("about/", door.about, name="about"),
    path("health/", door.health, name="health"),
    path("search/", registers.search, name="search"),
    path("facts/", registers.facts, name="facts"),
    path("facts/<uuid:uid>/", registers.fact, name="fact"),
    path("units/", include((units, "units"))),
    path("tokens/", programs.tokens, name="tokens"),
    path("tokens/<uuid:uid>/revoke/", programs.revoke, name="revoke_token"),
    path("api/docs/", programs.docs, name="api_docs"),
    path("api/openapi.json", programs.schema, name="api_schema"),
    path("api/", api.urls),
    path("", include("minzhi.engines.register.urls")),
    path("", include("minzhi.engines.tasklist.urls")),
]
handler400 = "minzhi.site.views.errors.bad_request"
